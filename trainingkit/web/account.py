"""The pages of one's own account, and those by which accounts begin: each parses, asks one service, and answers.

Comes in: a form. Goes out: a page. Who may see which is `POLICIES`, held by `policy.guard`. Refuses to say why a link
does not hold; of a name or a password it says what mends it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, session, url_for
from flask_security import current_user
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from trainingkit.domain.access import NOTHING, Account, Action, Rank, Thing, may_at_all
from trainingkit.errors import Conflict
from trainingkit.i18n.catalogues import mark
from trainingkit.services.accounts import list_accounts, note_done, set_active
from trainingkit.services.invitations import accept, get_invitation, invite, invite_back, renew
from trainingkit.services.readings import Readings
from trainingkit.services.server import DbSession, Server
from trainingkit.services.sessions import end_sessions, mark_of, sessions_of
from trainingkit.web.factors import PASSWORD_LEAST, PASSWORD_MOST, clean_name, hashed, is_name
from trainingkit.web.guessing import is_guessable, is_leaked
from trainingkit.web.pages import language_of_address, words_for
from trainingkit.web.policy import Policy, asking

account = Blueprint("account", __name__, template_folder="templates", url_prefix="/<any(es, en):language>")

RANKS: Mapping[Rank, str] = {
    Rank.PARTNER: mark("Partner organisation"),
    Rank.FACILITATOR: mark("Facilitator"),
    Rank.TRANSLATOR: mark("Translator"),
    Rank.EDITOR: mark("Editor"),
    Rank.ADMIN: mark("Administrator"),
}
"""As the pages call them."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What these pages need from the app."""

    server: Server
    db_session: DbSession

    @staticmethod
    def here() -> "Desk":
        """Of the app that answers this request."""
        found = current_app.extensions["trainingkit-desk"]
        if not isinstance(found, Desk):
            raise TypeError("the app was not made with a server")
        return found


def own_session(_values: Mapping[str, Any]) -> Thing:
    """One's own sessions: those of others are not listed here."""
    return Thing(owner=str(current_user.id))


POLICIES: Mapping[str, Policy] = {
    "account.mine": Policy(Action.SEE_OWN_ACCOUNT),
    "account.late": Policy(Action.SEE_OWN_ACCOUNT),
    "account.end": Policy(Action.END_SESSIONS, find=own_session),
    "account.accounts": Policy(Action.LIST_ACCOUNTS),
    "account.invite_one": Policy(Action.INVITE_PARTNER),
    "account.suspend_one": Policy(Action.SUSPEND),
    "account.renew_one": Policy(Action.RENEW_PASSWORD),
    "account.welcome": Policy(Action.ACCEPT_INVITATION),
    "security.login": Policy(Action.SIGN_IN),
    "security.logout": Policy(Action.SIGN_IN),
    "security.verify": Policy(Action.CHANGE_OWN_ACCOUNT),
    "security.two_factor_setup": Policy(Action.SIGN_IN),  # before anybody is signed in, by what their session says
    "security.two_factor_setup_validate": Policy(Action.CHANGE_OWN_ACCOUNT),
    "security.two_factor_token_validation": Policy(Action.SIGN_IN),
    "security.two_factor_rescue": Policy(Action.SIGN_IN),
    "security.tf_select": Policy(Action.SIGN_IN),
    "security.mf_recovery": Policy(Action.SIGN_IN),
    "security.mf_recovery_codes": Policy(Action.CHANGE_OWN_ACCOUNT),
}


SIGNED_IN = frozenset({"account", "security", "workshops", "packs", "staff"})
"""The blueprints whose pages are for people with an account: nobody's browser keeps them."""


# ── the language of these addresses ─────────────────────────────────────────────────────────────────────────────────


def take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """The language stands in the address and goes to no view."""
    if values and endpoint and endpoint.partition(".")[0] in SIGNED_IN:
        g.language = values.pop("language")


def give_language(endpoint: str, values: dict[str, Any]) -> None:
    """Addresses are made in the language of the page that they stand on."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values.setdefault("language", g.get("language") or language_of_address())


def page_words() -> dict[str, object]:
    """What every page here needs to speak the language of its address."""
    language = g.get("language") or language_of_address()
    return {**words_for(language), "ranks": RANKS, "place_in": place_in}


def place_in(language: str) -> str:
    """This very page in another language."""
    rule = request.url_rule
    if rule is None or not request.endpoint or "GET" not in (rule.methods or ()):
        return url_for("account.mine", language=language)
    return url_for(request.endpoint, **{**(request.view_args or {}), "language": language})


# ── one's own ───────────────────────────────────────────────────────────────────────────────────────────────────────


@account.get("/account/")
def mine() -> str:
    """One's own account: what it is for, how it is kept safe, where it is signed in."""
    desk = Desk.here()
    ident = str(current_user.id)
    here = session.secret if hasattr(session, "secret") else ""
    found = sessions_of(desk.server.database, ident, desk.server.clock())
    who = asking()
    return render_template(
        "account/mine.html",
        me=current_user,
        sessions=found,
        here=mark_of(here) if here else "",
        may_list=may_at_all(who, Action.LIST_ACCOUNTS, NOTHING),
        may_invite=may_at_all(who, Action.INVITE_PARTNER, NOTHING),
        may_begin=may_at_all(who, Action.CREATE_WORKSHOP, NOTHING),
        may_see_state=may_at_all(who, Action.SEE_STATE, NOTHING),
        codes_left=len(current_user.mf_recovery_codes or []),
        **page_words(),
    )


