"""Adaptations, variants, versions and a workshop's own words, read from files."""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from textwrap import indent

import pytest

from tests.content.family import adapt, codes, edit, make_library, read
from trainingkit.content.library import read_kit
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop, text_paths, version_of, with_variant
from trainingkit.domain.text import Circle, Status, Text, UnitId

SHIPPED = Path(__file__).resolve().parents[2] / "kits"

CASE = """\
changes: cases/child-care
title: ¿Quién cuida de noche?
facts:
  factory: {name: Ensambles Tres}
  wage: {money: 9500}
  agency: {name: Personal Cuatro, gender: f}
  agency-share: {percent: 60}
names:
  three: {name: Ensambles Tres, on: 2026-11-26, where: [real-names], found: nothing}
  four: {name: Personal Cuatro, on: 2026-11-26, where: [real-names], found: nothing}
narrative:
  full:
    agency:
      after: start
      text: |
        {Agency} contrata al {agency-share}.
    petition: |
      {Workplace.the} fue {workplace ~ visitado/visitada} el {petition-on}, de noche.
exhibits:
  payslip:
    table:
      rows:
        bonus: {concept: Bono, amount: "{wage}"}
people:
  night: {before: mothers, text: Quienes entran de noche.}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "kits")


def kit_of(folder: Path) -> Kit:
    reading = read(folder)
    assert codes(reading) == []
    assert reading.kit
    return reading.kit


def test_what_an_adaptation_does_not_say_is_upstreams(library: Path) -> None:
    kit = kit_of(adapt(library, "night", {"modules/cases/child-care.yaml": CASE}))
    small = kit_of(library / "small")
    case, before = kit.cases["child-care"], small.cases["child-care"]
    assert (kit.id, kit.about.title.source, kit.about.licence) == ("night", "Una adaptación", "CC BY-SA 4.0")
    assert kit.about.authors == small.about.authors
    assert case.summary == before.summary
    assert case.title.source == "¿Quién cuida de noche?"
    assert case.facts["heads"] == before.facts["heads"]
    # A field that is not said stays: the name changed, the gender did not, and the wage is still local.
    assert (case.facts["factory"].name, case.facts["factory"].gender) == ("Ensambles Tres", "f")
    assert (case.facts["wage"].money, case.facts["wage"].local) == (Decimal(9500), True)
    assert list(case.narrative.full) == ["start", "agency", "petition", "duty", "exhibit"]
    assert list(case.people) == ["night", "mothers"]
    table = case.exhibits["payslip"].table
    assert table
    assert list(table.rows) == ["base", "bonus"]
    assert kit.sessions == small.sessions
    assert kit.lineage
    assert (kit.lineage.kit, kit.lineage.own_agenda) == ("small", False)
    assert "cases/child-care/summary" in kit.lineage.inherited
    assert "cases/child-care/title" not in kit.lineage.inherited


def test_a_changed_text_keeps_its_readers(library: Path) -> None:
    files = {
        "modules/cases/child-care.yaml": (
            "changes: cases/child-care\nexhibits:\n  memo:\n    body:\n      line: |\n        {secret} Y más.\n"
        )
    }
    memo = kit_of(adapt(library, "night", files)).cases["child-care"].exhibits["memo"]
    text = memo.body["line"].text
    assert text
    assert text.audience.only == frozenset({"buyer"})
    assert text.audience.circle is Circle.EVERYONE


def test_for_is_said_with_the_whole_record_and_never_widens_by_halves(library: Path) -> None:
    files = {"modules/cases/child-care.yaml": "changes: cases/child-care\nexhibits:\n  memo:\n    for: [speaker]\n"}
    found = codes(read(adapt(library, "night", files)))
    assert [(code, unit) for code, unit, *_ in found] == [
        ("missing-field", "cases/child-care/exhibits/memo"),
        ("missing-field", "cases/child-care/exhibits/memo"),
    ]


def test_what_is_left_out_is_gone_with_what_belongs_to_it(library: Path) -> None:
    more = "leave_out: [cases/child-care/exhibits/memo, cases/child-care/key/switches/small]\n"
    kit = kit_of(adapt(library, "night", {}, more=more))
    assert "memo" not in kit.cases["child-care"].exhibits
    whole = read(adapt(library, "empty", {}, more="leave_out: [cases/child-care]\n")).scope.kit
    assert (whole.cases, whole.role_plays, whole.responses) == ({}, {}, {})


def test_every_fault_of_an_adaptation_is_named_at_once_where_it_stands(library: Path) -> None:
    files = {
        "modules/cases/child-care.yaml": (
            "changes: cases/child-care\n"
            "sumary: Nada\n"
            "facts:\n"
            "  heads: {number: muchas}\n"
            "  agency: {name: Personal Cuatro, after: nobody}\n"
        ),
        "modules/sessions/welcome.yaml": "title: Otra bienvenida\n",
        "modules/handouts/nowhere.yaml": "changes: handouts/nowhere\ntitle: Nada\n",
    }
    more = (
        "leave_out: [cases/child-care/exhibits/nothing, cases/child-care/title]\n"
        "change:\n"
        "  agenda/day-1/title: Otro día\n"
        "  cases/chil-care/title: Otro\n"
        "  worksheets/sheet/title: Otra hoja\n"
    )
    found = codes(read(adapt(library, "night", files, more=more)))
    assert ("unknown-field", "cases/child-care", "night/modules/cases/child-care.yaml", 2) in found
    assert ("wrong-value", "cases/child-care/facts/heads/number", "night/modules/cases/child-care.yaml", 4) in found
    assert ("unknown-name", "cases/child-care/facts/agency", "night/modules/cases/child-care.yaml", 5) in found
    assert ("module-is-upstream", "sessions/welcome", "night/modules/sessions/welcome.yaml", 1) in found
    assert ("change-leads-nowhere", "handouts/nowhere", "night/modules/handouts/nowhere.yaml", 1) in found
    line = next(
        number
        for number, text in enumerate((library / "night/kit.yaml").read_text().split("\n"), 1)
        if "leave_out" in text
    )
    assert ("change-leads-nowhere", "kit/leave_out/cases/child-care/exhibits/nothing", "night/kit.yaml", line) in found
    assert ("cannot-be-left-out", "kit/leave_out/cases/child-care/title", "night/kit.yaml", line) in found
    assert ("agenda-is-whole", "agenda", "night/kit.yaml", line + 2) in found
    assert ("unknown-name", "cases/chil-care", "night/kit.yaml", line + 3) in found


def test_a_kit_of_a_kit_of_a_kit_takes_the_nearest_word(library: Path) -> None:
    adapt(library, "night", {"modules/cases/child-care.yaml": CASE})
    change = (
        "change:\n  cases/child-care/facts/agency/name: Personal Cinco\n"
        "  cases/child-care/names/four/name: Personal Cinco\n  cases/child-care/place: Otro municipio\n"
    )
    kit = kit_of(adapt(library, "later", {}, upstream="night", more=change))
    case = kit.cases["child-care"]
    assert case.facts["agency"].name == "Personal Cinco"
    assert case.title.source == "¿Quién cuida de noche?"
    assert case.place.source == "Otro municipio"
    assert kit.lineage
    assert kit.lineage.upstream
    assert (kit.lineage.kit, kit.lineage.upstream.kit) == ("night", "small")


def test_a_ring_of_kits_is_a_problem_and_no_end(library: Path) -> None:
    adapt(library, "one", {}, upstream="two")
    adapt(library, "two", {}, upstream="one")
    found = read(library / "one")
    assert found.kit is None
    ring = [each for each in (*found.problems, *read(library / "two").problems) if each.code == "cycle"]
    told = {each.details["cycle"] for each in ring} | {each.code for each in found.problems}
    assert told & {"one -> two -> one", "two -> one -> two", "upstream-faulty"}
    itself = read(adapt(library, "self", {}, upstream="self"))
    assert [(each.code, each.details["cycle"]) for each in itself.problems] == [("cycle", "self -> self")]


def test_no_upstream_and_a_faulty_one_are_named_once(library: Path) -> None:
    lost = read(adapt(library, "lost", {}, upstream="smal"))
    assert [(each.code, each.details["nearest"]) for each in lost.problems] == [("no-upstream", "small")]
    edit(library / "small/kit.yaml", "title: Un kit pequeño", "titel: Un kit pequeño")
    faulty = read(adapt(library, "night", {"modules/cases/child-care.yaml": CASE}))
    assert [each.code for each in faulty.problems] == ["upstream-faulty"]


VERSION = """\
versions:
  shorter:
    minutes: {min: 5, ideal: 5, max: 10}
    lost: |
      No se dibuja el mapa.
    leave_out: [steps/draw]
    change:
      aim: |
        Conocernos de prisa.
