"""Signing in made slow for whoever guesses, and forms taken from our own pages alone.

Comes in: a request to one of the pages where something is guessed. Goes out: nothing, or «not so fast» with the seconds
to wait. Every page of this kind answers a right guess with a redirect and a wrong one with itself (those of passkeys
lead back to where they were asked for), which is how one is told from the other. Refuses to look at anything but the
name that was typed and the network that asks.
"""

from typing import Any

from flask import Response, current_app, g, redirect, request, session, url_for
from flask_security import current_user
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as BaseResponse

from trainingkit.services.server import Server
from trainingkit.services.throttling import note_failure, note_success, wait_seconds
from trainingkit.web.pages import refusal
from trainingkit.web.passkeys import was_refused

GUESSED = frozenset(
    {
        "security.login", "security.verify", "security.two_factor_token_validation", "security.mf_recovery",
        "security.wan_signin_response", "security.wan_verify_response",
    }
)  # fmt: skip
_LONGEST_NAME = 80


def slow_down() -> BaseResponse | None:
    """Before a guess: whether it has to wait."""
    if request.method != "POST" or request.endpoint not in GUESSED:
        return None
    g.guess = (_name(), request.remote_addr or "")
    server = _server()
    seconds = wait_seconds(server.database, server.key_for("attempts"), server.clock(), *g.guess)
    if not seconds:
        return None
    g.guess = None
    body, status = refusal(429)
    return Response(body, status, {"Retry-After": str(seconds)})


def note_attempt(answer: Response) -> Response:
    """After a guess: what came of it."""
    guess = g.pop("guess", None)
    if guess and answer.status_code in (200, 302, 303):
        server = _server()
        key = server.key_for("attempts")
        if answer.status_code == 200 or was_refused(answer):
            note_failure(server.database, key, server.clock(), *guess)
        else:
            note_success(server.database, key, *guess)
    return answer


def keep_signed_in() -> BaseResponse | None:
    """Who is signed in has no code to show; Flask-Security would sign them out, and any page could link to that."""
    if request.endpoint == "security.two_factor_token_validation" and current_user.is_authenticated:
        return redirect(url_for("account.mine"))
    return None


def check_origin() -> None:
    """A form of another site is refused, whatever token it has. Browsers say where a request comes from."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise BadRequest


def note_proxy() -> None:
    """Says once, to whoever looks after the server, that another one stands in front of it that it was not told of:
    what that says is not believed, so that all visitors count as one when guessing is made slow."""
    if "X-Forwarded-For" in request.headers and "trainingkit-proxy-noted" not in current_app.extensions:
        current_app.extensions["trainingkit-proxy-noted"] = True
        current_app.logger.warning("a server in front of this one is not believed: see TRAININGKIT_PROXIES")


def _name() -> str:
    """Whose account is guessed at: the name that was typed, or the one that the password was right for."""
    owner: Any = session.get("tf_user_id") or session.get("_user_id") or ""
    return (request.form.get("username") or str(owner))[:_LONGEST_NAME]


def _server() -> Server:
    found: Server = current_app.extensions["trainingkit-desk"].server
    return found
