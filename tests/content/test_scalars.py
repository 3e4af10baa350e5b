"""Scalars of the format: what each means, and what it refuses."""

from contextlib import suppress
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.content.scalars import ID, Fault, likely_id, parse_scalar
from trainingkit.content.schema import Value, ValueShape
from trainingkit.domain.facts import Ratio, StoryDate
from trainingkit.domain.marks import Plain
from trainingkit.domain.modules import Quantity


@pytest.mark.parametrize(
    ("value", "text", "meant"),
    [
        (Value.INT, "30", 30),
        (Value.INT, "-8", -8),
        (Value.DECIMAL, "402.32", Decimal("402.32")),
        (Value.PERCENT, "35 %", Decimal(35)),
        (Value.PERCENT, "women/heads", Ratio("women", "heads")),
        (Value.FLAG, "yes", True),
        (Value.FLAG, "false", False),
        (Value.DATE, "2027-05-19", date(2027, 5, 19)),
        (Value.TIME, "08:30", time(8, 30)),
        (Value.TIME, "8:30", time(8, 30)),
        (Value.STORY_DATE, "start - 63 days", StoryDate(base="start", days=-63)),
        (Value.STORY_DATE, "petition-on + 1 day", StoryDate(base="petition-on", days=1)),
        (Value.STORY_DATE, "2026-03-12", StoryDate(day=date(2026, 3, 12))),
        (Value.QUANTITY, "30", Quantity(30)),
        (Value.QUANTITY, "2 per group", Quantity(2, "group")),
        (Value.QUANTITY, "60 + 10%", Quantity(60, "", 10)),
    ],
)
def test_values(value: Value, text: str, meant: object) -> None:
    assert parse_scalar(text, ValueShape(value)) == meant


@pytest.mark.parametrize(
    ("value", "text", "code"),
    [
        (Value.INT, "3.5", "wrong-value"),
        (Value.INT, "veinte", "wrong-value"),
        (Value.INT, "٣", "wrong-value"),
        (Value.INT, "9" * 5_000, "number-too-long"),
        (Value.DECIMAL, "1e9", "wrong-value"),
        (Value.DECIMAL, "NaN", "wrong-value"),
        (Value.DECIMAL, "1." + "9" * 5_000, "number-too-long"),
        (Value.PERCENT, "9" * 5_000, "number-too-long"),
        (Value.FLAG, "NO", "wrong-value"),
        (Value.DATE, "2026-02-30", "no-such-date"),
        (Value.DATE, "2026-1-5", "wrong-value"),
        (Value.DATE, "ayer", "wrong-value"),
        (Value.TIME, "25:00", "wrong-value"),
        (Value.TIME, "750", "wrong-value"),
        (Value.STORY_DATE, "2026-02-30", "no-such-date"),
        (Value.STORY_DATE, "start - many days", "wrong-value"),
        (Value.QUANTITY, "2 per shirt", "wrong-value"),
    ],
)
def test_what_is_refused(value: Value, text: str, code: str) -> None:
    with pytest.raises(Fault) as caught:
        parse_scalar(text, ValueShape(value))
    assert caught.value.code == code


def test_ranges_name_both_ends() -> None:
    with pytest.raises(Fault) as caught:
        parse_scalar("100000", ValueShape(Value.INT, None, 0, 1440))
    assert dict(caught.value.details) == {"value": "100000", "least": "0", "most": "1440"}


@pytest.mark.parametrize("text", ["javascript:alert(1)", "file:///etc/passwd", "example.org", "https://"])
def test_addresses_are_of_the_web_or_of_mail(text: str) -> None:
    with pytest.raises(Fault):
        parse_scalar(text, ValueShape(Value.PLAIN, Plain.ADDRESS))


@given(st.text(max_size=40), st.sampled_from(list(Value)))
def test_any_text_is_a_value_or_a_fault(text: str, value: Value) -> None:
    # Nothing but a fault may come out; a wrong text is the usual case.
    with suppress(Fault):
        assert parse_scalar(text, ValueShape(value, Plain.ID if value is Value.PLAIN else None)) is not None


@given(st.text(max_size=40))
def test_the_likely_id_is_an_id(text: str) -> None:
    assert ID.fullmatch(likely_id(text))
