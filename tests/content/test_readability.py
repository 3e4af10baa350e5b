"""Readability: syllables against words counted by hand, scores against sums done by hand, and what goes beyond a
budget."""

from dataclasses import replace
from pathlib import Path

import pytest

from trainingkit.content.budgets import BUDGETS, BUDGETS_FILE, READERS, Readers, imitates, read_budgets, readers_of
from trainingkit.content.printed import Printed
from trainingkit.content.readability import (
    Measure,
    check_passage,
    grade_of,
    is_enough,
    keeps,
    measure_of,
    passages,
    score_of,
    syllables_of,
    whole,
    worst,
)
from trainingkit.domain.text import Audience, Circle, Form, Text, UnitId
from trainingkit.errors import Severity, UsageError
from trainingkit.i18n.usage import Score, Syllables, Usage, usage_for

# Counted by hand, with the diphthongs of the spelling: «guion» and «rió» are one, «prohibido» three.
SPANISH = """
leer 2 aéreo 4 guion 1 ahí 2 construido 3 queso 2 lingüista 3 creer 2 caer 2 día 2 días 2 país 2 ciudad 2 aún 2 aun 1
rehúye 3 prohíbe 3 prohibido 3 búho 2 ahora 3 alcohol 3 oír 2 huir 1 huida 2 jesuita 3 ciudadanía 5 muy 1 rey 1
reyes 2 hoy 1 y 1 o 1 a 1 averiguáis 4 buey 1 Uruguay 3 cohibir 2 vehículo 4 rehén 2 zoológico 5 cooperativa 6
coordinadora 6 reelegir 4 reunión 2 reúnen 3 reunirse 3 oído 3 baúl 2 maíz 2 raíz 2 caída 3 egoísta 4 trabajadora 5
trabajadoras 5 maquila 3 fábrica 3 sindicato 4 negociación 4 organización 5 empresa 3 línea 3 pingüino 3 vergüenza 3
averigüe 4 guerra 2 guía 2 siguiente 3 quien 1 quiere 2 aquí 2 que 1 porque 2 química 3 transporte 3 instrucción 3
abstracto 3 obstáculo 4 perspectiva 4 construcción 3 inscripción 3 subrayar 3 adhesiva 4 cuidado 3 cuidar 2 cuido 2
niña 2 leche 2 calle 2 carro 2 pueblo 2 trueque 2 deuda 2 causa 2 fiel 1 viaje 2 licencia 3 demanda 3 huelga 2
jornada 3 quincena 3 catorcena 4 ley 1 leyes 2 horario 3 salario 3 aguinaldo 4 liquidación 4 indemnización 5
reinstalación 4 reivindicación 5 auditoría 5 dúo 2 tío 2 tía 2 río 2 rió 1 frío 2 continúa 4 continua 3 actúa 3
evalúa 4 evaluación 4 situación 3 ruido 2 fluido 2 veintiún 2 dieciséis 3 seis 1 miau 1 hiato 2 deshielo 3 hielo 2
hueso 2 cacahuate 4 ahuecar 3 desahucio 3 sahumerio 3 actuar 2 desviar 2 confianza 3 criado 2 peatón 3 peor 2 real 2
realidad 4 teatro 3 área 3 héroe 3 poeta 3 leí 2 leído 3 reí 2 sonreír 3 reír 2 poseer 3 proveedor 4 proveedora 5
proveen 3 israelita 5 excepción 3 exención 3 exigir 3 examen 3 texto 2 sí 1 tú 1 usted 2 vos 1 haya 2 mayoría 4
apoyo 3 yo 1 leyenda 3 paranoia 4 truhan 1 ahínco 3 caía 3
"""
ENGLISH = """
the 1 every 2 different 3 area 3 idea 3 business 2 people 2 worker 2 workers 2 wages 2 wage 1 union 2 unions 2
factory 3 factories 3 brand 1 brands 1 asked 1 wanted 2 decided 3 walked 1 played 1 closed 1 changed 1 changes 2
organization 5 organisation 5 negotiation 5 agreement 3 evidence 3 women 2 woman 2 children 2 child 1 care 1 labor 2
labour 2 hour 1 hours 1 our 1 are 1 were 1 there 1 one 1 two 1 once 1 people's 2 meeting 2 meetings 2 facilitator 5
facilitators 5 responsible 4 responsibility 6 being 2 doing 2 reading 2 real 2 really 2 quiet 2 science 2 employee 3
employer 3 employees 3 little 2 table 2 tables 2 something 2 someone 2 sometimes 2 whatever 3 therefore 2 clothes 1
months 1 inspection 3 inspector 3 committee 3 complaint 2 complaints 2 supplier 3 supplies 2 quality 3 retaliation 5
reinstatement 4 severance 3 maternity 4 workplace 2 workbook 2 worksheet 2 handout 2 flipchart 2 piecework 2
blacklist 2 subcontractor 4 audit 2 audited 3 Salvadoran 4 maquila 3 fishbowl 2 unpaid 2 overtime 3 childcare 2
signed 1 looked 1 used 1 needed 2 promised 2 said 1 says 1 does 1 goes 1 doesn't 2 isn't 2 buyer 2 going 2 anyone 3
situation 4 serious 3
"""
COUNTED = {"es": SPANISH, "en": ENGLISH}


