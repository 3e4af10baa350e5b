"""Every role sheet of the shipped kits is read in three minutes: 180 to 230 words as printed.

So in each language and in every version of a play. A word is what stands between spaces and holds a letter or a
figure, with the slots filled as in a sample of the kit.
"""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from trainingkit.content.library import read_kit
from trainingkit.content.printed import printed_in
from trainingkit.content.scope import Scope
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import version_of

KITS = Path(__file__).resolve().parent.parent / "kits"
FEWEST, MOST = 180, 230

_SHEET = re.compile(r"role-plays/([^/]+)/(?:versions/[^/]+/change/)?seats/([^/]+)/sheet/")
_WORD = re.compile(r"\S*\w\S*")


@cache
def kit_named(name: str) -> Kit:
    found = read_kit(KITS / name).kit
    assert found
    return found


def played(kit: Kit, version: str) -> Kit:
    """The kit with each of its role plays as that version plays it; as written, where there is no such version."""
    return replace(
        kit,
        role_plays={
            name: version_of(play, version) if version in play.versions else play
            for name, play in kit.role_plays.items()
        },
    )


@cache
def sheets(name: str, version: str, language: str) -> Counter[tuple[str, str]]:
    """The words of each sheet, by play and seat."""
    words: Counter[tuple[str, str]] = Counter()
    for said in printed_in(language, Scope(played(kit_named(name), version))):
        if found := _SHEET.match(said.unit):
            words[found[1], found[2]] += len(_WORD.findall(said.text))
    return words


def plays() -> list[tuple[str, str, str, str]]:
    """Each play of a kit as it is written and in each of its versions, in each language."""
    kit = "san-salvador"
    return [
        (kit, play, version, language)
        for play, each in kit_named(kit).role_plays.items()
        for version in ("", *each.versions)
        for language in ("es", "en")
    ]


@pytest.mark.parametrize(("kit", "play", "version", "language"), plays())
def test_a_sheet_is_read_in_three_minutes(kit: str, play: str, version: str, language: str) -> None:
    words = {seat: count for (of, seat), count in sheets(kit, version, language).items() if of == play}

    assert words
    assert {seat: count for seat, count in words.items() if not FEWEST <= count <= MOST} == {}
