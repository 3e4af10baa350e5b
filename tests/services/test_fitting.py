"""A proposal written down: a whole new workshop, or only the agenda and hours of one that is there, or nothing."""

import shutil
from pathlib import Path

import pytest

from tests.content.family import edit
from trainingkit.content.planned import read_workshop
from trainingkit.content.yamlfile import MappingNode, parse_yaml
from trainingkit.domain.agenda import schedule
from trainingkit.domain.kit import Break
from trainingkit.domain.overlay import for_workshop
from trainingkit.errors import Conflict, ContentError, DiskError, UsageError
from trainingkit.services.fitting import Wish, fit_kit
from trainingkit.services.library import Subject, check, read_subject

SMALL = Path(__file__).resolve().parents[1] / "kits"
VARIANT = """\
title: Solo la bienvenida
lost: |
  Se pierde la reunión.
agenda:
  days:
    one:
      title: Un día
      items:
        welcome: {session: welcome}
"""


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "kits") / "small"


def example(kit: Path) -> Path:
    return kit / "workshops" / "example.yaml"


def codes(error: pytest.ExceptionInfo[ContentError]) -> list[str]:
    return [each.code for each in error.value.problems]


def top(path: Path) -> dict[str, object]:
    tree, problems = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert problems == ()
    assert isinstance(tree, MappingNode)
    return dict(tree.values)


def test_a_new_file_is_a_whole_workshop_that_is_clean(kit: Path) -> None:
    path = kit / "workshops" / "one-hour.yaml"
    fitting = fit_kit(kit, Wish(minutes=60, write=path, choose=1, notes=("Una nota.",)))
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../_shared/schemas/workshop.json\n# Una nota.\nkit: small\n"
    )
    assert check([path], kit.parent) == ()
    _, used, workshop = read_subject(Subject(kit, path))
    planned = schedule(used, workshop)
    assert planned.problems == ()
    assert [slot.minutes for slot in planned.slots] == [slot.minutes for slot in fitting.proposals[0].schedule.slots]
    assert list(kit.parent.rglob("*one-hour*")) == [path]


