"""The pages of editors: the state of the library, its lists, decisions about what changed upstream, a new adaptation.

Each parses its address, asks one service, and answers. Refuses to change a kit that came with the program: it is read
and never written.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainingkit.domain.access import Action
from trainingkit.domain.changes import DriftKind
from trainingkit.domain.drift import word_difference
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import Status, Text
from trainingkit.errors import Conflict, ContentError, KitFaulty, NotAllowed, NotFound, Problem, UsageError
from trainingkit.i18n.catalogues import mark, messages_for
from trainingkit.i18n.problems import sentence_of
from trainingkit.i18n.wording import wording_for
from trainingkit.services.accounts import note_done
from trainingkit.services.adapting import Wish
from trainingkit.services.cards import countries_of, scribe_for
from trainingkit.services.findings import Findings
from trainingkit.services.handouts import sector_words
from trainingkit.services.ownkits import begin_adaptation, decide, is_own
from trainingkit.services.readings import Readings
from trainingkit.services.staff import (
    drifts_of,
    gaps_of,
    get_kit,
    law_due,
    module_uses,
    problems_of_kit,
    standings_of,
    state_of,
)
from trainingkit.services.starting import choices_of, sample_for
from trainingkit.web.account import Desk, page_words
from trainingkit.web.policy import Policy, asking

staff = Blueprint("staff", __name__, template_folder="templates", url_prefix="/<any(es, en):language>/staff")

POLICIES: Mapping[str, Policy] = {
    "staff.state": Policy(Action.SEE_STATE),
    "staff.law": Policy(Action.SEE_STATE),
    "staff.kit_problems": Policy(Action.SEE_STATE),
    "staff.kit_gaps": Policy(Action.SEE_STATE),
    "staff.kit_modules": Policy(Action.SEE_STATE),
    "staff.kit_drift": Policy(Action.SEE_STATE),
    "staff.decide_one": Policy(Action.ADAPT_KIT),
    "staff.adapt_one": Policy(Action.ADAPT_KIT),
}

Answer = str | Response | tuple[str, int]

KINDS: Mapping[DriftKind, str] = {
    DriftKind.CHANGED: mark("Changed upstream"),
    DriftKind.NEW: mark("New upstream"),
    DriftKind.GONE: mark("Gone upstream"),
}
STATUSES: Mapping[Status, str] = {
    Status.MISSING: mark("Missing"),
    Status.STALE: mark("Behind its source"),
    Status.DRAFT: mark("Draft"),
}
MODULE_WORDS: Mapping[str, str] = {
    "sessions": mark("Sessions"),
    "cases": mark("Cases"),
    "role-plays": mark("Role plays"),
    "responses": mark("Responses"),
    "handouts": mark("Handouts"),
    "worksheets": mark("Worksheets"),
    "techniques": mark("Techniques"),
    "cards": mark("Cards"),
    "posters": mark("Posters"),
}
_LONGEST = 200
_REFUSALS: Mapping[str, tuple[str, str]] = {
    "bad-kit-id": ("name", mark("Use small letters, digits and hyphens, as in san-miguel.")),
    "kit-exists": ("name", mark("There is a kit with this id already. Choose another.")),
    "--variant": ("variant", mark("This kit has no such variant. Choose one that it has, or none.")),
    "--country": ("country", mark("Choose a country from the list.")),
    "--sector": ("sector", mark("Choose a sector from the list.")),
}
"""Which field a refusal of `adapt` is about, and what mends it."""


def readings() -> Readings:
    """The kits of the app that answers this request."""
    found = current_app.extensions["trainingkit-readings"]
    if not isinstance(found, Readings):
        raise TypeError("the app was not made with kits")
    return found


def findings() -> Findings:
    """What is known to be wrong with them."""
    found = current_app.extensions["trainingkit-findings"]
    if not isinstance(found, Findings):
        raise TypeError("the app was not made with kits")
    return found


def words_of(kit: Kit) -> Callable[[Text], str]:
    """Says texts of a kit in the language of the page, or in its own."""
    say = scribe_for(kit, sample_for(kit, next(choices_of(kit)))[1], g.language)
    return say.plain


def _title_of(kit: Kit) -> str:
    return words_of(kit)(kit.about.title)


def titles_of(found: Readings) -> Mapping[str, str]:
    """What kits are called, by id."""
    return {
        kit.id: found.once(f"title {g.language}", reading, partial(_title_of, kit)) for reading, kit in found.sound()
    }


def _page(template: str, **values: Any) -> str:
    return render_template(
        f"staff/{template}", wording=wording_for(g.language, ""), statuses=STATUSES, **page_words(), **values
    )


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


@staff.get("/")
def state() -> str:
    """The whole library on one page; each number leads to its list."""
    desk, found = Desk.here(), readings()
    if unread := found.unread():
        return _page("state.html", unread=unread)
    kits = state_of(found, findings(), desk.db_session)
    titles = titles_of(found)
    due = law_due(found, desk.server.clock().date())
    return _page("state.html", kits=kits, titles=titles, past=sum(each.past for each in due), due=len(due))


@staff.get("/law")
def law() -> str:
    """Facts of law past their review date, or due soon."""
    found = readings()
    due = law_due(found, Desk.here().server.clock().date())
    kit = next((kit for _, kit in found.sound()), None)
    say = words_of(kit) if kit else None
    titles = {(each.country, each.topic): say(each.title) for each in due} if say else {}
    return _page("law.html", due=due, titles=titles, countries=countries_of(found, g.language))


# ── one kit ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _kit_page(template: str, name: str, here: str, **values: Any) -> str:
    reading = readings().of(name)
    title = words_of(reading.kit)(reading.kit.about.title) if reading.kit else name
    adapts = reading.base is not None
    return _page(template, kit=name, title=title, here=here, adapts=adapts, own=is_own(readings(), name), **values)


@staff.get("/kits/<kit>/")
def kit_problems(kit: str) -> str:
    """What is wrong with a kit, errors first."""
    finding = findings().of(readings().of(kit))
    found = problems_of_kit(finding)
    return _kit_page("problems.html", kit, "problems", found=found, finding=finding, say_problem=_said)


def _said(problem: Problem) -> tuple[str, str]:
    return sentence_of(problem, messages_for(g.language).gettext)


@staff.get("/kits/<kit>/translation/<tongue>")
def kit_gaps(kit: str, tongue: str) -> str:
    """The texts that are missing in a language, or behind."""
    found = get_kit(readings(), kit)
    standing = next((each for each in standings_of(found) if each.language == tongue), None)
    if standing is None:
        raise NotFound("no-such-language", name=tongue)
    return _kit_page("gaps.html", kit, tongue, gaps=gaps_of(found, tongue), standing=standing, source=found.about)


@staff.get("/kits/<kit>/modules")
def kit_modules(kit: str) -> str:
    """Where each module is used."""
    found = get_kit(readings(), kit)
    uses = module_uses(readings(), found, Desk.here().db_session)
    say = words_of(found)
    variants = {name: say(each.title) for name, each in found.variants.items()}
    titles = {(each.kind, each.name): say(each.title) for each in uses}
    return _kit_page("modules.html", kit, "modules", uses=uses, titles=titles, variants=variants, kinds=MODULE_WORDS)


@staff.get("/kits/<kit>/drift")
def kit_drift(kit: str) -> str:
    """What changed upstream and waits for a decision, text by text."""
    reading = readings().of(kit)
    get_kit(readings(), kit)
    if reading.base is None:
        raise NotFound("not-an-adaptation", name=kit)
    return _kit_page("drift.html", kit, "drift", drifts=drifts_of(reading), kinds=KINDS, difference=word_difference)


@staff.post("/kits/<kit>/drift")
def decide_one(kit: str) -> Answer:
    """Takes upstream's text at one address, or keeps what stands here."""
    desk, who = Desk.here(), asking()
    address, take = request.form.get("unit", "")[:_LONGEST], request.form.get("do") == "adopt"
    if not address or request.form.get("do") not in ("adopt", "keep"):
        raise NotFound("not-found")
    now = desk.server.clock()
    try:
        decide(readings(), kit, address, now, take=take)
    except KitFaulty:
        raise
    except (NotAllowed, UsageError, ContentError):
        raise NotFound("not-found") from None  # the page offers it for own kits that can be read alone
    note_done(
        desk.db_session,
        desk.server,
        who.id if who else "",
        f"kit.{'adopt' if take else 'keep'}",
        f"kit/{kit}"[:80],
        now,
    )
    return redirect(url_for("staff.kit_drift", kit=kit), 303)


