"""The pages of workshops: each parses its address, asks one service, and answers.

Comes in: a request of somebody who gives the workshop (`POLICIES`, held by `policy.guard`). Goes out: a page, or the
way to the next one. Every form carries the version that it was filled from. Refuses to keep anything that somebody
else changed meanwhile: both are shown.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainingkit.domain.access import NOTHING, Action, Thing, may_at_all
from trainingkit.errors import Conflict, NotFound, Problem
from trainingkit.i18n.catalogues import mark, messages_for
from trainingkit.i18n.problems_on_pages import on_page
from trainingkit.i18n.wording import wording_for
from trainingkit.services.agendadesk import Clash, keep_agenda, show_agenda
from trainingkit.services.agendadesk import Sent as SentAgenda
from trainingkit.services.answers import Reader, read_answers
from trainingkit.services.cards import cards_of, countries_of, scribe_for
from trainingkit.services.desk import (
    Office,
    Saving,
    copy_workshop,
    create_workshop,
    earlier,
    erase,
    list_workshops,
    open_workshop,
    restore,
    share,
    thing_of,
    undo,
    unshare,
)
from trainingkit.services.fitdesk import PARTS as FIT_PARTS
from trainingkit.services.fitdesk import offers_for, read_wish, take
from trainingkit.services.handouts import sector_words
from trainingkit.services.localfacts import FACTS_FORM
from trainingkit.services.readings import Readings
from trainingkit.services.screens import Screen, Sent, Shown, keep, retell, show
from trainingkit.services.server import DbSession
from trainingkit.services.telling import told
from trainingkit.services.texts import find_texts, text_screen
from trainingkit.services.workshopchecks import problems_of
from trainingkit.web.account import Desk, page_words
from trainingkit.web.bodies import files_sent
from trainingkit.web.factors import clean_name
from trainingkit.web.policy import Policy, asking
from trainingkit.web.ways import SCREENS, way_to

workshops = Blueprint(
    "workshops", __name__, template_folder="templates", url_prefix="/<any(es, en):language>/workshops"
)

Answer = str | Response | tuple[str, int]

TABS: Mapping[str, str] = {
    **{name: SCREENS[name].title for name in ("about", "when", "people")},
    "agenda": mark("Agenda"),
    "fit": mark("Fit to the time"),
    "kit": mark("Kit and variant"),
    "facts": FACTS_FORM.title,
    "texts": mark("Texts"),
    "prints": mark("Print"),
}
"""What stands beside every page of a workshop, in its order."""
PARTS: Mapping[str, str] = {
    "about": mark("Name, country, languages"),
    "when": mark("Place, dates, hours"),
    "people": mark("People, groups, care"),
    "agenda": mark("Agenda"),
    "words": mark("Texts and values"),
}
"""What can be undone by itself."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What these pages need from the app."""

    office: Office
    db_session: DbSession

    @staticmethod
    def here() -> "Bench":
        """Of the app that answers this request."""
        desk = Desk.here()
        readings = current_app.extensions["trainingkit-readings"]
        if not isinstance(readings, Readings):
            raise TypeError("the app was not made with kits")
        return Bench(Office(desk.server, readings), desk.db_session)


def the_workshop(values: Mapping[str, Any]) -> Thing:
    """The workshop that an address names."""
    return thing_of(Desk.here().db_session, str(values["ident"]))


_ONE = Policy(Action.SEE_WORKSHOP, Action.EDIT_WORKSHOP, the_workshop)

POLICIES: Mapping[str, Policy] = {
    "workshops.mine": Policy(Action.CREATE_WORKSHOP),
    "workshops.new": Policy(Action.CREATE_WORKSHOP),
    "workshops.one": _ONE,
    "workshops.form": _ONE,
    "workshops.agenda": _ONE,
    "workshops.fit": _ONE,
    "workshops.texts": _ONE,
    "workshops.text": _ONE,
    "workshops.undo": _ONE,
    "workshops.past": _ONE,
    "workshops.copy": _ONE,
    "workshops.shared": Policy(Action.SHARE_WORKSHOP, find=the_workshop),
    "workshops.unshared": Policy(Action.SHARE_WORKSHOP, find=the_workshop),
    "workshops.erased": Policy(Action.SEE_WORKSHOP, Action.ERASE_WORKSHOP, the_workshop),
}


def me() -> str:
    """The account that asks; a policy has let it in."""
    account = asking()
    if account is None:
        raise NotFound("not-found")
    return account.id


def say_problem(problem: Problem) -> tuple[str, str]:
    """What is wrong and how to mend it, in the language of the page."""
    today = {"today": Desk.here().server.clock().date().isoformat()}
    return on_page(replace(problem, details={**today, **problem.details}), messages_for(g.language).gettext)


