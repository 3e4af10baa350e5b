"""The app: settings, pages, refusals and headers put together. `create_app` is the only way to have one.

Comes in: the folder of kits, the folder for data, the hosts it answers to. Goes out: a Flask app that reads and never
writes but for finished files, kept in the data folder. Refuses requests for other hosts.
"""

import os
import tempfile
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask, Request, Response, current_app, request
from flask_security import Security
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from sqlalchemy import Engine
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from trainingkit.config import LOOPBACK, Settings, read_settings
from trainingkit.errors import Busy, Conflict, ContentError, DiskError, LimitReached, NotFound, RenderError
from trainingkit.rendering.worker import Renderer
from trainingkit.services.finding import Finder, Wish
from trainingkit.services.findings import Findings
from trainingkit.services.ownkits import library_with
from trainingkit.services.readings import PATIENT, SERVING, Haste, Readings
from trainingkit.services.server import Server, prepare
from trainingkit.services.shelves import Library
from trainingkit.services.staff import every_reading
from trainingkit.services.stock import Stock
from trainingkit.storage.accounts import AccountRow, PasskeyRow, RoleRow
from trainingkit.storage.artefacts import Store
from trainingkit.storage.database import Database
from trainingkit.web.account import POLICIES as ACCOUNT_POLICIES
from trainingkit.web.account import SIGNED_IN, Desk, account, give_language, page_words, take_language
from trainingkit.web.attempts import check_origin, keep_signed_in, note_attempt, note_proxy, slow_down
from trainingkit.web.bodies import check_body, note_presumed
from trainingkit.web.calendars import POLICIES as CALENDAR_POLICIES
from trainingkit.web.factors import ConfirmForm, Names, OneTimeCodes, RecoveryCodes, SignInForm, security_settings
from trainingkit.web.faulty import refuse_faulty
from trainingkit.web.guessing import require_list
from trainingkit.web.lateforms import LateForms
from trainingkit.web.logos import POLICIES as LOGO_POLICIES
from trainingkit.web.packs import POLICIES as PACK_POLICIES
from trainingkit.web.packs import packs
from trainingkit.web.pages import POLICIES as LIBRARY_POLICIES
from trainingkit.web.pages import Shop, check_request, library, refusal, refuse_http, refuse_missing
from trainingkit.web.passkeys import POLICIES as PASSKEY_POLICIES
from trainingkit.web.passkeys import (
    WITH_SCRIPT,
    Accounts,
    CodesForm,
    DropPasskeyForm,
    NewPasskeyAnswer,
    NewPasskeyForm,
    PasskeyAnswer,
    Questions,
    passkey_words,
    tell_refused,
)
from trainingkit.web.policy import guard
from trainingkit.web.prints import POLICIES as PRINT_POLICIES
from trainingkit.web.sending import send_less
from trainingkit.web.sessions import KeptSessions
from trainingkit.web.sheets import POLICIES as SHEETS_POLICIES
from trainingkit.web.sheets import sheets
from trainingkit.web.staff import POLICIES as STAFF_POLICIES
from trainingkit.web.staff import staff
from trainingkit.web.variants import POLICIES as VARIANT_POLICIES
from trainingkit.web.workshops import POLICIES as WORKSHOP_POLICIES
from trainingkit.web.workshops import workshops

POLICIES = {
    **LIBRARY_POLICIES,
    **SHEETS_POLICIES,
    **ACCOUNT_POLICIES,
    **PASSKEY_POLICIES,
    **WORKSHOP_POLICIES,
    **VARIANT_POLICIES,
    **PRINT_POLICIES,
    **CALENDAR_POLICIES,
    **LOGO_POLICIES,
    **PACK_POLICIES,
    **STAFF_POLICIES,
}
"""What every route is."""

_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_POLICY = "Content-Security-Policy"
_WITH_DRAWINGS = frozenset({"security.two_factor_setup", "sheets.read"})
"""Pages in which a drawing stands whole."""


