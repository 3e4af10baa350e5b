"""What must hold in a kit as a whole: comes in a kit with its scope, go out all problems. Pure; opens no file, never
raises.

The other checks stand in `references` and in the files whose names end in `checks`; this file calls them all, in the
order in which a person would mend things.
"""

from collections.abc import Callable, Iterator

from trainingkit.content.agreementchecks import check_agreement
from trainingkit.content.fictionchecks import check_fiction
from trainingkit.content.leakchecks import check_secret_words, check_shapes, labelled_alike
from trainingkit.content.lengthchecks import check_lengths
from trainingkit.content.overlaychecks import check_overlays, check_workshop_changes
from trainingkit.content.packchecks import check_between_packs
from trainingkit.content.playchecks import check_plays
from trainingkit.content.prosechecks import check_prose
from trainingkit.content.references import check_references, check_shared, is_picture
from trainingkit.content.residuechecks import check_residue
from trainingkit.content.scope import Scope, address
from trainingkit.content.slotchecks import check_secrets, check_slots
from trainingkit.content.trackchecks import check_tracks
from trainingkit.content.walk import visits
from trainingkit.domain.casework import Case, country_of
from trainingkit.domain.kit import Kit
from trainingkit.domain.moving import unmet_needs
from trainingkit.domain.paper import Worksheet
from trainingkit.domain.sessions import Session
from trainingkit.domain.text import Status, Text, base_of
from trainingkit.domain.words import holds_words
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity

Plain = Callable[[], tuple[Problem, ...]]
"""Asks for the problems of a kit as it stands, which are found once for the kit and all of its workshops."""


def check_kit(scope: Scope, plain: Plain | None = None) -> tuple[Problem, ...]:
    """Every problem of a kit, with all that is laid on it, but the state of its translations."""
    known = plain() if plain else check_plain(scope)
    return (*known, *check_media(scope), *check_overlays(scope, known, check_plain))


def check_workshop_kit(workshop: Workshop, scope: Scope, plain: Plain) -> tuple[Problem, ...]:
    """Every problem that the kit has only as this workshop uses it."""
    return tuple(check_workshop_changes(workshop, scope, plain, check_plain))


def check_plain(scope: Scope) -> tuple[Problem, ...]:
    """Every problem of a kit as it stands that may also come from what is laid on it."""
    return (
        *check_references(scope),
        *check_slots(scope),
        *check_secrets(scope),
        *check_agreement(scope),
        *check_prose(scope),
        *check_fiction(scope),
        *check_residue(scope),
        *check_secret_words(scope),
        *labelled_alike(scope),
        *check_shapes(scope),
        *check_tracks(scope),
        *check_sessions(scope),
        *check_cases(scope),
        *check_lengths(scope),
        *check_plays(scope),
        *check_worksheets(scope),
        *check_about(scope),
    )


def check_packs(scope: Scope) -> tuple[Problem, ...]:
    """Every problem of what kits share."""
    return (*check_shared(scope), *check_between_packs(scope))


def check_sessions(scope: Scope) -> Iterator[Problem]:
    """The steps of a session, as each track sees them, add up to its ideal time."""
    for name, session in scope.kit.sessions.items():
        if scope.is_faulty(f"sessions/{name}"):
            continue
        seen = [kit.sessions[name] for kit in scope.views if name in kit.sessions]
        yield from _minutes(session, seen or [session])


def _minutes(session: Session, seen: list[Session]) -> Iterator[Problem]:
    """`seen`: the session as each track sees it, since steps may be for one track alone."""
    ideal = session.minutes.ideal
    for total in sorted({sum(step.minutes for step in each.steps.values()) for each in seen} - {ideal}):
        details = {"total": str(total), "ideal": str(ideal)}
        yield Problem("steps-not-ideal", f"{address(session)}/minutes", details)


def check_cases(scope: Scope) -> Iterator[Problem]:
    """What a case needs of the law is so in the kit's country."""
    for name, case in scope.kit.cases.items():
        if scope.is_faulty(f"cases/{name}"):
            continue
        yield from _needs(case, scope)


def _needs(case: Case, scope: Scope) -> Iterator[Problem]:
    name = country_of(case) or scope.kit.about.country or ""
    country = scope.kit.shared.countries.get(name)
    if country is None or scope.is_faulty(f"countries/{name}"):
        return
    for topic, duty in unmet_needs(case, scope.kit, name):
        if duty is not None:
            details = {"topic": topic, "country": country.country}
            yield Problem("duty-differs", f"{address(case)}/needs/{topic}", details)


def check_worksheets(scope: Scope) -> Iterator[Problem]:
    """A field to tick has something to tick, a table has columns; rows name columns that exist."""
    for name, sheet in scope.kit.worksheets.items():
        if not scope.is_faulty(f"worksheets/{name}"):
            yield from _fields(sheet)


def _fields(sheet: Worksheet) -> Iterator[Problem]:
    for name, field in sheet.fields.items():
        unit = f"{address(sheet)}/fields/{name}"
        if field.kind in ("tick", "choice") and not field.options:
            yield Problem("needs-field", unit, {"field": "kind", "needs": "options"})
        if field.kind == "table" and not field.columns:
            yield Problem("needs-field", unit, {"field": "kind", "needs": "columns"})
        if field.kind == "table" and not field.rows and not field.blank_rows:
            yield Problem("needs-field", unit, {"field": "kind", "needs": "rows, blank_rows"})
        for row, cells in field.rows.items():
            for column in cells:
                if field.columns and column not in field.columns:
                    details = {"value": column, "kind": "columns", "nearest": ""}
                    yield Problem("unknown-name", f"{unit}/rows/{row}/{column}", details)


def check_about(scope: Scope) -> Iterator[Problem]:
    """The kit promises the language it is written in."""
    about = scope.kit.about
    if not scope.is_unread("kit") and about.language not in about.languages:
        details = {"language": about.language, "languages": ", ".join(about.languages)}
        yield Problem("language-not-promised", "kit/languages", details)


def check_media(scope: Scope) -> Iterator[Problem]:
    """A drawing that nobody uses is said, not refused."""
    kit = scope.kit
    if scope.unread:
        return
    used = {room.drawing for room in kit.logistics.rooms.values()}
    used.update(visit.value for module in scope.modules for visit in visits(module, "") if is_picture(visit))
    for name in kit.media:
        if name not in used:
            yield Problem("drawing-unused", f"media/{name}", {"name": name}, Severity.WARNING)


# ── translations ────────────────────────────────────────────────────────────────────────────────────────────────────

_GAPS = {
    Status.MISSING: "missing-translation",
    Status.STALE: "stale-translation",
    Status.DRAFT: "draft-translation",
}


def check_translations(kit: Kit) -> tuple[Problem, ...]:
    """What is missing, stale or a draft in the languages that the kit promises, unit by unit."""
    scope = Scope(kit)
    every = (*scope.every_text(), *scope.shared_texts)
    return tuple(problem for text in every if holds_words(text.source) for problem in _gaps(text, kit.about.languages))


def _gaps(text: Text, languages: tuple[str, ...]) -> Iterator[Problem]:
    for language in languages:
        code = _GAPS.get(text.status(language))
        # What a region does not say itself waits in its base.
        own = language in text.translations or base_of(language) not in (text.language, *languages)
        if code and (own or base_of(language) == language):
            yield Problem(code, text.unit, {"language": language})
