"""Kits as a server reads them: anew when a file that they depend on has changed and not otherwise, beside the pages
where those must not wait, and as they were before where a file is faulty."""

import shutil
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.guards import TOP
from trainingkit.errors import KitFaulty, NotFound
from trainingkit.services.findings import Finding, Findings
from trainingkit.services.readings import SERVING, Haste, Readings

SMALL = TOP / "tests" / "kits"
AT_ONCE = Haste(look_seconds=0.0, patience_seconds=0.0)
"""Looks every time, and never waits for what is read anew."""


@pytest.fixture
def kits(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "kits")
    shutil.copytree(SMALL / "small", tmp_path / "kits" / "other")
    about = tmp_path / "kits" / "other" / "kit.yaml"
    about.write_text(about.read_text("utf-8").replace("kit: small", "kit: other"), "utf-8")
    return tmp_path / "kits"


def change(path: Path, old: str = "", new: str = "") -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new) if old else f"{text}\n# changed\n", "utf-8")


def wait_for_threads() -> None:
    for each in threading.enumerate():
        if each is not threading.current_thread() and each.daemon:
            each.join(60)


def test_only_what_depends_on_a_file_is_read_anew(kits: Path) -> None:
    readings = Readings(kits)
    small, other = readings.of("small"), readings.of("other")
    assert (readings.of("small"), readings.of("other")) == (small, other)
    change(kits / "small" / "kit.yaml")
    assert readings.of("other") is other
    assert readings.of("small") is not small
    change(next((kits / "_shared").rglob("*.yaml")))
    assert readings.of("other") is not other


def test_an_adaptation_depends_on_what_it_adapts(kits: Path) -> None:
    shutil.rmtree(kits / "other")
    (kits / "ours").mkdir()
    (kits / "ours" / "kit.yaml").write_text("kit: ours\nadapts:\n  kit: small\n", "utf-8")
    readings = Readings(kits)
    ours = readings.of("ours")
    change(kits / "small" / "kit.yaml")
    assert readings.of("ours") is not ours


def test_what_stood_there_before_is_kept_while_a_file_is_faulty(kits: Path) -> None:
    readings = Readings(kits)
    before = readings.of("small")
    whole = (kits / "small" / "kit.yaml").read_text("utf-8")
    (kits / "small" / "kit.yaml").write_text("kit: [", "utf-8")
    assert readings.of("small").kit is None
    assert readings.sound_of("small")[0] is before
    assert [reading.path.name for reading, _ in readings.sound()] == ["other", "small"]
    with pytest.raises(KitFaulty) as raised:
        Readings(kits).sound_of("small")
    assert raised.value.kit == "small"
    assert raised.value.problems
    (kits / "small" / "kit.yaml").write_text(whole, "utf-8")
    assert readings.sound_of("small")[0] is readings.of("small") is not before


def test_a_page_does_not_wait_for_a_kit_that_changed(kits: Path) -> None:
    readings = Readings(kits, AT_ONCE)
    before = readings.of("small")
    change(kits / "small" / "kit.yaml")
    assert readings.of("small") is before  # it begins to be read
    wait_for_threads()
    assert readings.of("small") is not before


def test_after_a_start_a_page_can_say_that_kits_are_being_read(kits: Path) -> None:
    readings = Readings(kits, AT_ONCE)
    assert readings.unread() == ("other", "small")
    wait_for_threads()
    assert readings.unread() == ()
    assert readings.of("small").kit is not None
    assert Readings(kits).unread() == ()  # everybody waits


def test_who_wrote_a_file_sees_it(kits: Path) -> None:
    readings = Readings(kits, SERVING)
    before = readings.of("small")
    change(kits / "small" / "kit.yaml")
    readings.read_again()
    assert readings.of("small") is not before


def test_a_kit_that_is_taken_away_is_not_there(kits: Path) -> None:
    readings = Readings(kits, AT_ONCE)
    readings.of("small")
    shutil.rmtree(kits / "small")
    with pytest.raises(NotFound):
        readings.of("small")
    assert readings.names() == ("other",)


def test_findings_say_of_when_they_are(kits: Path) -> None:
    readings, moment = Readings(kits), datetime(2027, 5, 1, tzinfo=UTC)
    findings = Findings(lambda: moment, patience_seconds=60.0)
    first = readings.of("small")
    found = findings.of(first)
    assert (found.at, found.current, found.problems) == (moment, True, first.problems)
    change(kits / "small" / "kit.yaml")
    hasty = Findings(lambda: moment, patience_seconds=0.0)
    hasty.find(first)
    second = readings.of("small")
    with hasty._alone:  # as long as another is gone through
        assert hasty.of(second) == Finding(first.problems, moment, current=False)
        assert hasty.of(readings.of("other")) == Finding()
    wait_for_threads()
    assert hasty.of(second).current
