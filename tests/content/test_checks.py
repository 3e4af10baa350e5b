"""Checks on kits as values: what no single faulty file shows."""

import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.faults import SAMPLES
from trainingkit.content import checks
from trainingkit.content.graphs import cycles
from trainingkit.content.library import read_kit
from trainingkit.content.names import nearest
from trainingkit.content.prosechecks import check_prose
from trainingkit.content.scope import Scope
from trainingkit.content.slotchecks import check_secrets, check_slots
from trainingkit.domain.casework import Case
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import Audience, Circle, Status, Text, Translation
from trainingkit.errors import Problem, Severity

SHIPPED = Path(__file__).resolve().parents[2] / "kits"


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = read_kit(SAMPLES / "small").kit
    assert found
    return found


def said(problems: object) -> list[tuple[str, str]]:
    assert isinstance(problems, list | tuple)
    return [(each.code, each.unit) for each in problems if isinstance(each, Problem)]


def test_the_sample_kit_is_clean(kit: Kit) -> None:
    assert checks.check_kit(Scope(kit)) == ()


def with_summary(kit: Kit, source: str, audience: Audience | None = None, **translations: str) -> Scope:
    """The kit with another summary of its case."""
    case = kit.cases["child-care"]
    found = {language: Translation(text, Status.TRANSLATED) for language, text in translations.items()}
    summary = replace(case.summary, source=source, translations=found, audience=audience or case.summary.audience)
    return Scope(replace(kit, cases={"child-care": replace(case, summary=summary)}))


@pytest.mark.parametrize(
    "source",
    [
        "{factory.the} y {factory.full}",
        "{ministry.short}, {ministry.the}, {ministry.full}",
        "{workplace.the-many} y {participants.the}",
        "{nora ~ cansado/cansada}, {workplace ~ uno/una/unos/unas}",
        "\\{marca} y {{ 7*7 }} {% for %} %(name)s",
        "{Heads} personas",
    ],
)
def test_slots_that_are_right(kit: Kit, source: str) -> None:
    assert list(check_slots(with_summary(kit, source))) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("{marca}", "unknown-slot"),
        ("{heads.the}", "wrong-form"),
        ("{factory.many}", "wrong-form"),
        ("{factory.short}", "wrong-form"),
        ("{workplace.short}", "wrong-form"),
        ("{ministry.many}", "wrong-form"),
        ("{heads ~ uno/una}", "wrong-agreement"),
        ("{workplace ~ uno/una/otro/otra/otre}", "wrong-agreement"),
    ],
)
def test_slots_that_are_wrong(kit: Kit, source: str, code: str) -> None:
    assert said(list(check_slots(with_summary(kit, source)))) == [(code, "cases/child-care/summary")]


def test_forms_are_asked_for_in_translations_too(kit: Kit) -> None:
    (problem,) = check_slots(with_summary(kit, "{workplace}", en="{workplace.their}"))
    assert (problem.code, problem.details["language"]) == ("wrong-form", "en")


@pytest.mark.parametrize(
    ("source", "english", "lost", "added"),
    [
        ("{heads} personas, {women} mujeres", "{women} women of {heads} people", "", ""),
        ("{heads} personas", "Many people", "heads", "–"),
        ("{heads} personas", "{women} women", "heads", "women"),
        ("Son pocas", "{heads} people", "–", "heads"),
        ("{workplace.The} cose", "It sews", "", ""),
        ("Cose", "The {workplace} sews", "", ""),
        ("{nora ~ cansado/cansada}", "tired", "", ""),
        ("{nora} llega {nora ~ cansado/cansada}", "arrives tired", "nora", "–"),
    ],
)
def test_every_language_tells_the_same_facts(kit: Kit, source: str, english: str, lost: str, added: str) -> None:
    found = [each for each in check_slots(with_summary(kit, source, en=english)) if each.code == "po-slots"]
    assert [(each.details["lost"], each.details["added"]) for each in found] == ([(lost, added)] if lost else [])


def test_a_fact_lost_in_translation_is_named_at_the_line_of_the_catalogue(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "kits")
    path = tmp_path / "kits/san-salvador/translations/en.po"
    text = path.read_text(encoding="utf-8")
    whole = '"{heads} people work at {factory}; {women} are women.'
    assert whole in text
    path.write_text(text.replace(whole, '"780 people work at {factory}; {women} are women.', 1), encoding="utf-8")
    (problem,) = (each for each in read_kit(tmp_path / "kits/san-salvador").everything)
    assert (problem.code, problem.unit) == ("po-slots", "cases/child-care/narrative/one-page/place")
    assert problem.details["lost"] == "heads"
    assert problem.place
    assert problem.place.file == "san-salvador/translations/en.po"
    near = text.split("\n")[problem.place.line - 1 : problem.place.line + 14]
    assert any(whole.strip('"') in line for line in near)


