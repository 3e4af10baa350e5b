"""A workshop as a file: everything that it says is read back, in each of its languages."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from tests.domain.making import make_agenda, make_text, make_workshop
from tests.rendering.samples import LOGO
from trainingkit.content.library import read_kit
from trainingkit.content.planned import read_workshop
from trainingkit.content.workshopfile import agenda_entry, anchors_entry, workshop_entries
from trainingkit.content.yamledit import written
from trainingkit.domain.kit import AgendaItem, Break, With
from trainingkit.domain.text import Status, Text, Translation, UnitId
from trainingkit.domain.workshop import Brand, Group, Logo, sample_of
from trainingkit.errors import ContentError

SAMPLES = Path(__file__).resolve().parent.parent / "kits"


def said(spanish: str, english: str, status: Status = Status.TRANSLATED) -> Text:
    return Text(UnitId(f"test/{spanish}"), spanish, "es", translations={"en": Translation(english, status)})


ITEMS = {
    "welcome": AgendaItem(session="welcome", minutes=20, version="shorter", lead="lead"),
    "rest": AgendaItem(break_=Break.BREAK, minutes=15, title=said("Receso: café", "Break: coffee")),
    "meal": AgendaItem(break_=Break.MEAL, minutes=60, anchor="lunch"),
    "meeting": AgendaItem(session="meeting", with_=With(cases=("child-care",), moment="play", swap=True)),
    "plain": AgendaItem(session="welcome", with_=With()),
    "sheet": AgendaItem(worksheet="sheet", minutes=10),
    "walk": AgendaItem(technique="walk"),
}


def test_an_agenda_is_written_as_authors_write_one() -> None:
    agenda = make_agenda(ITEMS)
    agenda = replace(agenda, days={"day-1": replace(agenda.days["day-1"], title=said("Un día", "A day"))})
    assert written({"agenda": agenda_entry(agenda, ("es", "en"))}) == AGENDA


AGENDA = """\
agenda:
  days:
    day-1:
      title:
        es: Un día
        en: A day
      items:
        welcome:
          session: welcome
          minutes: 20
          version: shorter
          lead: lead
        rest:
          break: break
          title:
            es: 'Receso: café'
            en: 'Break: coffee'
          minutes: 15
        meal:
          break: meal
          minutes: 60
          anchor: lunch
        meeting:
          session: meeting
          with: {cases: [child-care], moment: play, swap: yes}
        plain:
          session: welcome
        sheet:
          worksheet: sheet
          minutes: 10
        walk:
          technique: walk
"""


def test_one_language_needs_no_mapping() -> None:
    agenda = make_agenda({"a": AgendaItem(session="a")})
    assert agenda_entry(agenda, ("es",))["days"]["day-1"]["title"] == "day 1"


def test_a_text_that_is_not_translated_is_not_written() -> None:
    agenda = make_agenda(
        {
            "a": AgendaItem(session="a", title=make_text("Solo español")),
            "b": AgendaItem(session="a", title=said("Viejo", "Old", Status.STALE)),
            "c": AgendaItem(session="a", title=said("Borrador", "Draft", Status.DRAFT)),
        }
    )
    with pytest.raises(ContentError) as caught:
        agenda_entry(agenda, ("es", "en"))
    codes = {(each.code, each.unit, each.details["language"]) for each in caught.value.problems}
    assert codes == {
        ("missing-translation", "test/day 1", "en"),
        ("missing-translation", "test/Solo español", "en"),
        ("stale-translation", "test/Viejo", "en"),
        ("draft-translation", "test/Borrador", "en"),
    }


def test_a_whole_workshop_is_read_back(tmp_path: Path) -> None:
    kit = read_kit(SAMPLES / "small").kit
    assert kit is not None
    workshop = replace(
        make_workshop(
            hours=(time(8, 5), time(16, 0)),
            anchors={"lunch": time(12, 30)},
            groups={"flor": Group(case="child-care", people=7), "ola": Group(people=5)},
            dates=(date(2027, 5, 19), date(2027, 5, 19)),
            people={"es": 12},
        ),
        id="made",
        kit="small",
        edition="1.10",
        title=said("Título", "Title"),
        place=said("Casa: dos", "House"),
    )
    items = {
        "welcome": AgendaItem(session="welcome", minutes=20),
        "meal": AgendaItem(break_=Break.MEAL, minutes=60, anchor="lunch"),
    }
    workshop = replace(workshop, agenda=make_agenda(items))
    path = tmp_path / "made.yaml"
    path.write_text(written(workshop_entries(workshop)), encoding="utf-8")
    found, problems = read_workshop(path, kit)
    assert problems == ()
    assert found is not None
    for field in (
        "kit",
        "edition",
        "from_",
        "to",
        "country",
        "paper",
        "languages",
        "hours",
        "anchors",
        "people",
        "groups",
    ):
        assert getattr(found, field) == getattr(workshop, field), field
    assert found.agenda is not None
    assert [each.minutes for each in found.agenda.days["day-1"].items.values()] == [20, 60]
    assert found.title is not None
    assert (found.title.source, found.place and found.place.source) == ("Título", "Casa: dos")


def test_a_logo_is_written_in_lines_and_a_picture_of_others_is_refused(tmp_path: Path) -> None:
    kit = read_kit(SAMPLES / "small").kit
    assert kit is not None
    branded = replace(sample_of(kit), from_=date(2027, 5, 19), to=date(2027, 5, 19), languages=("es",))
    branded = replace(branded, brand=Brand(logo=Logo(name=make_text("Red de apoyo"), png=LOGO)))
    text = written(workshop_entries(branded))
    assert max(map(len, text.splitlines())) < 120
    path = tmp_path / "made.yaml"
    path.write_text(text, encoding="utf-8")
    found, _ = read_workshop(path, kit)
    assert found is not None
    assert found.brand.logo is not None
    assert (found.brand.logo.png, found.brand.logo.name.source) == (LOGO, "Red de apoyo")
    path.write_text(text[: text.index("png: |")] + "png: aGFja2Vk\n", encoding="utf-8")
    _, problems = read_workshop(path, kit)
    assert [each.code for each in problems if "picture" in each.code] == ["bad-picture"]


def test_a_sample_says_no_more_than_it_knows() -> None:
    kit = read_kit(SAMPLES / "small").kit
    assert kit is not None
    entries = workshop_entries(sample_of(kit))
    assert "from" not in entries
    assert "title" not in entries
    assert "agenda" not in entries
    assert anchors_entry({}) is None