def test_elsewhere_a_file_names_no_schema_and_is_read_by_its_kit(kit: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine" / "one-hour.yaml"
    fit_kit(kit, Wish(minutes=60, write=path, choose=1))
    assert path.read_text(encoding="utf-8").startswith("kit: small\n")
    _, _, workshop = read_subject(Subject(kit, path))
    assert workshop.kit == "small"


def test_of_a_file_that_is_there_only_the_agenda_and_what_hangs_on_it_change(kit: Path) -> None:
    path = example(kit)
    edit(path, "hours: {from: 08:30", "# the house opens at eight\nhours: {from: 08:30")
    edit(path, "people: {es: 12}", "people: {es: 12}  # as they said")
    before = top(path)
    fit_kit(kit, Wish(minutes=60, write=path, choose=1))
    after = top(path)
    assert set(after) - set(before) == {"agenda"}
    assert set(before) - set(after) == {"anchors"}, "a short day has no meal, and its clock time would name nothing"
    text = path.read_text(encoding="utf-8")
    assert '# the house opens at eight\nhours: {from: "08:30", to: "09:30"}\n' in text
    assert "people: {es: 12}  # as they said\n" in text
    assert "values: {place-name: El parque}" in text
    assert check([path], kit.parent) == ()


def test_a_second_time_the_agenda_is_replaced_and_not_added(kit: Path) -> None:
    path = example(kit)
    fit_kit(kit, Wish(minutes=60, write=path, choose=1))
    edit(path, "agenda:\n", "# agreed with the team\nagenda:\n")
    fit_kit(kit, Wish(minutes=45, write=path, choose=1))
    text = path.read_text(encoding="utf-8")
    assert text.count("agenda:") == 1
    assert "# agreed with the team\nagenda:\n" in text
    assert 'to: "09:15"' in text


def test_the_meal_of_a_workshop_stands_at_its_time(kit: Path) -> None:
    for name in ("welcome", "meeting"):
        file = kit / "modules" / "sessions" / f"{name}.yaml"
        file.write_text(
            file.read_text(encoding="utf-8")
            .replace("min: 10, ideal: 15, max: 20", "min: 200, ideal: 15, max: 240")
            .replace("min: 20, ideal: 30, max: 40", "min: 90, ideal: 30, max: 120"),
            encoding="utf-8",
        )
    edit(kit / "modules/sessions/welcome.yaml", "min: 200, ideal: 15", "min: 200, ideal: 210")
    edit(kit / "modules/sessions/meeting.yaml", "min: 90, ideal: 30", "min: 90, ideal: 100")
    edit(kit / "modules/sessions/welcome.yaml", "  open:\n    minutes: 5", "  open:\n    minutes: 200")
    edit(kit / "modules/sessions/meeting.yaml", "    minutes: 20\n", "    minutes: 90\n")
    path = example(kit)
    edit(path, "anchors: {lunch: 12:30}", "anchors: {lunch: 12:15}")
    fitting = fit_kit(kit, Wish(minutes=390, write=path, choose=1))
    meal = next(slot for slot in fitting.proposals[0].schedule.slots if slot.break_kind is Break.MEAL)
    assert f"{meal.starts_at:%H:%M}" == "12:15"
    assert "anchors: {lunch: 12:15}" in path.read_text(encoding="utf-8")


def test_a_hand_made_agenda_is_named_and_not_copied(kit: Path) -> None:
    (kit / "variants").mkdir()
    (kit / "variants" / "short.yaml").write_text(VARIANT, encoding="utf-8")
    path, new = example(kit), kit / "workshops" / "new.yaml"
    fit_kit(kit, Wish(minutes=60, write=path, choose=1))
    fit_kit(kit, Wish(minutes=60, write=new, choose=1))
    for each in (path, new):
        assert str(top(each)["variant"]).count("short") == 1
        assert "agenda" not in top(each)
        assert check([each], kit.parent) == ()
    fit_kit(kit, Wish(minutes=60, write=path, choose=2))
    assert {"variant", "agenda"} <= set(top(path))


def test_days_are_those_of_the_workshop(kit: Path) -> None:
    path = example(kit)
    edit(path, "to: 2027-05-19", "to: 2027-05-20")
    assert fit_kit(kit, Wish(minutes=120, write=path, choose=1)).request.days == 2
    edit(path, "from: 2027-05-19\nto: 2027-05-20\n", "")
    assert fit_kit(kit, Wish(minutes=120, write=path, choose=1)).request.days == 2
    assert fit_kit(kit, Wish(minutes=120)).request.days == 1


@pytest.mark.parametrize(
    ("old", "new", "days", "expected"),
    [
        ("to: 2027-05-19", "to: 2027-05-19", 2, ["too-many-days"]),
        ("kit: small", "kit: other", 1, ["workshop-of-another-kit"]),
        ("languages: [es]", "languages: [", 1, ["yaml-syntax"]),
        (
            'hours: {from: 08:30, to: "17:00"}',
            'days: {day-9: {to: "17:00"}}\nhours: {from: 08:30, to: "17:00"}',
            1,
            None,
        ),
    ],
)
def test_what_would_not_be_clean_is_not_written(
    kit: Path, old: str, new: str, days: int, expected: list[str] | None
) -> None:
    path = example(kit)
    if old != new:
        edit(path, old, new)
    before = path.read_bytes()
    with pytest.raises(ContentError) as caught:
        fit_kit(kit, Wish(minutes=60 * days, days=days, write=path, choose=1))
    if expected is not None:
        assert codes(caught) == expected
    assert all(each.place and each.place.file == str(path) for each in caught.value.problems)
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["example.yaml"]


def test_what_was_wrong_before_is_no_reason(kit: Path) -> None:
    path = example(kit)
    edit(path, "edition: 1.10", "edition: 1.9")
    fit_kit(kit, Wish(minutes=60, write=path, choose=1))
    found, problems = read_workshop(path, read_subject(Subject(kit))[1])
    assert found is not None
    assert [each.code for each in problems] == ["edition-differs"]


def test_a_file_that_cannot_be_edited_safely_is_left_alone(kit: Path) -> None:
    path = example(kit)
    text = path.read_text(encoding="utf-8")
    flow = "{kit: small, edition: 1.10, country: sv, paper: letter, languages: [es], hours: {from: 08:30, to: 17:00}, "
    flow += "anchors: {lunch: 12:30}, people: {es: 12}, groups: {flor: {case: child-care, people: 12}}}\n"
    path.write_text(flow, encoding="utf-8")
    with pytest.raises(Conflict):
        fit_kit(kit, Wish(minutes=60, write=path, choose=1))
    assert path.read_text(encoding="utf-8") == flow
    assert text != flow


def test_texts_that_are_not_translated_stop_the_file(kit: Path) -> None:
    edit(kit / "kit.yaml", "languages: [es]", "languages: [es, en]")
    path = kit / "workshops" / "new.yaml"
    with pytest.raises(ContentError) as caught:
        fit_kit(kit, Wish(minutes=60, write=path, choose=1))
    assert "missing-translation" in codes(caught)
    assert not path.exists()


def test_an_impossible_wish_says_where_and_why(kit: Path) -> None:
    with pytest.raises(ContentError) as caught:
        fit_kit(kit, Wish(minutes=20))
    (problem,) = caught.value.problems
    assert problem.code == "no-agenda-fits"
    assert problem.place is not None
    assert problem.place.file == str(kit / "agenda.yaml")
    assert problem.details["smallest"] == "30"
    assert problem.details["core"] == "welcome 10, meeting 20"
    assert fit_kit(kit, Wish(minutes=30)).proposals


def test_a_kit_that_cannot_be_kept_says_what_is_missing(kit: Path) -> None:
    edit(kit / "agenda.yaml", "      welcome: {session: welcome, lead: lead}\n", "")
    with pytest.raises(ContentError) as caught:
        fit_kit(kit, Wish(minutes=60))
    (problem,) = caught.value.problems
    assert (problem.code, problem.details["missing"]) == ("never-fits", "welcome")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(minutes=60, choose=1), "choose-without-write"),
        (Wish(minutes=60, write=Path("a.yaml")), "write-without-choose"),
        (Wish(minutes=60, write=Path("a.yaml"), choose=0), "no-such-proposal"),
        (Wish(minutes=60, write=Path("a.yaml"), choose=-1), "no-such-proposal"),
        (Wish(minutes=60, write=Path("a.yaml"), choose=4), "no-such-proposal"),
        (Wish(minutes=60, write=Path("a.txt"), choose=1), "bad-workshop-name"),
        (Wish(minutes=60, write=Path("Mi taller.yaml"), choose=1), "bad-workshop-name"),
        (Wish(minutes=60, days=0), "bad-days"),
        (Wish(minutes=60, days=15), "bad-days"),
        (Wish(minutes=0), "bad-minutes"),
        (Wish(minutes=-60), "bad-minutes"),
        (Wish(minutes=9, days=2), "bad-minutes"),
        (Wish(minutes=721), "bad-minutes"),
        (Wish(minutes=10**30), "bad-minutes"),
    ],
)
def test_wishes_that_make_no_sense(kit: Path, wish: Wish, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        fit_kit(kit, wish)
    assert caught.value.code == code
    assert not Path("a.yaml").exists()


def test_a_folder_is_no_file(kit: Path) -> None:
    (kit / "workshops" / "folder.yaml").mkdir()
    with pytest.raises(UsageError) as caught:
        fit_kit(kit, Wish(minutes=60, write=kit / "workshops" / "folder.yaml", choose=1))
    assert caught.value.code == "bad-workshop-name"
    link = kit / "workshops" / "link.yaml"
    link.symlink_to(kit / "nowhere.yaml")
    with pytest.raises(DiskError):
        fit_kit(kit, Wish(minutes=60, write=link, choose=1))


def test_the_proposal_is_the_workshop_that_was_shown(kit: Path) -> None:
    path = kit / "workshops" / "new.yaml"
    chosen = fit_kit(kit, Wish(minutes=60, write=path, choose=1)).proposals[0]
    reading, used, workshop = read_subject(Subject(kit, path))
    assert reading.kit is not None
    assert schedule(for_workshop(reading.kit, workshop), workshop).days[0].end == chosen.schedule.days[0].end
    assert used.id == "small"