def create_app(
    kits: Path,
    data: Path | None = None,
    hosts: tuple[str, ...] = LOOPBACK,
    renderer: Renderer | None = None,
    haste: Haste = PATIENT,
) -> Flask:
    """The library of `kits`. `data` keeps finished files; without it they live as long as the machine's temporary
    ones. `haste`: how little its pages wait for a kit that changed."""
    app = Flask("trainingkit.web", static_folder=None)
    app.config["TRUSTED_HOSTS"] = list(hosts)
    app.config["MAX_CONTENT_LENGTH"] = 0  # nothing is ever sent here
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.merge_slashes = False
    folder = data or Path(tempfile.gettempdir()) / f"trainingkit-{os.getuid()}"
    app.extensions["trainingkit-readings"] = readings = Readings(kits, haste)
    shown = Library(readings)
    app.extensions["trainingkit"] = Shop(shown, Finder(shown), Stock(Store(folder / "files"), renderer or Renderer()))
    app.before_request(check_request)
    app.after_request(send_less)  # named first, so done last
    app.after_request(_with_headers)
    app.register_blueprint(library)
    app.register_blueprint(sheets)
    app.register_error_handler(HTTPException, refuse_http)
    app.register_error_handler(NotFound, refuse_missing)
    app.register_error_handler(ContentError, refuse_faulty)
    app.register_error_handler(Busy, lambda _error: refusal(503))
    app.register_error_handler(DiskError, _refuse_disk)
    app.register_error_handler(Conflict, lambda _error: refusal(409))
    for kind in (RenderError, LimitReached):
        app.register_error_handler(kind, lambda _error: refusal(500))
    return app


def _refuse_disk(error: DiskError) -> tuple[str, int]:
    return refusal(507 if error.code == "disk-full" else 500)


def _with_headers(answer: Response) -> Response:
    for name, value in _HEADERS.items():
        answer.headers[name] = value
    answer.headers[_POLICY] = _policy_of(request)
    if "trainingkit-desk" in current_app.extensions:
        _keep_nowhere(answer)
    if answer.status_code == 503:
        answer.headers["Retry-After"] = "60"
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Cache-Control", "no-cache")
    return answer


def _policy_of(asked: Request) -> str:
    policy = _HEADERS[_POLICY]
    if asked.endpoint in _WITH_DRAWINGS:
        policy = policy.replace("img-src 'self'", "img-src 'self' data:")
    if asked.blueprint == "workshops" or asked.endpoint in WITH_SCRIPT:  # scripts of ours, which fetch pages of ours
        policy = policy.replace("font-src 'self'; ", "font-src 'self'; script-src 'self'; connect-src 'self'; ")
    return policy


def _keep_nowhere(answer: Response) -> None:
    """What somebody sees who is signed in is kept by no browser."""
    if (request.endpoint or "").partition(".")[0] in SIGNED_IN:
        answer.headers["Cache-Control"] = "no-store"
    if request.endpoint == "security.logout":
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'


def create_app_with(settings: Settings, server: Server, haste: Haste = PATIENT) -> Flask:
    """The app of a server that is ready: the library, and accounts."""
    app = create_app(library_with(settings.kits, settings.own_kits), settings.data, settings.hosts, haste=haste)
    app.extensions["trainingkit-findings"] = Findings(server.clock, haste.patience_seconds)
    app.config.update(security_settings(server.key_for, encrypted=settings.is_secure))
    app.session_interface = KeptSessions(server)
    db = _database(app, server)
    app.extensions["trainingkit-desk"] = Desk(server, db.session)
    app.jinja_env.globals["with_accounts"] = True
    _add_accounts(app, db)
    app.after_request(_keep_or_drop)  # named last, so done first: other transactions would wait for this one
    guard(app, POLICIES, server)
    if settings.is_secure:
        app.after_request(_only_encrypted)
    if not settings.proxies:
        app.before_request(note_proxy)
    else:
        # Set as Flask's own documentation says; mypy knows no method that may be replaced.
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, 0, 0, 0)  # type: ignore[method-assign]
    return app