"""
VARIANT = """\
title: Medio día
lost: |
  Se pierde la hoja.
agenda:
  days:
    only-day:
      title: Medio día
      items:
        welcome: {session: welcome, version: shorter}
        lunch: {break: meal, minutes: 30, anchor: lunch}
        meeting: {session: meeting, with: {cases: [child-care], moment: play}}
switch: [cases/child-care/key/switches/small]
change:
  sessions:
    meeting:
      aim: |
        Practicar para mañana.
"""


def with_reuse(library: Path) -> Path:
    session = library / "small/modules/sessions/welcome.yaml"
    session.write_text(session.read_text(encoding="utf-8") + VERSION, encoding="utf-8")
    (library / "small/variants").mkdir()
    (library / "small/variants/half-day.yaml").write_text(VARIANT, encoding="utf-8")
    return library / "small"


def test_a_variant_selects_switches_and_changes(library: Path) -> None:
    folder = with_reuse(library)
    kit = kit_of(folder)
    half = with_variant(kit, "half-day")
    assert list(half.agenda.days) == ["only-day"]
    assert half.sessions["meeting"].aim.source == "Practicar para mañana."
    assert half.sessions["meeting"].aim.unit == "variants/half-day/change/sessions/meeting/aim"
    case = half.cases["child-care"]
    assert (case.facts["heads"].number, case.key.decision, case.key.why.source) == (
        Decimal(80),
        "not-yet",
        "La vía cambia.",
    )
    assert case.key.switches == {}
    assert half.about.subtitle
    assert half.about.subtitle.source == "Medio día"
    # The kit itself is as it was.
    assert kit.sessions["meeting"].aim.source == "Practicar."


def test_a_workshop_has_its_variant_versions_and_own_words(library: Path) -> None:
    folder = with_reuse(library)
    workshop = folder / "workshops/example.yaml"
    workshop.write_text(
        workshop.read_text(encoding="utf-8")
        + "variant: half-day\nchange:\n  sessions/welcome/title: {es: Buenos días}\n",
        encoding="utf-8",
    )
    reading = read(folder)
    assert codes(reading) == []
    assert reading.kit
    kit = for_workshop(reading.kit, reading.workshops["example"])
    welcome = kit.sessions["welcome"]
    assert (welcome.title.source, welcome.aim.source) == ("Buenos días", "Conocernos de prisa.")
    assert (list(welcome.steps), welcome.minutes.ideal) == (["open"], 5)


AT_TABLES = """\
versions:
  tables:
    lost: |
      Nadie mira desde afuera.
    change:
      format: parallel
      rounds:
        play: {minutes: 25}
      seats:
        owner:
          after: speaker
          party: company
          title: Dueña
          sheet:
            you-are: |
              Usted manda.