@account.post("/account/sessions")
def end() -> Response:
    """Ends one session, or all but this."""
    desk = Desk.here()
    end_sessions(desk.db_session, str(current_user.id), request.form.get("session", "")[:16])
    return redirect(url_for("account.mine"))


# ── those of others ─────────────────────────────────────────────────────────────────────────────────────────────────


@account.get("/account/all")
def accounts() -> str:
    """Every account."""
    return render_template("account/all.html", lines=list_accounts(Desk.here().db_session), **page_words())


@account.route("/account/invite", methods=["GET", "POST"])
def invite_one() -> str:
    """A link for a new account, shown this once."""
    desk = Desk.here()
    who = asking()
    choices = ranks_for(who)
    link = ""
    if request.method == "POST":
        chosen = next((rank for rank in choices if rank.value == request.form.get("rank")), None)
        if chosen is None or who is None:
            raise BadRequest
        now = desk.server.clock()
        secret = invite(desk.db_session, chosen, who.id, now)
        note_done(desk.db_session, desk.server, who.id, "account.invite", f"rank/{chosen.value}", now)
        link = url_for("account.welcome", secret=secret, _external=True)
    return render_template("account/invite.html", choices=choices, link=link, **page_words())


def ranks_for(who: Account | None) -> tuple[Rank, ...]:
    """To which ranks somebody may invite."""
    return tuple(Rank) if may_at_all(who, Action.INVITE, NOTHING) else (Rank.PARTNER,)


@account.post("/account/all/<ident>")
def suspend_one(ident: str) -> Response:
    """Suspends an account or lets it in again."""
    desk = Desk.here()
    set_active(desk.db_session, desk.server, ident, str(current_user.id), active=request.form.get("state") == "active")
    return redirect(url_for("account.accounts"))


@account.post("/account/all/<ident>/password")
def renew_one(ident: str) -> str:
    """A link for somebody who forgot the password, shown this once."""
    desk = Desk.here()
    now, me = desk.server.clock(), str(current_user.id)
    secret = invite_back(desk.db_session, ident, me, now)
    note_done(desk.db_session, desk.server, me, "account.new-password", f"account/{ident}", now)
    link = url_for("account.welcome", secret=secret, _external=True)
    return render_template("account/renew.html", link=link, **page_words())


# ── the first page of a new one ─────────────────────────────────────────────────────────────────────────────────────


@account.route("/invitation/<secret>", methods=["GET", "POST"])
def welcome(secret: str) -> str | Response | tuple[str, int]:
    """Where a link leads: a name and a password of one's choice. Looking uses nothing up."""
    desk = Desk.here()
    now = desk.server.clock()
    invitation = get_invitation(desk.db_session, secret, now)
    if invitation.account_id:
        return new_password(secret)
    rank = Rank(str(invitation.role))
    name = clean_name(request.form.get("username", ""))
    if request.method == "POST":
        password = request.form.get("password", "")
        problems = problems_of(name, password)
        if not problems:
            try:
                accept(desk.db_session, secret, name, lambda: hashed(password), now)
                return redirect(url_for("security.login"))
            except Conflict:
                problems = {"username": mark("This name is taken. Choose another.")}
        return page_of_welcome(rank, name, problems), 422
    return page_of_welcome(rank, name, {})


def new_password(secret: str) -> str | Response | tuple[str, int]:
    """Where a link leads that is for an account which exists. Whose it is, the page does not tell."""
    desk = Desk.here()
    password = request.form.get("password", "")
    problems = {name: words for name, words in problems_of("", password).items() if name == "password"}
    if request.method == "POST" and not problems:
        renew(desk.db_session, secret, lambda: hashed(password), desk.server.clock())
        return redirect(url_for("security.login"))
    shown = problems if request.method == "POST" else {}
    page = render_template("account/password.html", problems=shown, **page_words())
    return (page, 422) if shown else page


def page_of_welcome(rank: Rank, name: str, problems: Mapping[str, str]) -> str:
    """The form, with what was typed and what is wrong with it; a password is never sent back."""
    return render_template("account/welcome.html", rank=rank, name=name, problems=problems, **page_words())


def _kit_names() -> tuple[str, ...]:
    found = current_app.extensions["trainingkit-readings"]
    return found.names() if isinstance(found, Readings) else ()


def problems_of(name: str, password: str) -> dict[str, str]:
    """What is wrong with a name and a password, by field."""
    found = {}
    if not is_name(name):
        found["username"] = mark("Use 3 to 40 letters, digits, hyphens, dots or underscores.")
    if problem := problem_of(name, password):
        found["password"] = problem
    return found


def problem_of(name: str, password: str) -> str:
    """What is wrong with a password, if anything."""
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        return mark("Use 12 to 128 characters. Four words that nobody would say together are good.")
    is_of_name = bool(name) and name in password.casefold()
    if len(set(password)) < PASSWORD_LEAST // 2 or is_of_name or is_guessable(password, _kit_names()):
        return mark("This password is easily guessed. Choose another, without your name in it.")
    if is_leaked(password):
        return mark(
            "This password was leaked somewhere before, with or without the digits and signs around it, so it is among "
            "the first that are tried. Choose another."
        )
    return ""