def page(template: str, **values: Any) -> str:
    """A page of ours with what all of them need."""
    wording = wording_for(g.language, "")
    words = {
        "say_problem": say_problem,
        "wording": wording,
        "tabs": TABS,
        "parts": PARTS,
        "way_to": way_to,
        "screens": SCREENS,
        "at": at,
    }
    return render_template(f"workshops/{template}", **page_words(), **words, request_args=request.args, **values)


def at(minutes: int) -> str:
    """A moment of a day as clocks say it; past midnight it begins again."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


# ── all of one's own ────────────────────────────────────────────────────────────────────────────────────────────────


@workshops.get("/")
def mine() -> str:
    """The workshops that one gives."""
    bench = Bench.here()
    countries = countries_of(bench.office.readings, g.language)
    return page("mine.html", lines=list_workshops(bench.db_session, bench.office, me()), countries=countries)


@workshops.route("/new", methods=["GET", "POST"])
def new() -> Answer:
    """Cards, and four answers."""
    bench = Bench.here()
    cards = cards_of(bench.office.readings, g.language)
    countries = countries_of(bench.office.readings, g.language)
    reader = Reader(request.values)
    if request.method == "POST" and not staying():
        found = read_answers(request.form, countries, [card.name for card in cards])
        if not isinstance(found, Reader):
            ident = create_workshop(bench.db_session, bench.office, found, me(), once())
            return redirect(url_for("workshops.one", ident=ident), 303)
        reader = found
    said = request.values
    body = page("new.html", cards=cards, countries=countries, said=said, problems=reader.problems, once=once() or key())
    return (body, 422) if reader.problems else body


def once() -> str:
    """By what a form tells one press of its button from another: sent twice, it is done once."""
    return request.form.get("once", "")[:40]


def key() -> str:
    """A new one, for a form that is shown."""
    return secrets.token_hex(16)


def staying() -> bool:
    """Whether a form was sent only to be seen in the other language."""
    return request.form.get("go") == "stay"


# ── one of them ─────────────────────────────────────────────────────────────────────────────────────────────────────


@workshops.get("/<ident>/")
def one(ident: str) -> str:
    """A workshop: what is wrong with it, and the way to everything that can be done with it."""
    bench = Bench.here()
    opened = open_workshop(bench.db_session, bench.office, ident)
    found = [told(each, opened, g.language) for each in problems_of(opened, bench.office.readings)]
    words = scribe_for(opened.kit, opened.workshop, g.language)
    leads = may_at_all(asking(), Action.SHARE_WORKSHOP, opened.thing)
    sector = sector_words(opened.kit.about.sector or "", g.language).words
    return page("one.html", opened=opened, found=found, leads=leads, words=words, sector=sector, once=key())


@workshops.route("/<ident>/set/<name>", methods=["GET", "POST"])
def form(ident: str, name: str) -> Answer:
    """One of the forms."""
    screen = SCREENS.get(name)
    if screen is None:
        raise NotFound("not-found")
    return settled(ident, name, screen, url_for("workshops.form", ident=ident, name=name))


def settled(ident: str, name: str, screen: Screen, here: str) -> Answer:
    """A form that was asked for, or sent. `here`: its own address."""
    bench = Bench.here()
    if request.method == "GET":
        return _shown(name, screen, here, show(bench.db_session, bench.office, ident, screen, g.language))
    sent = Sent(request.form, me(), g.language, files_sent())
    settle = retell if staying() else keep
    shown = settle(bench.db_session, bench.office, ident, screen, sent)
    return redirect(f"{here}?saved=1", 303) if shown.state == "saved" else _shown(name, screen, here, shown)


STATUS = {"wrong": 422, "conflict": 409}


def _shown(name: str, screen: Screen, here: str, shown: Shown) -> Answer:
    saved = "saved" in request.args
    body = page("form.html", name=name, screen=screen, shown=shown, opened=shown.opened, saved=saved, here=here)
    status = STATUS.get(shown.state, 200)
    return (body, status) if status != 200 else body


@workshops.get("/<ident>/texts")
def texts(ident: str) -> str:
    """Looks for texts, to say them otherwise."""
    bench = Bench.here()
    query = request.args.get("q", "")[:200]
    opened = open_workshop(bench.db_session, bench.office, ident)
    found, count = find_texts(opened, query, g.language)
    return page("texts.html", opened=opened, query=query, found=found, count=count)


@workshops.route("/<ident>/texts/<path:unit>", methods=["GET", "POST"])
def text(ident: str, unit: str) -> Answer:
    """One text in each language."""
    return settled(ident, "texts", text_screen(unit), url_for("workshops.text", ident=ident, unit=unit))


@workshops.route("/<ident>/agenda", methods=["GET", "POST"])
def agenda(ident: str) -> Answer:
    """The agenda: every button sends all of it, so that nothing typed is lost, and the answer has the new times."""
    bench = Bench.here()
    if request.method == "GET":
        return page("agenda.html", shown=show_agenda(bench.db_session, bench.office, ident, g.language))
    found = keep_agenda(bench.db_session, bench.office, ident, SentAgenda(request.form, me(), g.language))
    if isinstance(found, Clash):
        return page("clash.html", clash=found, said=said_again(request.form)), 409
    pressed = request.form.get("do", "").partition(":")[2].partition(":")[0]
    return redirect(url_for("workshops.agenda", ident=ident, _anchor=pressed[:80] or None), 303)


@workshops.route("/<ident>/fit", methods=["GET", "POST"])
def fit(ident: str) -> Answer:
    """How much time there is; with that, three proposals side by side; one of them taken over."""
    bench = Bench.here()
    opened = open_workshop(bench.db_session, bench.office, ident)
    countries = countries_of(bench.office.readings, g.language)
    wish = read_wish(request.values, opened) if "days" in request.values else None
    if wish is None or isinstance(wish, Reader):
        problems = wish.problems if wish else {}
        body = page("fit.html", opened=opened, countries=countries, said=request.values, problems=problems, found=None)
        return (body, 422) if problems else body
    if request.method == "POST":
        reader = Reader(request.form)
        versions = {part: reader.number(f"version.{part}", 0, 10**9) or 0 for part in FIT_PARTS}
        choose = reader.number("choose", 1, 3) or 0
        take(bench.db_session, bench.office, ident, wish, choose, Saving(versions, me()))
        return redirect(url_for("workshops.one", ident=ident, fitted=1), 303)
    found = offers_for(bench.db_session, bench.office, ident, wish, g.language)
    return page("fit.html", opened=opened, countries=countries, said=request.values, problems={}, found=found)


def said_again(said: Mapping[str, str]) -> Mapping[str, str]:
    """A form's fields, to be sent once more."""
    return {name: value for name, value in said.items() if name not in ("csrf_token", "take")}