def usage(language: str) -> Usage:
    found = usage_for(language)
    assert found
    return found


def syllables(language: str) -> Syllables:
    found = usage(language).syllables
    assert found
    return found


def formula(language: str) -> Score:
    found = usage(language).score
    assert found
    return found


@pytest.mark.parametrize("language", ["es", "en"])
def test_syllables_are_those_counted_by_hand(language: str) -> None:
    words = COUNTED[language].split()
    counted = dict(zip(words[::2], map(int, words[1::2]), strict=True))
    assert len(counted) >= {"es": 175, "en": 115}[language]
    table = syllables(language)
    assert {word: syllables_of(word, table) for word in counted} == counted


@pytest.mark.parametrize(("word", "count"), [("2.500", 2), ("pre-pago", 3), ("y/o", 2), ("n.º", 1), ("MTPS", 1)])
def test_what_is_no_plain_word(word: str, count: int) -> None:
    assert syllables_of(word, syllables("es")) == count


def test_the_formulas() -> None:
    # Ten words, two sentences, twenty syllables, reckoned with a pencil.
    measure = Measure(10, 2, 20)
    assert score_of(measure, formula("es")) == pytest.approx(206.84 - 62.3 * 2 - 5)
    assert score_of(measure, formula("en")) == pytest.approx(206.835 - 84.6 * 2 - 1.015 * 5)
    assert score_of(Measure(3, 1, 3), formula("es")) == 100
    assert score_of(Measure(3, 1, 30), formula("es")) == 0


def test_measuring() -> None:
    assert measure_of("La marca no contesta.", syllables("es")) == Measure(4, 1, 7)
    assert measure_of("—", syllables("es")) == Measure()


@pytest.mark.parametrize(
    ("language", "score", "grade"),
    [
        ("es", 80, "very-easy"),
        ("es", 65, "quite-easy"),
        ("es", 64.9, "normal"),
        ("es", 41, "somewhat-difficult"),
        ("es", 10, "very-difficult"),
        ("en", 75, "quite-easy"),
        ("en", 29, "very-difficult"),
    ],
)
def test_grades(language: str, score: float, grade: str) -> None:
    assert grade_of(score, formula(language).grades) == grade


# ── whose budget ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("unit", "audience", "readers"),
    [
        ("handouts/law/body/first", Audience(Circle.EVERYONE), "workers"),
        ("posters/rule/body/first", Audience(Circle.EVERYONE), "workers"),
        ("sessions/welcome/steps/map/task", Audience(Circle.EVERYONE), "participants"),
        ("sessions/welcome/steps/map/say", Audience(), "facilitators"),
        ("handouts/law/body/key", Audience(Circle.EVERYONE, "", frozenset({"facilitator"})), "facilitators"),
        ("role-plays/x/seats/buyer/sheet/know/a", Audience(Circle.SEAT, "x"), "players"),
        ("role-plays/x/events/call/text", Audience(Circle.HANDED, "x"), "players"),
        ("role-plays/x/observe/tone", Audience(Circle.OBSERVER), "participants"),
        ("responses/a/letter/first", Audience(Circle.HANDED, "x"), "papers"),
        ("cases/x/exhibits/memo/body/a", Audience(Circle.EVERYONE), "papers"),
        ("cases/x/exhibits/memo/reliability", Audience(), "facilitators"),
        ("cases/x/narrative/full/a", Audience(Circle.EVERYONE), "participants"),
    ],
)
def test_who_reads(unit: str, audience: Audience, readers: Readers) -> None:
    assert readers_of(Text(UnitId(unit), "…", "es", audience)) == readers


def test_a_form_is_taken_home_and_a_letter_imitates() -> None:
    sheet = Text(UnitId("worksheets/consent/intro"), "…", "es")
    assert (readers_of(sheet), readers_of(sheet, form=True)) == ("participants", "workers")
    assert imitates("responses/a/letter/first")
    assert not imitates("responses/a/hint")


def test_the_budgets_ask_most_for_those_who_have_least_time() -> None:
    scores = [BUDGETS.by_reader[readers].score for readers in ("workers", "participants", "facilitators", "papers")]
    assert scores == sorted(scores, reverse=True)
    assert BUDGETS.by_reader["participants"].score >= 65
    assert all(BUDGETS.by_reader[readers].words <= 20 for readers in READERS if readers != "papers")
    assert all(budget.why for budget in BUDGETS.by_reader.values())