"""


def with_tables(library: Path) -> Path:
    folder = with_reuse(library)
    play = folder / "modules/role-plays/child-care.yaml"
    play.write_text(play.read_text(encoding="utf-8") + AT_TABLES, encoding="utf-8")
    return folder


def test_a_workshop_plays_at_tables_whatever_has_such_a_version(library: Path) -> None:
    folder = with_tables(library)
    edit(folder / "modules/sessions/welcome.yaml", "  shorter:", "  tables:")
    edit(folder / "variants/half-day.yaml", "version: shorter", "minutes: 5")
    reading = read(folder)
    assert reading.kit
    workshop = reading.workshops["example"]
    assert for_workshop(reading.kit, workshop).role_plays["child-care"].format == "fishbowl"
    kit = for_workshop(reading.kit, replace(workshop, versions=("tables",)))
    play = kit.role_plays["child-care"]
    assert (play.format, list(play.seats), play.rounds["play"].minutes) == (
        "parallel",
        ["speaker", "owner", "buyer"],
        25,
    )
    assert play.rounds["play"].optional
    owner = play.seats["owner"].sheet.you_are
    assert owner.unit == "role-plays/child-care/versions/tables/change/seats/owner/sheet/you-are"
    assert (owner.audience.circle, owner.audience.owner) == (Circle.SEAT, "role-plays/child-care/seats/owner")
    assert kit.sessions["welcome"].aim.source == "Conocernos de prisa."


AT_OUR_TABLES = """\
changes: role-plays/child-care
versions:
  tables:
    change:
      seats:
        owner:
          sheet:
            you-are: |
              Usted manda de noche.
