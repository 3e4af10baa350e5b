"""The state of the library for its editors: what is wrong, how far each translation is, law to be reviewed, what
changed upstream, and where each module is used.

Comes in: the readings of kits, and the day. Goes out: plain values, each number with what it counts. Of workshops it
knows a number by kit and nothing more. Refuses to read a file that the readings hold already.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from sqlalchemy import func, select

from trainingkit.content.library import Reading
from trainingkit.domain.changes import Drift
from trainingkit.domain.drift import waiting
from trainingkit.domain.kit import Agenda, Kit
from trainingkit.domain.lawuses import law_uses
from trainingkit.domain.text import Status, Text
from trainingkit.domain.units import kit_texts
from trainingkit.errors import ContentError, KitFaulty, Problem, Severity
from trainingkit.services.adapting import derived_of
from trainingkit.services.findings import Finding, Findings
from trainingkit.services.ownkits import is_own
from trainingkit.services.readings import Readings
from trainingkit.services.server import DbSession
from trainingkit.storage.models import WorkshopRow

AHEAD = timedelta(days=60)
"""How long before its date a fact of law is said to be due."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many texts of a kit stand how in a language."""

    language: str
    missing: int
    stale: int
    draft: int
    texts: int

    @property
    def open(self) -> int:
        """What somebody still has to do."""
        return self.missing + self.stale + self.draft


@dataclass(frozen=True, slots=True, kw_only=True)
class KitState:
    """A kit on the page. `title` is None where it cannot be read; `upstream` is the kit that it adapts;
    `counted`: of when errors and warnings are; `kept`: it cannot be read, and everybody is shown what stood there
    before."""

    kit: str
    title: Text | None
    edition: str
    own: bool
    upstream: str
    standings: tuple[Standing, ...]
    drifts: int
    errors: int = 0
    warnings: int = 0
    counted: Finding = Finding()
    kept: bool = False
    workshops: int = 0