def test_the_page_for_authors_says_the_same() -> None:
    page = (BUDGETS_FILE.parents[1] / "docs/writing.md").read_text("utf-8")
    rows = {cells[1].strip(" `"): cells for line in page.split("\n") if len(cells := line.split("|")) == 8}
    for readers, budget in BUDGETS.by_reader.items():
        wanted = [budget.score, budget.words, budget.longest, budget.hardest]
        assert [int(cell) for cell in rows[readers][3:7]] == wanted


@pytest.mark.parametrize(
    ("old", "new"), [("longest = 25", ""), ("[budget.papers]", "[budget.paper]"), ("words = 100", "")]
)
def test_a_table_of_budgets_that_is_not_whole_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "budgets.toml"
    path.write_text(BUDGETS_FILE.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(UsageError):
        read_budgets(path)


# ── passages ────────────────────────────────────────────────────────────────────────────────────────────────────────

EASY = "La marca pide la hoja. La lee y la guarda. Nadie pone su nombre en ella."
LONG = "La hoja dice " + "que la marca no paga y " * 8 + "que nadie sabe por qué."
HARD = (
    "La implementación de procedimientos administrativos institucionalizados requiere responsabilidades"
    " interdepartamentales específicamente documentadas, periódicamente reevaluadas y corporativamente autorizadas."
)


def printed(text: str, readers: Readers = "participants", unit: str = "handouts/a/body/x") -> Printed:
    return Printed(unit, "/".join(unit.split("/")[:2]), readers, Form.PROSE, text)


def test_a_passage_is_what_one_module_says_to_the_same_readers() -> None:
    texts = [
        printed(EASY, unit="handouts/a/body/x"),
        printed("Fin.", unit="handouts/a/body/y"),
        printed(EASY, "facilitators", unit="handouts/a/body/z"),
        printed(EASY, unit="handouts/b/body/x"),
        replace(printed("Un título", unit="handouts/b/title"), form=Form.LINE),
    ]
    found = passages(texts, usage("es"))
    assert [(each.module, each.readers, each.measure.sentences) for each in found] == [
        ("handouts/a", "participants", 4),
        ("handouts/a", "facilitators", 3),
        ("handouts/b", "participants", 3),
    ]
    assert [(each.readers, each.measure.sentences) for each in whole(found)] == [
        ("participants", 7),
        ("facilitators", 3),
    ]
    assert [each.unit for each in worst(found[0], 9)][-1] == "handouts/a/body/y"


def test_easy_text_keeps_its_budget() -> None:
    (passage,) = passages([printed(" ".join([EASY] * 8), "workers")], usage("es"))
    assert is_enough(passage)
    assert keeps(passage)
    assert list(check_passage(passage)) == []


def test_hard_text_is_told_whole_and_by_sentence() -> None:
    (passage,) = passages([printed(" ".join([HARD] * 8))], usage("es"))
    problems = list(check_passage(passage))
    assert {(each.code, each.unit, each.severity) for each in problems} == {
        ("text-too-hard", "handouts/a", Severity.WARNING),
        ("sentence-too-hard", "handouts/a/body/x", Severity.WARNING),
    }
    assert problems[0].details == {"language": "es", "readers": "participants", "score": "0", "least": "65"}
    assert not keeps(passage)


def test_long_sentences_are_told_whole_and_by_sentence() -> None:
    (passage,) = passages([printed(" ".join([LONG] * 4))], usage("es"))
    assert {each.code for each in check_passage(passage)} == {"sentences-too-long", "sentence-too-long"}
    told = next(each for each in check_passage(passage) if each.code == "sentence-too-long")
    assert (told.details["words"], told.details["most"]) == ("56", "30")


def test_few_words_are_measured_and_not_judged() -> None:
    (passage,) = passages([printed(HARD)], usage("es"))
    assert not is_enough(passage)
    assert [each.code for each in check_passage(passage)] == ["sentence-too-hard"]


def test_a_short_sentence_with_a_long_word_is_not_hard() -> None:
    (passage,) = passages([printed("Responsabilidad interinstitucional corporativa.")], usage("es"))
    assert list(check_passage(passage)) == []


def test_papers_of_firms_may_be_stiff() -> None:
    stiff = "De conformidad con nuestros procedimientos, la solicitud fue remitida al departamento correspondiente."
    (letter,) = passages([printed(" ".join([stiff] * 9), "papers", "responses/a/letter/x")], usage("es"))
    (task,) = passages([printed(" ".join([stiff] * 9))], usage("es"))
    assert letter.score == task.score
    assert (keeps(letter), keeps(task)) == (letter.score >= 35, False)


def test_a_language_without_a_formula_has_no_passages() -> None:
    assert passages([printed(EASY)], replace(usage("es"), score=None)) == ()
