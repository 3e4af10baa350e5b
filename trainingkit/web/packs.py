"""Packs by link: each view parses its address, asks one service, and answers.

Comes in: a request of somebody who may see guides, to make a link or take it back; or of anybody who has one. Goes out:
a page, or the archive. Refuses a link that is over, taken back, or was never made, all with the same page as what does
not exist.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request, send_file, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from trainingkit.domain.access import Action, Thing
from trainingkit.i18n.wording import wording_for
from trainingkit.services.accounts import note_done
from trainingkit.services.cards import Card, cards_of
from trainingkit.services.packlinks import DAYS, PackWish, get_link, links_of, make_link, open_link, revoke
from trainingkit.services.piles import archive, made_files
from trainingkit.services.printing import progress_of
from trainingkit.services.readings import Readings
from trainingkit.services.starting import parse_choice
from trainingkit.web.account import Desk, page_words
from trainingkit.web.pages import Shop
from trainingkit.web.policy import Policy, asking

packs = Blueprint("packs", __name__, template_folder="templates", url_prefix="/<any(es, en):language>")


def the_link(values: Mapping[str, Any]) -> Thing:
    """The link that an address names, by whose it is."""
    return Thing(owner=get_link(Desk.here().db_session, str(values["ident"])).made_by or "")


POLICIES: Mapping[str, Policy] = {
    "packs.all_links": Policy(Action.MAKE_LINK),
    "packs.take_back": Policy(Action.REVOKE_LINK, find=the_link),
    "packs.pack": Policy(Action.OPEN_LINK),
    "packs.pack_file": Policy(Action.OPEN_LINK),
}


def _cards() -> Sequence[Card]:
    """A pack is of a whole kit, or of one track of it; a variant's papers are those of the kit."""
    readings = current_app.extensions["trainingkit-readings"]
    if not isinstance(readings, Readings):
        raise TypeError("the app was not made with kits")
    return [card for card in cards_of(readings, g.language) if not card.variant]


@packs.route("/packs/", methods=["GET", "POST"])
def all_links() -> str:
    """One's own links, and a new one, whose secret is shown this once."""
    desk = Desk.here()
    who = asking()
    cards = _cards()
    link = ""
    if request.method == "POST":
        wish = _wish(cards)
        if wish is None or who is None:
            raise BadRequest
        now = desk.server.clock()
        made, secret = make_link(desk.db_session, wish, who.id, now)
        note_done(desk.db_session, desk.server, who.id, "link.make", f"link/{made.id}", now)
        link = url_for("packs.pack", secret=secret, _external=True)
    mine = links_of(desk.db_session, who.id if who else "", desk.server.clock())
    titles = {parse_choice(card.name).kit: card for card in cards}
    return render_template(
        "packs/all.html",
        cards=cards,
        days=DAYS,
        link=link,
        links=mine,
        titles=titles,
        wording=_wording(),
        **page_words(),
    )


def _wording() -> Any:
    return wording_for(g.language, "")


def _wish(cards: Sequence[Card]) -> PackWish | None:
    """What the form asks for; None for what it never offered."""
    card = next((each for each in cards if each.name == request.form.get("kit")), None)
    days = next((each for each in DAYS if str(each) == request.form.get("days")), None)
    if card is None or days is None:
        return None
    languages = tuple(each for each in card.languages if each in request.form.getlist("languages"))
    choice = parse_choice(card.name)
    return PackWish(kit=choice.kit, languages=languages or card.languages, days=days, track=choice.track)


@packs.post("/packs/<ident>/take-back")
def take_back(ident: str) -> Response:
    """Whoever has the link finds nothing any more."""
    desk = Desk.here()
    who = asking()
    now = desk.server.clock()
    revoke(desk.db_session, ident, now)
    note_done(desk.db_session, desk.server, who.id if who else "", "link.revoke", f"link/{ident}", now)
    return redirect(url_for("packs.all_links"), 303)


# ── for whoever has the link ────────────────────────────────────────────────────────────────────────────────────────


@packs.get("/pack/<secret>/")
def pack(secret: str) -> str:
    """What is in it, how large it is, until when."""
    desk = Desk.here()
    link, job = open_link(desk.db_session, secret, desk.server.clock())
    files = made_files(job, Shop.here().store) if job.state == "done" else ()
    card = next((each for each in _cards() if parse_choice(each.name).kit == link.kit), None)
    return render_template(
        "packs/one.html",
        link=link,
        secret=secret,
        card=card,
        files=files,
        progress=progress_of(job),
        total=sum(each.artefact.size for each in files),
        wording=_wording(),
        **page_words(),
    )


@packs.get("/pack/<secret>/pack.zip")
def pack_file(secret: str) -> Response:
    """The archive; a download that broke off can go on."""
    desk, shop = Desk.here(), Shop.here()
    link, job = open_link(desk.db_session, secret, desk.server.clock())
    path = archive(made_files(job, shop.store), shop.store.folder / "archives")
    return send_file(
        path, "application/zip", as_attachment=True, download_name=f"{link.kit}.zip", etag=path.stem, max_age=0
    )
