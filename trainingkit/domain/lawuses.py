"""Where a kit speaks of the law, topic by topic, and what a workshop's date does to it.

Comes in: a kit and a workshop. Goes out: uses with the address of whatever refers to the topic, and a problem for each
topic that a workshop uses after its review date. Refuses to say what the law is: that stands in the country pack.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from trainingkit.domain.agenda import read_cases_of
from trainingkit.domain.casework import Case, country_of
from trainingkit.domain.kit import Kit, Law
from trainingkit.domain.links import handouts_for
from trainingkit.domain.modules import Block, Module
from trainingkit.domain.paper import Handout
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class LawUse:
    """A reference to a topic of law: where it stands, and the country that answers it where it is not the
    workshop's."""

    topic: str
    unit: str
    setting: str = ""


def law_uses(kit: Kit, cases: tuple[str, ...] | None = None) -> tuple[LawUse, ...]:
    """Every reference to a topic of law in the modules of a kit, of these cases alone where they are given."""
    found: list[LawUse] = []
    handed = handouts_for(kit, kit.cases if cases is None else cases)
    for module in kit.every_module():
        case = _case_of(module, kit)
        if case is not None and cases is not None and case.id not in cases:
            continue
        if isinstance(module, Handout) and module.id not in handed:
            continue
        setting = country_of(case) if case else ""
        unit = f"{module.KIND}/{module.id}"
        if isinstance(module, Case):
            found += [LawUse(topic, f"{unit}/law", setting) for topic in module.law]
            found += [LawUse(topic, f"{unit}/needs/{topic}", setting) for topic in module.needs]
        found += [LawUse(topic, f"{unit}/{where}", setting) for topic, where in _blocks(module, "")]
    return tuple(found)


def _case_of(module: Module, kit: Kit) -> Case | None:
    if isinstance(module, Case):
        return module
    return kit.cases.get(module.case or "") if isinstance(module, RolePlay | Response) else None


def _blocks(value: object, unit: str) -> Iterator[tuple[str, str]]:
    """Each block of law below a value, with its address below it."""
    if isinstance(value, Block):
        if value.law is not None:
            yield value.law, unit
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _blocks(item, f"{unit}/{name}".lstrip("/"))
    elif not isinstance(value, Text):
        cls: Any = type(value)
        for name, key in _fields(cls):
            yield from _blocks(getattr(value, name), f"{unit}/{key}".strip("/"))


@cache
def _fields(cls: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a record as code and files name them; none of what is no record."""
    return tuple((each.name, each.name.replace("_", "-")) for each in fields(cls)) if is_dataclass(cls) else ()


def is_expired(law: Law, workshop: Workshop) -> bool:
    """Whether a statement should have been looked at again before the workshop. Without a clock the domain knows one
    date, the workshop's; a sample is judged when it gets one."""
    return workshop.from_ is not None and workshop.from_ > law.review_by


def expired_law(kit: Kit, workshop: Workshop) -> tuple[Problem, ...]:
    """A warning for each topic that this workshop uses after its review date, with every use of it."""
    uses: dict[tuple[str, str], list[str]] = {}
    for use in law_uses(kit, read_cases_of(kit, workshop)):
        uses.setdefault((use.setting or workshop.country, use.topic), []).append(use.unit)
    found = []
    for (country, topic), units in uses.items():
        pack = kit.shared.countries.get(country)
        law = pack.law.get(topic) if pack else None
        if law is not None and is_expired(law, workshop):
            details = {"topic": topic, "country": country, "date": f"{law.review_by}", "uses": ", ".join(units)}
            found.append(Problem("law-expired", f"workshops/{workshop.id}/from", details, Severity.WARNING))
    return tuple(found)