# ── undoing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@workshops.get("/<ident>/before/<part>")
def past(ident: str, part: str) -> str:
    """What a part said before, to have it back."""
    bench = Bench.here()
    states = earlier(bench.db_session, ident, part)
    opened = open_workshop(bench.db_session, bench.office, ident)
    return page("before.html", opened=opened, part=part, states=states)


@workshops.post("/<ident>/undo/<part>", endpoint="undo")
def undone(ident: str, part: str) -> Answer:
    """Has back what a part said in a version, by itself what the last change of it changed."""
    bench = Bench.here()
    if part not in PARTS:
        raise NotFound("not-found")
    reader = Reader(request.form)
    version = reader.number("version", 1, 10**9) or 0
    saving = Saving({part: version}, me())
    if wanted := reader.number("to", 1, 10**9, needed=False):
        restore(bench.db_session, bench.office, ident, {part: wanted}, saving)
    else:
        undo(bench.db_session, bench.office, ident, part, saving)
    return redirect(back_to(ident, part), 303)


def back_to(ident: str, part: str) -> str:
    """The page that shows a part."""
    if part == "agenda":
        return url_for("workshops.agenda", ident=ident)
    return url_for("workshops.form", ident=ident, name="facts" if part == "words" else part, saved=1)


# ── others ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@workshops.post("/<ident>/copy")
def copy(ident: str) -> Response:
    """Another one that says the same."""
    bench = Bench.here()
    if not may_at_all(asking(), Action.CREATE_WORKSHOP, NOTHING):
        raise NotFound("not-found")
    made = copy_workshop(bench.db_session, bench.office, ident, me(), once())
    return redirect(url_for("workshops.one", ident=made, copied=1), 303)


@workshops.route("/<ident>/share", methods=["GET", "POST"])
def shared(ident: str) -> Answer:
    """Who gives it, and who else may."""
    bench = Bench.here()
    problem: Problem | None = None
    typed = request.form.get("name", "")[:80]
    if request.method == "POST":
        try:
            share(bench.db_session, bench.office, ident, clean_name(typed), me())
            return redirect(url_for("workshops.shared", ident=ident), 303)
        except NotFound:
            problem = Problem("form-no-account", "name")
        except Conflict:
            problem = Problem("form-shared-already", "name")
    opened = open_workshop(bench.db_session, bench.office, ident)
    body = page("share.html", opened=opened, problem=problem, typed=typed)
    return (body, 422) if problem else body


@workshops.post("/<ident>/share/<account>")
def unshared(ident: str, account: str) -> Response:
    """Somebody gives it no more."""
    bench = Bench.here()
    unshare(bench.db_session, bench.office, ident, account, me())
    return redirect(url_for("workshops.shared", ident=ident), 303)


@workshops.route("/<ident>/erase", methods=["GET", "POST"])
def erased(ident: str) -> Answer:
    """Asks once more, then it is gone."""
    bench = Bench.here()
    if request.method == "POST":
        erase(bench.db_session, bench.office, ident, me())
        return redirect(url_for("workshops.mine"), 303)
    return page("erase.html", opened=open_workshop(bench.db_session, bench.office, ident))
