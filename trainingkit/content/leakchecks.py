"""What gives a secret away without saying it: an id, a label or a code that shares a word with what only facilitators
read, and a decoy that looks different from the other cases.

Comes in: a kit with its scope. Goes out: problems.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from trainingkit.content.scope import Scope, address
from trainingkit.content.walk import texts
from trainingkit.domain.casework import Case
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.text import Circle, Text
from trainingkit.errors import Problem

_WORD = re.compile(r"[^\W\d_]{5,}")

# Words that say what a thing is, not what it holds; and words too common to tell anything.


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEUTRAL = _listed(
    """
    carta cartas sobre sobres respuesta respuestas tarjeta tarjetas evento eventos noticia noticias aviso avisos
    mensaje llamada hecho hechos letter letters envelope reply replies response responses card cards event events
    news notice message brand brands marca marcas empresa company grupo grupos group groups reunión meeting mesa
    table caso casos cuando donde quien desde hasta entre porque están tienen puede pueden antes después there where
    their about which would could after before other otra otras otros todas todos mismo misma nueva nuevo hacer
    decir primera primero segunda segundo tercera tercero first second third round ronda
    """
)


def check_secret_words(scope: Scope) -> Iterator[Problem]:
    """Ids and labels of sealed things against what only facilitators read about them."""
    for module in scope.modules:
        if isinstance(module, Response):
            case = scope.kit.cases.get(module.case)
            public = _words((module.case, case.title.source if case else "", case.theme if case else ""))
            shown = {"label": module.label.source, "id": module.id}
            yield from _shared_words(shown, _hidden(module), public, address(module))
        elif isinstance(module, RolePlay):
            public = _words((module.id, module.title.source))
            for name, event in module.events.items():
                hidden = (event.title.source, event.when.source)
                unit = f"{address(module)}/events/{name}"
                yield from _shared_words({"label": event.label.source, "id": name}, hidden, public, unit)
        elif isinstance(module, Case):
            hidden = (module.key.decision, "decoy")
            yield from _shared_words({"id": module.id}, hidden, frozenset(), address(module))


def _hidden(response: Response) -> list[str]:
    read = (text.source for text in texts(response) if text.audience.circle is Circle.FACILITATOR)
    return [str(response.type), *response.when, *read]


def _shared_words(shown: dict[str, str], hidden: Iterable[str], public: frozenset[str], unit: str) -> Iterator[Problem]:
    secret = _words(hidden) - public - _NEUTRAL
    for field, said in shown.items():
        for word in sorted(_words((said,)) & secret):
            where = unit if field == "id" else f"{unit}/{field}"
            yield Problem("name-tells-secret", where, {"field": field, "word": word, "value": said})


def _words(said: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for each in said for word in _WORD.findall(each.replace("-", " ")))


# ── shapes ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def check_shapes(scope: Scope) -> Iterator[Problem]:
    """Where one case is a decoy, all must look alike: the same parts, as many exhibits, the same role material."""
    cases = [case for case in scope.kit.cases.values() if not scope.is_faulty(address(case))]
    if not any(case.key.decoy for case in cases):
        return
    model = next((case for case in cases if not case.key.decoy), None)
    if model is None:
        return
    wanted = _shape(model, scope)
    for case in cases:
        for part, count in _shape(case, scope).items():
            if case is not model and count != wanted[part]:
                details = {"part": part, "count": str(count), "other": model.id, "expected": str(wanted[part])}
                yield Problem("shape-differs", address(case), details)
    yield from _drawings(model, cases)


def _drawings(model: Case, cases: Sequence[Case]) -> Iterator[Problem]:
    """How many drawings the exhibits have may differ, as long as no decoy can be told by it."""
    usual = {_drawn(case) for case in cases if not case.key.decoy}
    for case in cases:
        if case.key.decoy and _drawn(case) not in usual:
            details = {"part": "exhibits with a drawing", "count": str(_drawn(case))}
            details |= {"other": model.id, "expected": str(_drawn(model))}
            yield Problem("shape-differs", address(case), details)


def _drawn(case: Case) -> int:
    return sum(each.media is not None for each in case.exhibits.values())


def _shape(case: Case, scope: Scope) -> dict[str, int]:
    """What a participant can count in a case without reading it."""
    exhibits = case.exhibits.values()
    return {
        "exhibits": len(case.exhibits),
        "exhibits with a head": sum(bool(each.head) for each in exhibits),
        "exhibits with a body": sum(bool(each.body) for each in exhibits),
        "exhibits with a table": sum(each.table is not None for each in exhibits),
        "profiles": len(case.profiles),
        "questions": len(case.questions),
        "role-plays": sum(play.case == case.id for play in scope.kit.role_plays.values()),
        "responses": len(scope.kit.responses_of(case.id)),
        "law": int(bool(case.law)),
        "standards": int(bool(case.standards)),
        "handouts": len(case.handouts),
        "credits": int(case.credits is not None),
    }


def labelled_alike(scope: Scope) -> Iterator[Problem]:
    """Two replies of one case and round whose labels are equal could not be told apart on the table."""
    seen: dict[tuple[str, int, str], str] = {}
    for name, reply in scope.kit.responses.items():
        key = (reply.case, reply.round, _said(reply.label))
        if _said(reply.label) and key in seen:
            yield Problem("label-twice", f"responses/{name}/label", {"value": _said(reply.label), "other": seen[key]})
        seen.setdefault(key, name)


def _said(text: Text) -> str:
    return text.source.lower()
