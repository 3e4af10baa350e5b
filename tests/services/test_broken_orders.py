"""The order of the method cannot be broken in silence: five swaps in the agenda of a workshop of the shipped kit.

Case, documentation and letter, preparation, role play, written response, debrief: each needs the one before it. A
workshop that turns two of them round is refused by `kits check` and by `build`, with a reason that names both.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from trainingkit.cli import run

KITS = Path(__file__).resolve().parents[2] / "kits"
METHOD = {
    "questions": "screening-questions",
    "decision": "decide-per-case",
    "letter": "documenting-and-letter",
    "preparation": "role-preparation",
    "meeting": "first-meeting",
    "response": "opening-replies",
    "debrief": "next-steps",
}
SWAPS = {
    "decision-letter": ("decision", "letter"),
    "letter-preparation": ("letter", "preparation"),
    "preparation-meeting": ("preparation", "meeting"),
    "meeting-response": ("meeting", "response"),
    "response-debrief": ("response", "debrief"),
}

Capture = pytest.CaptureFixture[str]


def agenda(order: Mapping[str, str]) -> str:
    """The agenda of the method on one long day, in some order."""
    items = "".join(f"        {name}:\n          session: {session}\n" for name, session in order.items())
    title = "      title:\n        es: Un día\n        en: One day\n"
    return f"agenda:\n  days:\n    day-1:\n{title}      items:\n{items}"


def swapped(one: str, other: str) -> dict[str, str]:
    names = list(METHOD)
    place, second = names.index(one), names.index(other)
    names[place], names[second] = names[second], names[place]
    return {name: METHOD[name] for name in names}


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped kit with a workshop for each swap, and one in the right order."""
    folder = tmp_path_factory.mktemp("broken") / "kits"
    shutil.copytree(KITS, folder)
    workshops = folder / "san-salvador" / "workshops"
    text = (workshops / "example.yaml").read_text(encoding="utf-8")
    text = text.replace("to: 2027-05-21", "to: 2027-05-19").replace('hours: {from: "08:30", to: "17:00"}', "{hours}")
    text = text.replace('anchors: {lunch: "12:30"}\n', "").replace("{hours}", 'hours: {from: "07:00", to: "19:00"}')
    for name, order in {"right": METHOD, **{name: swapped(*pair) for name, pair in SWAPS.items()}}.items():
        (workshops / f"{name}.yaml").write_text(text + agenda(order), encoding="utf-8")
    return folder


def quoted(name: str, language: str) -> str:
    """As each language marks a name."""
    return f"«{name}»" if language == "es" else f"“{name}”"


@pytest.mark.parametrize("language", ["es", "en"])
def test_check_names_both_sessions_of_every_swap(
    kits: Path, language: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    assert run(["kits", "check", str(kits / "san-salvador")]) == 1
    parts = capsys.readouterr().out.split(str(kits))
    said = {
        name: "".join(part for part in parts if part.startswith(f"{os.sep}san-salvador/workshops/{name}.yaml"))
        for name in SWAPS
    }
    for name, (one, other) in SWAPS.items():
        first, second = METHOD[one], METHOD[other]
        reasons = [line for line in said[name].splitlines() if "wrong-order" in line]
        words = ("antes", "primero") if language == "es" else ("before", "first")
        assert any(
            quoted(second, language) in line and quoted(first, language) in line and all(word in line for word in words)
            for line in reasons
        ), said[name]
    assert not any(part.startswith(f"{os.sep}san-salvador/workshops/right.yaml") for part in parts)


@pytest.mark.parametrize("name", SWAPS)
def test_build_refuses_every_swap(
    kits: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    language = "es" if len(name) % 2 else "en"
    monkeypatch.setenv("LC_ALL", language)
    assert run(["build", str(kits / "san-salvador/workshops" / f"{name}.yaml"), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert all(quoted(METHOD[each], language) in said.out for each in SWAPS[name])
    assert "wrong-order" in said.out
    assert not list((tmp_path / "out").rglob("*.pdf"))
