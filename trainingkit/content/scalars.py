"""Scalars as values: comes in a text and what it should be, goes out the value, or a `Fault` that says what was
expected.

The types of the format are few and strict, so that a file means the same to every reader. Refuses to guess.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation

from trainingkit.config import LIMITS
from trainingkit.content.schema import Value, ValueShape
from trainingkit.domain.cohorts import Percent, Span
from trainingkit.domain.facts import Ratio, StoryDate, parse_story_date
from trainingkit.domain.marks import Plain
from trainingkit.domain.modules import Quantity
from trainingkit.domain.pictures import is_picture

ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
REF = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*){0,8}")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_INT = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
SPAN = re.compile(r"((?:[01]?\d|2[0-3]):[0-5]\d)\s?[-–]\s?((?:[01]?\d|2[0-3]):[0-5]\d)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_RATIO = re.compile(r"([a-z][a-z0-9-]*)\s*/\s*([a-z][a-z0-9-]*)")
_QUANTITY = re.compile(r"(\d{1,6})(?: per (person|group|organisation|case|table|facilitator))?(?: \+ (\d{1,3})\s?%)?")

FLAGS = {"yes": True, "true": True, "no": False, "false": False}


class Fault(Exception):
    """Why a text is not the value wanted: the code and details of the problem it becomes."""

    def __init__(self, code: str, details: Mapping[str, str]) -> None:
        self.code = code
        self.details = details
        super().__init__(code, details)


def parse_scalar(text: str, shape: ValueShape) -> object:
    """The value of `text`; raises `Fault`."""
    value = _PARSERS[shape.value](text, shape)
    if shape.least is not None and isinstance(value, int) and not shape.least <= value <= (shape.most or shape.least):
        details = {"value": text, "least": str(shape.least), "most": str(shape.most)}
        raise Fault("out-of-range", details)
    return value


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _wrong(text: str, expected: str) -> Fault:
    return Fault("wrong-value", {"value": _short(text), "expected": expected})


def _digits(text: str) -> None:
    if sum(map(str.isdigit, text)) > LIMITS.file.digits:
        raise Fault("number-too-long", {"limit": str(LIMITS.file.digits)})


def _int(text: str, _: ValueShape) -> int:
    if not _INT.fullmatch(text) or not text.isascii():
        raise _wrong(text, "int")
    _digits(text)
    return int(text)


def _decimal(text: str, _: ValueShape) -> Decimal:
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise _wrong(text, "number")
    _digits(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise _wrong(text, "number") from None


def _percent(text: str, shape: ValueShape) -> Decimal | Ratio:
    found = _RATIO.fullmatch(text.strip())
    if found:
        return Ratio(found[1], found[2])
    try:
        return _decimal(text.strip().removesuffix("%").rstrip(), shape)
    except Fault as fault:
        raise fault if fault.code != "wrong-value" else _wrong(text, "percent") from None


def _flag(text: str, _: ValueShape) -> bool:
    if text not in FLAGS:
        raise _wrong(text, "flag")
    return FLAGS[text]


def _date(text: str, _: ValueShape) -> date:
    found = _DATE.fullmatch(text)
    if not found or not text.isascii():
        raise _wrong(text, "date")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Fault("no-such-date", {"value": text}) from None


def _time(text: str, _: ValueShape) -> time:
    found = _TIME.fullmatch(text)
    if not found or not text.isascii():
        raise _wrong(text, "time")
    return time(int(found[1]), int(found[2]))


def _story_date(text: str, shape: ValueShape) -> StoryDate:
    if _DATE.fullmatch(text):
        return StoryDate(day=_date(text, shape))
    try:
        return parse_story_date(text)
    except ValueError:
        raise _wrong(text, "story-date") from None


def _quantity(text: str, _: ValueShape) -> Quantity:
    found = _QUANTITY.fullmatch(text.strip())
    if not found or not text.isascii():
        raise _wrong(text, "quantity")
    return Quantity(int(found[1]), found[2] or "", int(found[3] or 0))  # type: ignore[arg-type]  # the pattern's own list


def _share(text: str, _: ValueShape) -> Percent:
    plain = text.strip().removesuffix("%").rstrip()
    if not plain.isdecimal() or not plain.isascii():
        raise _wrong(text, "share")
    _digits(plain)
    return Percent(plain)


def _span(text: str, shape: ValueShape) -> Span:
    found = SPAN.fullmatch(text.strip())
    if not found:
        raise _wrong(text, "span")
    return Span(_time(found[1], shape), _time(found[2], shape))


_PATTERNS = {Plain.ID: ID, Plain.REF: REF, Plain.WORD: WORD, Plain.ADDRESS: ADDRESS}


def _plain(text: str, shape: ValueShape) -> str:
    text = text.strip()
    if shape.plain is Plain.PICTURE:
        return _picture(text)
    pattern = _PATTERNS.get(shape.plain) if shape.plain else None
    if shape.plain is Plain.ID and not ID.fullmatch(text):
        raise Fault("bad-id", {"value": _short(text), "likely": likely_id(text)})
    if pattern and not pattern.fullmatch(text):
        raise _wrong(text, str(shape.plain))
    return text


def _picture(text: str) -> str:
    """A picture, whose text may be broken into lines anywhere."""
    found = "".join(text.split())
    if not is_picture(found):
        raise Fault("bad-picture", {})
    return found


def likely_id(text: str) -> str:
    """What the writer of a malformed id may have meant: without accents and capitals, words joined by hyphens."""
    plain = "".join(_BARE.get(letter, letter) for letter in text.lower())
    likely = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40]
    return likely if ID.fullmatch(likely) else f"n-{likely}".strip("-")


_BARE = dict(zip("áéíóúüñàèìòùâêîôûç", "aeiouunaeiouaeiouc", strict=True))

_PARSERS: dict[Value, Callable[[str, ValueShape], object]] = {
    Value.INT: _int,
    Value.DECIMAL: _decimal,
    Value.PERCENT: _percent,
    Value.FLAG: _flag,
    Value.DATE: _date,
    Value.TIME: _time,
    Value.STORY_DATE: _story_date,
    Value.QUANTITY: _quantity,
    Value.SHARE: _share,
    Value.SPAN: _span,
    Value.PLAIN: _plain,
}
