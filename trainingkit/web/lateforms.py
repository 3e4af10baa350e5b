"""What somebody typed into a form that came too late: her session had ended, or the form's token did not fit.

Comes in: a form of somebody who gives workshops or looks after kits. Goes out: the sign-in page, and after it a page
with what she typed and a button that sends it; or, for somebody signed in, that page at once. Between the two it lies
sealed in the session. Refuses to keep a form of another site, one that is no page's that she may use, and more than
one.
"""

from collections.abc import Mapping

from flask import Response, current_app, redirect, render_template, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as BaseResponse

from trainingkit.domain.access import NOTHING, may_at_all
from trainingkit.errors import NotFound
from trainingkit.services.lateforms import Form, opened, sealed
from trainingkit.services.server import Server
from trainingkit.web.account import account, page_words
from trainingkit.web.pages import refusal
from trainingkit.web.policy import OWN_PAGES, Policy, asking
from trainingkit.web.sessions import OWNER

KEPT, SHOWN = "late", "late_shown"
"""Where it lies in a session, and whether it was shown."""
_NOT_KEPT = frozenset({"csrf_token"})
_BLUEPRINTS = frozenset({"workshops", "packs", "staff"})
_PLAIN = frozenset({"version", "do", "go", "take", "once", "kit", "country"})


class LateForms:
    """Forms that came too late, in front of routes with these policies."""

    def __init__(self, policies: Mapping[str, Policy], server: Server) -> None:
        self.policies = policies
        self.server = server

    @staticmethod
    def here() -> "LateForms":
        """Of the app that answers this request."""
        found = current_app.extensions["trainingkit-late-forms"]
        if not isinstance(found, LateForms):
            raise TypeError("the app was not made with a server")
        return found

    def before(self) -> BaseResponse | tuple[str, int] | None:
        """A form of somebody who is not signed in any more: to the sign-in page with it. Whoever comes from there: to
        what she had typed."""
        if request.endpoint == "account.mine" and KEPT in session and SHOWN not in session and asking() is not None:
            return redirect(url_for("account.late"))
        if not _is_form() or asking() is not None or not self._is_own() or not _is_of_our_page():
            return None
        session[KEPT] = sealed(self.server, _form())
        session.pop(SHOWN, None)
        if session[KEPT]:
            return redirect(url_for("security.login"))
        drop()
        return show(_form(), 400)

    @staticmethod
    def refuse_token(_error: HTTPException) -> tuple[str, int]:
        """A form whose token does not fit, since she signed in anew after it was shown."""
        return show(_form(), 400) if _is_form() and asking() is not None else refusal(400)

    def after(self, answer: Response) -> Response:
        """What was sent at last waits no longer."""
        if KEPT in session and OWNER in session and request.method == "POST" and answer.status_code < 400:
            form = opened(self.server, str(session[KEPT]))
            if form is None or form.to == request.path:
                drop()
        return answer

    def _is_own(self) -> bool:
        policy = self.policies.get(request.endpoint or "")
        return policy is not None and policy.action_for(request.method) in OWN_PAGES

    def may_go_on(self, form: Form) -> bool:
        """Whether the account that asks may send it."""
        try:
            found, values = current_app.create_url_adapter(request).match(form.to, "POST")  # type: ignore[union-attr]
            policy = self.policies[found]
            thing = policy.find(values) if policy.find else NOTHING
        except (HTTPException, RequestRedirect, NotFound):
            return False
        return may_at_all(asking(), policy.action_for("POST"), thing)


def _is_form() -> bool:
    return request.method == "POST" and (request.endpoint or "").partition(".")[0] in _BLUEPRINTS


def _is_of_our_page() -> bool:
    """Whether the browser says so; what it does not say is not believed."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def _form() -> Form:
    fields = tuple((name, value) for name, value in request.form.items(multi=True) if name not in _NOT_KEPT)
    return Form(request.path, fields)


def show(form: Form | None, status: int = 200) -> tuple[str, int]:
    """The page with what was typed, and the button that sends it where it was meant to go. Browsers that do not say
    where a request comes from get the words alone."""
    can_send = asking() is not None and (status == 200 or _is_of_our_page())
    typed = [value for name, value in form.fields if name not in _PLAIN and _is_said(value)] if form else []
    body = render_template(
        "account/late.html", form=form, typed=typed, can_send=can_send, too_late=status != 200, **page_words()
    )
    return body, status


def _is_said(value: str) -> bool:
    """Whether somebody wrote it: not a tick, a number or a day, which no one would miss in a list."""
    return value != "yes" and any(each.isalpha() for each in value)


def drop() -> None:
    """Nothing waits any longer."""
    session.pop(KEPT, None)
    session.pop(SHOWN, None)


@account.route("/account/late", methods=["GET", "POST"])
def late() -> BaseResponse | tuple[str, int]:
    """What was typed before signing in; by POST it is thrown away."""
    late_forms = LateForms.here()
    form = opened(late_forms.server, str(session[KEPT])) if KEPT in session else None
    if request.method == "POST" or (form and not late_forms.may_go_on(form)):
        drop()
        return redirect(url_for("account.mine"), 303)
    if form:
        session[SHOWN] = True
    return show(form)