def test_the_nearest_name_is_said(kit: Kit) -> None:
    (problem,) = check_slots(with_summary(kit, "{workplase}"))
    assert problem.details["nearest"] == "workplace"


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        (Audience(Circle.EVERYONE), "everyone"),
        (Audience(Circle.EVERYONE, "", frozenset({"buyer"})), ""),
        (Audience(Circle.EVERYONE, "", frozenset({"company"})), ""),
        (Audience(Circle.EVERYONE, "", frozenset({"buyer", "speaker"})), "speaker"),
        (Audience(Circle.EVERYONE, "", frozenset({"observer"})), "observer"),
        (Audience(Circle.FACILITATOR), ""),
        (Audience(Circle.SEAT, "role-plays/child-care/seats/buyer"), ""),
        (Audience(Circle.SEAT, "role-plays/child-care/seats/speaker"), "speaker"),
        (Audience(Circle.PARTY, "role-plays/child-care/parties/workers"), "speaker"),
        (Audience(Circle.OBSERVER), "observer"),
    ],
)
def test_secret_facts_stay_with_their_readers(kit: Kit, audience: Audience, told: str) -> None:
    found = list(check_secrets(with_summary(kit, "{secret}", audience)))
    assert [each.details["reader"] for each in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("En el año 2013.", "loose-figure"),
        ("Son 3.", "loose-figure"),
        ("Paga 5 dólares.", "money-in-prose"),
        ("Cuesta €5.", "money-in-prose"),
        ("El art. 134 lo pide.", "law-in-prose"),
        ("El Convenio 156 lo pide.", "law-in-prose"),
        ("El C156 lo pide.", "law-in-prose"),
        ("La Ley de Igualdad lo pide.", "law-in-prose"),
        ("El Código de Trabajo lo pide.", "law-in-prose"),
        ("Título\n===", "markdown-not-small"),
        ("```\na\n```", "markdown-not-small"),
        ("a | b\n---|---\nc | d", "markdown-not-small"),
    ],
)
def test_what_may_not_stand_in_prose(kit: Kit, source: str, code: str) -> None:
    assert [each.code for each in check_prose(with_summary(kit, source))] == [code]


@pytest.mark.parametrize(
    "source",
    [
        "La ley dice poco. Según la ley, cuidar es de todas.",
        "1. Uno\n2. Dos",
        "- Uno\n- Dos, **fuerte**, *suave*",
        "{heads} personas y {wage} al mes",
        "<b>texto</b> <script>",
        "Un guion - y otro.\n\n---- no ----",
        "La sección de empaque y el artículo del periódico.",
        "El trabajo de las compañeras vale.",
    ],
)
def test_what_may_stand_in_prose(kit: Kit, source: str) -> None:
    assert list(check_prose(with_summary(kit, source))) == []


def test_a_decoy_looks_like_the_others(kit: Kit) -> None:
    case = kit.cases["child-care"]
    decoy = replace(case, id="other", key=replace(case.key, decoy=True), exhibits={"memo": case.exhibits["memo"]})
    found = [
        each
        for each in checks.check_kit(Scope(replace(kit, cases={"child-care": case, "other": decoy})))
        if each.code == "shape-differs"
    ]
    parts = {each.details["part"] for each in found}
    assert parts == {"exhibits", "exhibits with a head", "exhibits with a table", "role-plays", "responses"}
    honest = replace(decoy, key=case.key)
    assert not any(
        each.code == "shape-differs"
        for each in checks.check_kit(Scope(replace(kit, cases={"child-care": case, "other": honest})))
    )


def test_a_decoy_is_not_told_by_the_drawings_of_its_exhibits(kit: Kit) -> None:
    case = kit.cases["child-care"]
    drawn = {name: replace(each, media="room") for name, each in case.exhibits.items()}

    def found(decoy: Case, *others: Case) -> list[str]:
        cases = {each.id: each for each in (case, decoy, *others)}
        told = checks.check_kit(Scope(replace(kit, cases=cases)))
        return [each.unit for each in told if each.details.get("part") == "exhibits with a drawing"]

    decoy = replace(case, id="decoy", key=replace(case.key, decoy=True), exhibits=drawn)
    assert found(decoy) == ["cases/decoy"]
    assert found(decoy, replace(case, id="third", exhibits=drawn)) == []
    assert found(replace(decoy, exhibits=case.exhibits), replace(case, id="third", exhibits=drawn)) == []


def test_a_drawing_that_nothing_uses(kit: Kit) -> None:
    spare = replace(kit, media={**kit.media, "spare": kit.media["room"]})
    (problem,) = checks.check_kit(Scope(spare))
    assert (problem.code, problem.unit, problem.severity) == ("drawing-unused", "media/spare", Severity.WARNING)


def test_gaps_are_named_for_promised_languages_only(kit: Kit) -> None:
    assert checks.check_translations(kit) == ()
    promised = replace(kit, about=replace(kit.about, languages=("es", "en")))
    found = checks.check_translations(promised)
    assert {each.code for each in found} == {"missing-translation"}
    units = {each.unit for each in found}
    assert "cases/child-care/summary" in units
    assert "countries/sv/law/child-care-duty/rule" in units
    # Slots and signs alone read alike in every language.
    assert "cases/child-care/timeline/petition/when" not in units
    assert "role-plays/child-care/seats/buyer/sheet/know/paid" not in units


def test_a_fact_for_nobody_known_is_named_once(tmp_path: Path) -> None:
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "small/modules/cases/child-care.yaml"
    path.write_text(path.read_text().replace("for: [buyer]\n    text", "for: [nobody]\n    text"))
    assert [each.code for each in read_kit(tmp_path / "small").everything] == ["for-nobody"]


def test_facts_are_not_texts() -> None:
    assert Fact(id="a").audience == Audience(Circle.EVERYONE)
    assert Text.__dataclass_fields__["audience"].default == Audience(Circle.EVERYONE)


NAMES = st.sampled_from("abcdef")


@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3)))
def test_circles_lead_back_to_where_they_begin(graph: dict[str, list[str]]) -> None:
    found = list(cycles(graph))
    for circle in found:
        assert circle[0] == circle[-1]
        assert all(right in graph[left] for left, right in pairwise(circle))
    named = {name for circle in found for name in circle}
    for name, others in graph.items():
        if name in others:
            assert name in named


@pytest.mark.parametrize(
    ("name", "near"),
    [("duracion_minutos", "minutes"), ("titel", "title"), ("welcom", "welcome"), ("zzz", "")],
)
def test_nearest(name: str, near: str) -> None:
    assert nearest(name, ["title", "minutes", "welcome", "steps"]) == near