# ── a new adaptation ────────────────────────────────────────────────────────────────────────────────────────────────


@staff.route("/adapt", methods=["GET", "POST"])
def adapt_one() -> Answer:
    """A kit of one's own that says only what differs from another."""
    desk, who, found = Desk.here(), asking(), readings()
    given = {name: _line(name) for name in ("kit", "name", "variant", "country", "sector", "title", "by")}
    if request.method == "GET":
        return _adapt_page(given, {})
    kit, _, variant = given["kit"].partition(".")
    wish = Wish(
        name=given["name"], variant=variant, **{each: given[each] for each in ("country", "sector", "title", "by")}
    )
    now = desk.server.clock()
    try:
        made = begin_adaptation(found, kit, wish, now)
    except NotFound:
        return _adapt_page(given, {"kit": mark("Choose a kit from the list.")}), 422
    except (UsageError, Conflict) as error:
        field, words = _REFUSALS[str(error.details.get("option") or error.code)]
        return _adapt_page(given, {field: words}), 422
    note_done(desk.db_session, desk.server, who.id if who else "", "kit.adapt", f"kit/{made}"[:80], now)
    return redirect(url_for("staff.kit_problems", kit=made), 303)


def _line(name: str) -> str:
    source = request.form if request.method == "POST" else request.args
    return " ".join(source.get(name, "")[:_LONGEST].split())


def _adapt_page(given: Mapping[str, str], problems: Mapping[str, str]) -> str:
    found = readings()
    choices: dict[str, str] = {}
    sectors: dict[str, str] = {}
    for _, kit in found.sound():
        say = words_of(kit)
        choices[kit.id] = say(kit.about.title)
        choices |= {f"{kit.id}.{name}": f"{choices[kit.id]} · {say(each.title)}" for name, each in kit.variants.items()}
        sectors |= {name: sector_words(name, g.language).words for name in kit.shared.sectors}
    return _page(
        "adapt.html",
        given=given,
        problems=problems,
        choices=choices,
        countries=countries_of(found, g.language),
        sectors=sectors,
    )