@dataclass(frozen=True, slots=True)
class LawDue:
    """A fact of law whose date of review is past or near, and in how many places each kit speaks of it."""

    country: str
    topic: str
    title: Text
    review_by: date
    past: bool
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that is not translated, or not any more."""

    unit: str
    language: str
    status: Status
    source: str


@dataclass(frozen=True, slots=True)
class ModuleUse:
    """Where a module is used: in which agendas of its kit (its own, named «», and its variants'), in which adaptations,
    and how many workshops the kit has."""

    kind: str
    name: str
    title: Text
    agendas: tuple[str, ...]
    adaptations: tuple[str, ...]
    workshops: int


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


def state_of(readings: Readings, findings: Findings, db_session: DbSession) -> tuple[KitState, ...]:
    """Every kit, in the order of its id."""
    held = workshops_by_kit(db_session)
    found = []
    for reading in every_reading(readings):
        state = readings.once("state", reading, partial(_state, reading, readings))
        finding = findings.of(reading)
        errors = sum(each.severity is Severity.ERROR for each in finding.problems or ())
        found.append(
            replace(
                state,
                errors=errors,
                warnings=len(finding.problems or ()) - errors,
                counted=finding,
                kept=reading.kit is None and readings.was_sound(state.kit),
                workshops=held.get(state.kit, 0),
            )
        )
    return tuple(found)


def every_reading(readings: Readings) -> Iterator[Reading]:
    """All kits, those with faults too."""
    for name in readings.names():
        yield readings.of(name)


def workshops_by_kit(db_session: DbSession) -> Mapping[str, int]:
    """How many workshops use a kit: all that is told of them."""
    found = db_session.execute(select(WorkshopRow.kit, func.count()).group_by(WorkshopRow.kit)).all()
    return {str(kit): int(count) for kit, count in found}


def _state(reading: Reading, readings: Readings) -> KitState:
    kit, name = reading.kit, reading.path.name
    return KitState(
        kit=name,
        title=kit.about.title if kit else None,
        edition=kit.about.edition if kit else "",
        own=is_own(readings, name),
        upstream=kit.lineage.kit if kit and kit.lineage else "",
        standings=standings_of(kit) if kit else (),
        drifts=len(drifts_of(reading)),
    )


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def standings_of(kit: Kit) -> tuple[Standing, ...]:
    """How each promised language stands that the kit is not written in."""
    texts = [each.text for each in kit_texts(kit)]
    return tuple(_standing(texts, language) for language in kit.about.languages if language != kit.about.language)


def _standing(texts: list[Text], language: str) -> Standing:
    found = Counter(each.status(language) for each in texts)
    return Standing(language, found[Status.MISSING], found[Status.STALE], found[Status.DRAFT], len(texts))


def gaps_of(kit: Kit, language: str) -> tuple[Gap, ...]:
    """The texts behind a standing."""
    return tuple(
        Gap(str(each.text.unit), language, status, each.text.source)
        for each in kit_texts(kit)
        if (status := each.text.status(language)) is not Status.TRANSLATED
    )


def drifts_of(reading: Reading) -> tuple[Drift, ...]:
    """What waits for a decision in an adaptation; nothing for a kit that adapts none, or cannot be read."""
    if reading.kit is None or reading.base is None or reading.kit.lineage is None:
        return ()
    try:
        return waiting(derived_of(reading).drifts)
    except ContentError:
        return ()  # its problems say why


def problems_of_kit(finding: Finding) -> tuple[Problem, ...]:
    """Errors before warnings, each in the order of files."""
    return tuple(sorted(finding.problems or (), key=lambda each: each.severity is not Severity.ERROR))


def law_due(readings: Readings, today: date) -> tuple[LawDue, ...]:
    """Every fact of law past its review date, or due soon, the oldest first. Law stands in the country packs, which all
    kits share."""
    uses_of = {kit.id: readings.once("law", reading, partial(_law_uses, kit)) for reading, kit in readings.sound()}
    kits = [kit for _, kit in readings.sound()]
    found: dict[tuple[str, str], LawDue] = {}
    for kit in kits:
        for country, pack in kit.shared.countries.items():
            for topic, law in pack.law.items():
                if law.review_by <= today + AHEAD and (country, topic) not in found:
                    uses = {name: count for name, each in uses_of.items() if (count := each[country, topic])}
                    found[country, topic] = LawDue(
                        country, topic, law.title, law.review_by, law.review_by < today, uses
                    )
    return tuple(sorted(found.values(), key=lambda each: (each.review_by, each.country, each.topic)))


def _law_uses(kit: Kit) -> Counter[tuple[str, str]]:
    """How often a kit speaks of each country's topics, where nothing else is said those of its own country."""
    return Counter((each.setting or str(kit.about.country), each.topic) for each in law_uses(kit))


# ── where a module is used ──────────────────────────────────────────────────────────────────────────────────────────


def module_uses(readings: Readings, kit: Kit, db_session: DbSession) -> tuple[ModuleUse, ...]:
    """Every module of a kit."""
    held = workshops_by_kit(db_session).get(kit.id, 0)
    adapted = [each for _, each in readings.sound() if each.lineage and each.lineage.kit == kit.id]
    variants = {
        name: kit.agenda if isinstance(each.agenda, str) else each.agenda for name, each in kit.variants.items()
    }
    agendas = {"": kit.agenda, **variants}
    return tuple(
        ModuleUse(
            module.KIND,
            module.id,
            module.title,
            tuple(name for name, agenda in agendas.items() if module.id in _named(agenda, module.KIND)),
            tuple(each.id for each in adapted if module.id in each.modules(module.KIND)),
            held,
        )
        for module in kit.every_module()
    )


def _named(agenda: Agenda, kind: str) -> set[str]:
    """The modules of a kind that the items of an agenda name."""
    field = {"sessions": "session", "techniques": "technique", "worksheets": "worksheet"}.get(kind, "")
    items = (item for day in agenda.days.values() for item in day.items.values())
    if kind == "cases":
        return {case for item in items if item.with_ is not None for case in item.with_.cases}
    return {str(getattr(item, field)) for item in items if field and getattr(item, field)}


def get_kit(readings: Readings, name: str) -> Kit:
    """A kit that can be read. Raises NotFound for one that is not there, KitFaulty for one with faults: what was read
    before would be numbers of another kit."""
    found = readings.of(name)
    if found.kit is None:
        raise KitFaulty(name, found.faults)
    return found.kit
