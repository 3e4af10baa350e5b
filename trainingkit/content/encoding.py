"""The bytes of a text file as characters: comes in a path, goes out text that a parser may be given, or problems.

Refuses what is too big before reading it, whatever is not UTF-8 (naming the line, the word and the likely letter), and
control characters. Byte order marks, line ends of Windows and of old Macs and a missing last line end are taken as they
come.
"""

import re
from pathlib import Path

from trainingkit.config import LIMITS
from trainingkit.errors import Place, Problem

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
# Line and page separators of word processors are refused too: a parser counts them as line ends and no editor does.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LETTERS = re.compile(rb"[0-9A-Za-z\x80-\xff]*")


def read_bytes(path: Path, name: str, most: int) -> tuple[bytes, list[Problem]]:
    """The bytes of `path`, or why there are none. Never more than one byte beyond `most` is read."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        return b"", [Problem("file-unreadable", details={"reason": error.strerror or "?"}, place=Place(name))]
    if len(data) > most:
        details = {"limit": str(most // 1024)}
        return b"", [Problem("file-too-big", details=details, place=Place(name, 1))]
    return data, []


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The text of `data` with `\\n` at line ends, or the problems that keep it from being text."""
    if data.startswith(_UTF16) or data.count(0) > len(data) // 4 > 0:
        return "", [Problem("not-utf8-utf16", place=Place(name, 1))]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(data, error.start, name)]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text, _control_characters(text, name)


def control_character(text: str) -> str:
    """The code point of the first character that text may not hold, as `U+0007`; empty when there is none."""
    found = _CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _control_characters(text: str, name: str) -> list[Problem]:
    lines: dict[int, Problem] = {}
    for found in _CONTROL.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        details = {"character": f"U+{ord(found[0]):04X}"}
        lines.setdefault(line, Problem("control-character", details=details, place=Place(name, line, column)))
        if len(lines) >= LIMITS.file.problems:
            break
    return list(lines.values())


def _not_utf8(data: bytes, at: int, name: str) -> Problem:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before) - (before.rfind(b"\n") + 1) + 1
    start = at
    while start > 0 and at - start < 30 and _LETTERS.fullmatch(data[start - 1 : start]):
        start -= 1
    word = (_LETTERS.match(data, start, at + 30) or [b""])[0]
    shown = "".join(chr(byte) if byte < 0x80 else "?" for byte in word)
    details = {"found": shown, "likely": word.decode("cp1252", errors="replace")}
    return Problem("not-utf8", details=details, place=Place(name, line, column))