def _add_accounts(app: Flask, db: SQLAlchemy) -> None:
    app.url_value_preprocessor(take_language)
    app.url_defaults(give_language)
    late = app.extensions["trainingkit-late-forms"] = LateForms(POLICIES, app.extensions["trainingkit-desk"].server)
    app.before_request(_read_kits_first)
    app.before_request(check_origin)
    app.before_request(check_body)
    app.before_request(late.before)
    app.before_request(slow_down)
    app.before_request(keep_signed_in)
    app.after_request(note_attempt)
    app.after_request(tell_refused)
    app.after_request(note_presumed)
    app.after_request(late.after)
    CSRFProtect(app)
    app.register_error_handler(CSRFError, late.refuse_token)
    app.register_blueprint(account)
    app.register_blueprint(workshops)
    app.register_blueprint(packs)
    app.register_blueprint(staff)
    security = Security(
        app,
        Accounts(db, AccountRow, RoleRow, PasskeyRow),
        login_form=SignInForm,
        two_factor_setup_form=CodesForm,
        wan_register_form=NewPasskeyForm,
        wan_register_response_form=NewPasskeyAnswer,
        wan_signin_response_form=PasskeyAnswer,
        wan_delete_form=DropPasskeyForm,
        webauthn_util_cls=Questions,
        verify_form=ConfirmForm,
        totp_cls=OneTimeCodes,
        username_util_cls=Names,
        mf_recovery_codes_util_cls=RecoveryCodes,
    )
    security.context_processor(page_words)
    security.context_processor(passkey_words)
    security.want_json(lambda _request: False)
    # Signed in is who has a session. Flask-Security would look for a token in the JSON of anybody's request too, on any
    # page, and a deep one ends in an error.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]  # Flask-Login puts it there


class _Shared(SQLAlchemy):
    """Flask-SQLAlchemy on the engine that `storage.database` set up. What a page reads cannot write."""

    def __init__(self, app: Flask, server: Server) -> None:
        self.server = server
        super().__init__(app, session_options={"class_": _RequestSession})  # its own models are not used

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:  # noqa: ARG002
        return self.server.database.engine


class _RequestSession(FlaskSession):
    """Reads for requests that only look, writes for all others."""

    def get_bind(self, *_arguments: Any, **_values: Any) -> Engine:
        """The engine for this request."""
        found: Database = current_app.extensions["trainingkit-desk"].server.database
        return found.reading if request.method in ("GET", "HEAD", "OPTIONS") else found.engine


def _database(app: Flask, server: Server) -> SQLAlchemy:
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"  # is asked for, and not used: see `_Shared`
    return _Shared(app, server)


def _keep_or_drop(answer: Response) -> Response:
    """The one commit of a request."""
    db_session = current_app.extensions["trainingkit-desk"].db_session
    if answer.status_code < 400:
        db_session.commit()
    db_session.remove()
    return answer


def create_app_from(environ: Mapping[str, str]) -> Flask:
    """The app as the environment sets it (`config.read_settings`), with what a first start needs."""
    settings = read_settings(environ)
    require_list()
    return create_app_with(settings, prepare(settings), SERVING)


def _read_kits_first() -> None:
    """Before a page that shows kits asks the database for anything: reading them takes seconds after a start, and an
    open transaction would keep everybody's writing waiting for as long."""
    if request.blueprint in ("workshops", "packs"):
        readings: Readings = current_app.extensions["trainingkit-readings"]
        deque(readings.sound(), maxlen=0)


def warm_up(app: Flask) -> Thread:
    """Reads and checks every kit beside the first requests, in the order in which people ask for it: the library, then
    the state of it. Nobody has to wait for this; whoever asks meanwhile waits for what is not read yet, no longer."""

    def warm() -> None:
        shop, readings = app.extensions["trainingkit"], app.extensions["trainingkit-readings"]
        shop.finder.find(Wish(text="…"))
        for reading in every_reading(readings):
            app.extensions["trainingkit-findings"].find(reading)

    thread = Thread(target=warm, daemon=True, name="warm-up")
    thread.start()
    return thread


def _only_encrypted(answer: Response) -> Response:
    answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return answer
