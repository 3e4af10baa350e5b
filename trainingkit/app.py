"""The app: settings, pages, refusals and headers put together. `create_app` is the only way to have one.

Comes in: the folder of kits, the folder for data, the hosts it answers to. Goes out: a Flask app that reads and never
writes but for finished files, kept in the data folder. Refuses requests for other hosts.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response
from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server

from trainingkit.errors import Busy, DiskError, LimitReached, NotFound, RenderError
from trainingkit.rendering.webfont import heading_woff
from trainingkit.rendering.worker import Renderer
from trainingkit.storage.artefacts import Store
from trainingkit.web.pages import Shop, check_request, library, refusal, refuse_http, refuse_missing

HOSTS = ("127.0.0.1", "localhost", "[::1]")

_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def create_app(
    kits: Path, data: Path | None = None, hosts: tuple[str, ...] = HOSTS, renderer: Renderer | None = None
) -> Flask:
    """The library of `kits`. `data` keeps finished files; without it they live as long as the machine's temporary
    ones."""
    app = Flask("trainingkit.web", static_folder=None)
    app.config["TRUSTED_HOSTS"] = list(hosts)
    app.config["MAX_CONTENT_LENGTH"] = 0  # nothing is ever sent here
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.merge_slashes = False
    folder = data or Path(tempfile.gettempdir()) / f"trainingkit-{os.getuid()}"
    app.extensions["trainingkit"] = Shop(kits, Store(folder / "files"), renderer or Renderer())
    app.before_request(check_request)
    app.after_request(_with_headers)
    app.register_blueprint(library)
    app.register_error_handler(HTTPException, refuse_http)
    app.register_error_handler(NotFound, refuse_missing)
    app.register_error_handler(Busy, lambda _error: refusal(503))
    app.register_error_handler(DiskError, _refuse_disk)
    for kind in (RenderError, LimitReached):
        app.register_error_handler(kind, lambda _error: refusal(500))
    return app


def _refuse_disk(error: DiskError) -> tuple[str, int]:
    return refusal(507 if error.code == "disk-full" else 500)


def _with_headers(answer: Response) -> Response:
    for name, value in _HEADERS.items():
        answer.headers[name] = value
    if answer.status_code == 503:
        answer.headers["Retry-After"] = "60"
    if answer.mimetype == "text/html":
        answer.headers["Cache-Control"] = "no-cache"
    return answer


def create_app_from(environ: Mapping[str, str]) -> Flask:
    """The app as the environment sets it: TRAININGKIT_KITS, TRAININGKIT_DATA, TRAININGKIT_HOSTS (with commas)."""
    kits = Path(environ.get("TRAININGKIT_KITS") or "kits")
    data = environ.get("TRAININGKIT_DATA")
    hosts = tuple(each.strip() for each in environ.get("TRAININGKIT_HOSTS", "").split(",") if each.strip())
    return create_app(kits, Path(data) if data else None, hosts or HOSTS)


class _Silent(WSGIRequestHandler):
    """Serves without writing down who asked for what."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


def serve(app: Flask, port: int) -> None:
    """Serves this machine alone, until it is stopped. Port 0 takes any that is free."""
    heading_woff()  # a second's work that the first reader should not wait for
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Silent)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)  # noqa: T201 - what to open
    server.serve_forever()