"""


def test_an_adaptation_changes_one_line_of_a_version_and_the_rest_stays(library: Path) -> None:
    with_tables(library)
    reading = read(adapt(library, "night", {"modules/role-plays/child-care.yaml": AT_OUR_TABLES}))
    assert reading.kit
    assert reading.kit.lineage
    tables = reading.kit.role_plays["child-care"].versions["tables"]
    play = version_of(reading.kit.role_plays["child-care"], "tables")
    assert (play.format, play.rounds["play"].minutes) == ("parallel", 25)
    assert list(play.seats) == ["speaker", "owner", "buyer"]
    owner = play.seats["owner"]
    assert (owner.title.source, owner.sheet.you_are.source) == ("Dueña", "Usted manda de noche.")
    assert owner.sheet.you_are.audience.circle is Circle.SEAT
    assert tables.lost.source == "Nadie mira desde afuera."
    seat = "role-plays/child-care/versions/tables/change/seats/owner"
    inherited = reading.kit.lineage.inherited
    assert (f"{seat}/title" in inherited, f"{seat}/sheet/you-are" in inherited) == (True, False)


def test_an_adaptation_says_anew_what_a_version_loses_and_keeps_what_it_changes(library: Path) -> None:
    with_reuse(library)
    ours = "changes: sessions/welcome\nversions:\n  shorter:\n    lost: |\n      Nada más.\n"
    reading = read(adapt(library, "night", {"modules/sessions/welcome.yaml": ours}))
    assert reading.kit
    shorter = version_of(reading.kit.sessions["welcome"], "shorter")
    assert (shorter.aim.source, list(shorter.steps)) == ("Conocernos de prisa.", ["open"])


def test_an_agenda_s_own_version_goes_before_what_the_workshop_wants(library: Path) -> None:
    folder = with_reuse(library)
    session = folder / "modules/sessions/welcome.yaml"
    session.write_text(
        session.read_text(encoding="utf-8") + "  longer:\n    lost: |\n      Nada.\n    change: {aim: Despacio.}\n",
        encoding="utf-8",
    )
    reading = read(folder)
    assert reading.kit
    workshop = replace(reading.workshops["example"], variant="half-day", versions=("longer",))
    assert for_workshop(reading.kit, workshop).sessions["welcome"].aim.source == "Conocernos de prisa."
    plain = replace(workshop, variant=None)
    assert for_workshop(reading.kit, plain).sessions["welcome"].aim.source == "Despacio."


def test_faults_of_a_role_play_s_version_are_named_there(library: Path) -> None:
    folder = with_tables(library)
    edit(
        folder / "modules/role-plays/child-care.yaml",
        "party: company\n          title: Dueña",
        "party: nobody\n          title: Dueña",
    )
    edit(folder / "modules/role-plays/child-care.yaml", "Usted manda.", "Usted manda en {nowhere}.")
    workshop = folder / "workshops/example.yaml"
    workshop.write_text(workshop.read_text(encoding="utf-8") + "versions: [table]\n", encoding="utf-8")
    found = {(each.code, each.unit) for each in read(folder).problems}
    tables = "role-plays/child-care/versions/tables/change"
    assert ("unknown-slot", f"{tables}/seats/owner/sheet/you-are") in found
    assert ("unknown-name", "workshops/example/versions") in found
    assert any(code == "unknown-name" and unit.endswith("seats/owner/party") for code, unit in found)


def test_what_only_a_version_or_a_variant_breaks_is_named_there(library: Path) -> None:
    folder = with_reuse(library)
    edit(folder / "modules/sessions/welcome.yaml", "{min: 5, ideal: 5, max: 10}", "{min: 5, ideal: 8, max: 10}")
    edit(folder / "modules/sessions/welcome.yaml", "Conocernos de prisa.", "Conocernos en {nowhere}.")
    edit(folder / "variants/half-day.yaml", "switch: [", "leave_out: [handouts/accepted]\nswitch: [")
    edit(folder / "variants/half-day.yaml", "version: shorter", "version: shortest")
    found = [(code, unit, file) for code, unit, file, _ in codes(read(folder))]
    assert ("steps-not-ideal", "sessions/welcome/minutes", "small/modules/sessions/welcome.yaml") in found
    assert (
        "unknown-slot",
        "sessions/welcome/versions/shorter/change/aim",
        "small/modules/sessions/welcome.yaml",
    ) in found
    assert ("unknown-name", "sessions/meeting/steps/open/gives", "small/variants/half-day.yaml") in found
    assert (
        "unknown-name",
        "variants/half-day/agenda/only-day/items/welcome/version",
        "small/variants/half-day.yaml",
    ) in found
    assert len(found) == 4


def test_a_workshops_own_words_are_checked_like_the_kits(library: Path) -> None:
    workshop = library / "small/workshops/example.yaml"
    with_change = (
        workshop.read_text(encoding="utf-8")
        + "change:\n  cases/child-care/summary: {es: Cuesta US$40. {secret}}\n  cases/child-care/sumary: {es: Nada.}\n"
    )
    workshop.write_text(with_change.replace("{es: Cuesta US$40. {secret}}", '{es: "Cuesta US$40."}'), encoding="utf-8")
    found = [(code, unit) for code, unit, *_ in codes(read(library / "small"))]
    assert found == [("change-leads-nowhere", "workshops/example/change/cases/child-care/sumary")]
    edit(workshop, "  cases/child-care/sumary: {es: Nada.}\n", "")
    edit(workshop, '"Cuesta US$40."', '"Cuesta US$40. {secret}"')
    found = [(code, unit) for code, unit, *_ in codes(read(library / "small"))]
    unit = "workshops/example/change/cases/child-care/summary"
    assert sorted(found) == [("money-in-prose", unit), ("secret-fact", unit)]


def test_a_licence_that_must_be_kept_is_kept(library: Path) -> None:
    found = codes(read(adapt(library, "night", {}, more="licence: CC0\n")))
    assert [(code, unit) for code, unit, *_ in found] == [("licence-differs", "kit/licence")]


def test_a_variant_says_the_kit_s_own_purpose_otherwise(library: Path) -> None:
    folder = with_reuse(library)
    edit(folder / "variants/half-day.yaml", "change:\n", "change:\n  kit:\n    purpose: Decidir en media jornada.\n")
    half = with_variant(kit_of(folder), "half-day")
    assert half.about.purpose.source == "Decidir en media jornada."
    assert half.about.purpose.unit == "variants/half-day/change/kit/purpose"


def test_a_variant_builds_on_one_other_and_names_what_there_is(library: Path) -> None:
    folder = with_reuse(library)
    plain = "title: Otra\nlost: |\n  Nada.\nagenda: same\n"
    (folder / "variants/evening.yaml").write_text(plain + "like: half-day\n", encoding="utf-8")
    kit = kit_of(folder)
    assert list(with_variant(kit, "evening").agenda.days) == ["only-day"]
    (folder / "variants/night.yaml").write_text(
        plain + "like: evening\nchoose: {cases: [childcare]}\n", encoding="utf-8"
    )
    found = [(code, unit) for code, unit, *_ in codes(read(folder))]
    assert found == [("unknown-name", "variants/night/choose/cases"), ("variant-too-deep", "variants/night/like")]


def test_an_agenda_uses_a_session_in_one_version(library: Path) -> None:
    folder = with_reuse(library)
    edit(
        folder / "variants/half-day.yaml",
        "        lunch:",
        "        again: {session: welcome, minutes: 10}\n        lunch:",
    )
    found = [(code, unit) for code, unit, *_ in codes(read(folder))]
    assert found == [("two-versions", "variants/half-day/agenda/only-day/items/again/version")]


def test_what_is_left_out_and_still_used_is_named_where_it_is_left_out(library: Path) -> None:
    found = codes(read(adapt(library, "night", {}, more="leave_out:\n  - handouts/accepted\n")))
    line = (library / "night/kit.yaml").read_text(encoding="utf-8").split("- handouts")[0].count("\n") + 1
    assert found == [("unknown-name", "sessions/meeting/steps/open/gives", "night/kit.yaml", line)]


MOST_CHANGES = 1500
"""Of one file, which may not be too large."""


def test_every_text_of_the_shipped_kit_can_be_changed_by_its_address_and_keeps_its_readers(tmp_path: Path) -> None:
    library = Path(shutil.copytree(SHIPPED, tmp_path / "kits"))
    original = read_kit(library / "san-salvador").scope.kit
    apart = ("kit", "agenda", "variants")
    before = {text.unit: text for _, text in text_paths(original) if text.unit.split("/")[0] not in apart}
    assert len(before) > 1000
    after: dict[UnitId, Text] = {}
    units = list(before)
    for start in range(0, len(units), MOST_CHANGES):
        part = units[start : start + MOST_CHANGES]
        said = "".join(f"  {unit}: |\n{indent(f'{before[unit].source} Otra vez.', '    ')}\n" for unit in part)
        adapted = adapt(library, f"again-{start}", {}, "san-salvador", f"change:\n{said}")
        after |= {text.unit: text for _, text in text_paths(read(adapted).scope.kit) if text.unit in part}
    assert {unit: " ".join(text.source.split()) for unit, text in after.items()} == {
        unit: " ".join(f"{text.source} Otra vez.".split()) for unit, text in before.items()
    }
    assert {unit: (text.audience, text.form) for unit, text in after.items()} == {
        unit: (text.audience, text.form) for unit, text in before.items()
    }
    # Upstream's translations are of other words.
    assert all(text.status("en" if text.language == "es" else "es") is Status.MISSING for text in after.values())
