"""Sessions kept by the server: comes in a cookie with a random secret, goes out what is kept under its digest.

A browser that nobody signed in with and that filled no form gets no cookie. Signing in or out gives a new secret and
ends the old one, so that a copied cookie is worth nothing afterwards. Refuses cookies it did not make, by not finding
them.
"""

from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from trainingkit.services.server import Server
from trainingkit.services.sessions import NOTICE, end_session, find_session, keep_session, new_secret

OWNER = "_user_id"
"""Where Flask-Login says who is signed in."""
_JSON = TaggedJSONSerializer()
_LONGEST_COOKIE = 128


class KeptSession(CallbackDict[str, Any], SessionMixin):
    """What views write into. `secret` is what the browser holds; none for a session that was never kept."""

    def __init__(self, secret: str = "", data: dict[str, Any] | None = None, *, is_due: bool = False) -> None:
        super().__init__(data, on_update=self._note)
        self.secret = secret
        self.owner_before = self.get(OWNER)
        self.is_due = is_due
        self.new = not secret
        self.modified = False

    @staticmethod
    def _note(session: "KeptSession") -> None:
        session.modified = True

    @property
    def changed_hands(self) -> bool:
        """Whether somebody signed in or out."""
        return self.get(OWNER) != self.owner_before


class KeptSessions(SessionInterface):
    """Flask's door to sessions."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def get_cookie_name(self, app: Flask) -> str:
        """With the prefix that ties a cookie to one host, wherever it is only sent encrypted."""
        return "__Host-tk" if app.config["SESSION_COOKIE_SECURE"] else "tk"

    def open_session(self, app: Flask, request: Request) -> KeptSession:
        """The session of a request."""
        secret = request.cookies.get(self.get_cookie_name(app), "")
        if not secret or len(secret) > _LONGEST_COOKIE:
            return KeptSession()
        now = self.server.clock()
        kept = find_session(self.server.database, secret, now)
        if kept is None:
            return KeptSession()
        return KeptSession(secret, _JSON.loads(kept.data), is_due=now - kept.seen_at >= NOTICE)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keeps what a request left, and tells the browser its secret."""
        if not isinstance(session, KeptSession) or not (session.modified or (session.secret and session.is_due)):
            return
        response.vary.add("Cookie")
        old = session.secret
        if old and (not session or session.changed_hands):
            end_session(self.server.database, old)
            session.secret = ""
        name = self.get_cookie_name(app)
        if not session:
            if old:
                response.delete_cookie(name, path="/", secure=app.config["SESSION_COOKIE_SECURE"], httponly=True)
            return
        session.secret = session.secret or new_secret()
        data = _JSON.dumps(dict(session))
        keep_session(self.server.database, session.secret, data, session.get(OWNER), self.server.clock())
        response.set_cookie(
            name,
            session.secret,
            max_age=timedelta(hours=12),
            path="/",
            secure=app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
