"""What a request may carry: the forms of our own pages, and nothing larger or stranger.

Comes in: a request. Goes out: nothing, or a refusal: 413 for more than any form of ours holds, 415 for what is no form.
Fields that no page has are ignored; those by which somebody would make more of herself are noted in the audit trail.
"""

from flask import Response, current_app, g, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from trainingkit.services.accounts import note_refused
from trainingkit.services.server import Server
from trainingkit.web.policy import asking

MOST_FIELDS = 1_000
"""The longest agenda has some three hundred."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
FILES_BYTES = 4_000_000
"""What the form with a file in it may carry: twice what a file may have, so that who chose a larger one is told at its
field and loses nothing that was typed."""
LOOKING = ("GET", "HEAD", "OPTIONS")

PRESUMED = frozenset(
    {
        *("role", "roles", "ranks", "permissions", "admin", "is_admin", "active"),
        *("owner", "owner_id", "user", "user_id", "account_id", "by", "made_by", "member", "members"),
        *("id", "ident", "workshop_id", "sealed"),
    }
)
"""Names that somebody tries who wants more than a form gives. The adaptation's `by` is a field, and is looked for where
it is none."""


def check_body() -> None:
    """Before a view: whether what was sent is a form, and of a size that a form can have."""
    if request.endpoint is None:
        return
    if request.endpoint == "workshops.form" and (request.view_args or {}).get("name") == "about":
        request.max_content_length = FILES_BYTES
    if _has_body() and request.mimetype not in FORMS:
        raise UnsupportedMediaType  # for who only looks too: Flask-Security would read JSON in any request
    if request.method in LOOKING:
        return
    if sum(1 for _ in request.form.items(multi=True)) > MOST_FIELDS:
        raise RequestEntityTooLarge
    account = asking() if PRESUMED & request.form.keys() - _OWN.get(request.endpoint, frozenset()) else None
    g.presuming = account.id if account else ""


def files_sent() -> dict[str, bytes]:
    """What the files hold that came with a form, by field; fields in which none was chosen are left out."""
    return {name: each.read() for name, each in request.files.items() if each.filename}


_OWN = {"staff.adapt_one": frozenset({"by"})}


def _has_body() -> bool:
    return bool(request.content_length) or "chunked" in request.headers.get("Transfer-Encoding", "").lower()


def note_presumed(answer: Response) -> Response:
    """After a view, which ignored such fields: that they came is noted. A form of another site is nobody's doing."""
    presuming = g.pop("presuming", "")
    if presuming and answer.status_code != 400:
        server: Server = current_app.extensions["trainingkit-desk"].server
        note_refused(server, presuming, "form.presumed", f"form/{request.endpoint}"[:80])
    return answer
