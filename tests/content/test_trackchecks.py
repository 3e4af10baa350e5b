"""What is wrong with tracks, each at its file and line."""

import shutil
from pathlib import Path

import pytest

from trainingkit.content.library import read_kit
from trainingkit.services.library import plan_problems, read_at

PLANT = Path(__file__).resolve().parents[1] / "samples" / "plant"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return shutil.copytree(PLANT, tmp_path / "kits") / "plant-rights"


def edit(kit: Path, file: str, old: str, new: str) -> None:
    path = kit / file
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(kit: Path) -> list[tuple[str, str, int]]:
    problems = read_kit(kit).problems
    return [(each.code, each.place.file.partition("/")[2], each.place.line) for each in problems if each.place]


def test_the_sample_is_clean() -> None:
    reading = read_at(PLANT / "plant-rights")
    assert reading.problems == ()
    assert plan_problems(reading) == ()


SESSION, PLAY = "modules/sessions/our-rights.yaml", "modules/role-plays/leaflet.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("kit.yaml", "[supervisors, management]", "[supervisor]", ("unknown-name", "kit.yaml", 19)),
        ("kit.yaml", "[supervisors, management]", "[workers]", ("apart-from-itself", "kit.yaml", 19)),
        ("agenda.yaml", "track: workers", "track: worker", ("unknown-name", "agenda.yaml", 4)),
        (SESSION, "[workers, supervisors, management]", "[worker]", ("unknown-name", SESSION, 6)),
        (SESSION, "for: [workers]", "for: [worker]", ("for-nobody", SESSION, 22)),
        (SESSION, "    for: [workers]\n", "", ("steps-not-ideal", SESSION, 4)),
        # a sheet for supervisors, given to all
        (SESSION, "gives: [handouts/law]", "gives: [handouts/allowed]", ("hidden-from-track", SESSION, 17)),
        # the personnel's day with a session that only supervisors see
        (
            "agenda.yaml",
            "{session: our-rights}",
            "{session: neutrality}",
            ("hidden-from-track", "agenda.yaml", 7),
        ),
        (SESSION, "priority: core", "priority: core\nrequires: [neutrality]", ("hidden-from-track", SESSION, 6)),
        (
            "modules/cases/leaflet.yaml",
            "    line:\n      for: [supervisors]\n      text: |",
            "    line:\n      text: |",
            ("fact-hidden-from-track", "modules/cases/leaflet.yaml", 22),
        ),
        (
            "modules/cases/leaflet.yaml",
            "{told-to}",
            "{seen-by}",
            ("fact-hidden-from-track", "modules/cases/leaflet.yaml", 26),
        ),
        (PLAY, "  floor:", "  workers:", ("track-named-like-seat", "kit.yaml", 19)),
        (
            PLAY,
            "    title: Producción\n",
            "    title: Producción\n    from_track: worker\n",
            ("unknown-name", PLAY, 11),
        ),
        ("modules/cases/leaflet.yaml", "theme:", "tracks: [workers]\ntheme:", ("hidden-from-track", PLAY, 3)),
        ("workshops/floor.yaml", "track: workers\n", "", ("track-missing", "workshops/floor.yaml", 1)),
        ("workshops/floor.yaml", "track: workers", "track: worker", ("unknown-name", "workshops/floor.yaml", 6)),
    ],
)
def test_each_fault_is_named_where_it_stands(
    kit: Path, file: str, old: str, new: str, expected: tuple[str, str, int]
) -> None:
    edit(kit, file, old, new)
    assert expected in found(kit)


def test_parties_of_tracks_that_never_meet_are_in_no_role_play(kit: Path) -> None:
    edit(kit, PLAY, "    title: Producción\n", "    title: Producción\n    from_track: workers\n")
    edit(kit, PLAY, "    title: Línea\n", "    title: Línea\n    from_track: supervisors\n")
    assert ("tracks-in-one-room", PLAY, 16) in found(kit)


def test_a_workshop_places_no_day_of_another_track(kit: Path) -> None:
    own = (
        "agenda:\n  days:\n    visit:\n      title: Una visita\n      track: supervisors\n"
        "      items: {rights: {session: our-rights}}\n"
    )
    file = kit / "workshops/floor.yaml"
    file.write_text(file.read_text("utf-8") + own, "utf-8")
    assert ("day-of-another-track", "workshops/floor.yaml", 20) in found(kit)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("{workers: {date: 2026-12-07}}", []),
        ("{workers: {date: 2026-12-09}}", [("date-outside", 16)]),
        ("{workers: {from: '22:00', to: '02:00'}}", []),
        ("{workers: {from: '22:00', to: '21:00'}}", [("least-above-most", 16)]),
    ],
)
def test_days_have_dates_within_the_workshop_and_hours_over_midnight(
    kit: Path, days: str, expected: list[tuple[str, int]]
) -> None:
    file = kit / "workshops/floor.yaml"
    file.write_text(file.read_text("utf-8") + f"days: {days}\n", "utf-8")
    assert [(code, line) for code, _, line in found(kit)] == expected


def test_days_with_dates_follow_one_another(kit: Path) -> None:
    edit(kit, "workshops/floor.yaml", "to: 2026-12-07", "to: 2026-12-09")
    own = (
        "agenda:\n  days:\n"
        "    one: {title: Una, items: {rights: {session: our-rights}}}\n"
        "    two: {title: Dos, items: {rights: {session: our-rights}}}\n"
        "days: {one: {date: 2026-12-09}, two: {date: 2026-12-08}}\n"
    )
    file = kit / "workshops/floor.yaml"
    file.write_text(file.read_text("utf-8") + own, "utf-8")
    assert ("dates-out-of-order", "workshops/floor.yaml", 20) in found(kit)


def test_two_tracks_may_use_two_versions_of_a_session(kit: Path) -> None:
    version = "versions:\n  short: {minutes: {min: 20, ideal: 30, max: 30}, lost: Nada., leave_out: [steps/ask]}\n"
    session = kit / SESSION
    session.write_text(session.read_text("utf-8") + version, "utf-8")
    item = "      rights: {session: our-rights}\n      neutral"
    edit(kit, "agenda.yaml", item, item.replace("rights}", "rights, version: short}"))
    assert found(kit) == []
    edit(kit, "agenda.yaml", "    track: supervisors\n", "")
    assert "two-versions" in {code for code, _, _ in found(kit)}
