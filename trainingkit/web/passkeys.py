"""Passkeys: keys that a phone, a computer or a small device keeps for its owner, as a second factor.

Comes in: what a browser answers to a question of this server. Goes out: a passkey that is kept, or somebody signed in
or confirmed. Flask-Security's views do it; ours are stricter where it lets pass more: the device must have made sure
who holds it, an answer counts once and only for the browser that was asked, and a passkey opens no other account than
the one whose password was right. What else a browser sends along is kept nowhere. Refuses to be the only way in: the
password stays (`docs/decisions/0035-passkeys.md`).
"""

import ipaddress
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, redirect, request, session, url_for
from flask_security import (
    SQLAlchemyUserDatastore,
    TwoFactorSetupForm,
    UserMixin,
    WebAuthnDeleteForm,
    WebAuthnMixin,
    WebAuthnRegisterForm,
    WebAuthnRegisterResponseForm,
    WebAuthnSigninResponseForm,
    WebauthnUtil,
    current_user,
)
from flask_security.twofactor import CodeTfPlugin
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from werkzeug.wrappers import Response as BaseResponse

from trainingkit.domain.access import Action
from trainingkit.services.accounts import note_done
from trainingkit.services.sessions import digest_of
from trainingkit.storage.accounts import AccountRow, PasskeyRow
from trainingkit.web.account import Desk
from trainingkit.web.policy import Policy

POLICIES: Mapping[str, Policy] = {
    "security.wan_register": Policy(Action.CHANGE_OWN_ACCOUNT),
    "security.wan_register_response": Policy(Action.CHANGE_OWN_ACCOUNT),
    "security.wan_delete": Policy(Action.CHANGE_OWN_ACCOUNT),
    "security.wan_verify": Policy(Action.CHANGE_OWN_ACCOUNT),
    "security.wan_verify_response": Policy(Action.CHANGE_OWN_ACCOUNT),
    "security.wan_signin": Policy(Action.SIGN_IN),
    "security.wan_signin_response": Policy(Action.SIGN_IN),
}

WITH_SCRIPT = frozenset({"security.wan_register", "security.wan_signin", "security.wan_verify", "security.verify"})
"""Pages that ask a browser for a passkey."""

MOST_PASSKEYS = 10
NAME_MOST = 40
LONGEST_ID = 1023
"""Bytes of a passkey's own name, by the standard."""
_QUESTION = "passkey_question"
_ASKED_BY = {
    "security.wan_register_response": "security.wan_register",
    "security.wan_signin_response": "security.wan_signin",
    "security.wan_verify_response": "security.wan_verify",
}


# ── questions and answers ───────────────────────────────────────────────────────────────────────────────────────────


class Questions(WebauthnUtil):
    """What is asked of a browser. The last question is remembered in the session, where no copy of a page reaches."""

    def generate_challenge(self, nbytes: int | None = None) -> str:
        """A new one; the one before it counts no longer."""
        made = super().generate_challenge(nbytes)
        session[_QUESTION] = digest_of(made)
        return made

    def authenticator_selection(self, user: UserMixin, usage: str) -> AuthenticatorSelectionCriteria:  # noqa: ARG002
        """Any kind of device that makes sure who holds it, by a finger, a face or a number."""
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=UserVerificationRequirement.REQUIRED
        )

    def user_verification(self, user: UserMixin | None, usage: list[str]) -> UserVerificationRequirement:  # noqa: ARG002
        """The same when it is used."""
        return UserVerificationRequirement.REQUIRED

    def name_svn(self, value: str) -> tuple[str | None, str | None]:
        """What is wrong with the name of a passkey, if anything, and the name as it is kept."""
        name = " ".join(unicodedata.normalize("NFKC", value).split())
        return (None, name) if 0 < len(name) <= NAME_MOST and name.isprintable() else ("name", None)


def _takes_question(asked: str) -> bool:
    """Whether this browser was asked just that, and has not answered yet."""
    return bool(session.pop(_QUESTION, None) == digest_of(asked))


def _holds(check: Callable[[], bool]) -> bool:
    """Whether an answer is right. It comes from a stranger and goes through several decoders."""
    try:
        return check()
    except Exception:  # noqa: BLE001 - each decoder has mistakes of its own, and all of them mean no
        return False


class NewPasskeyForm(WebAuthnRegisterForm):
    """The name of a passkey to come."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether it can be asked for."""
        self.usage.data = "secondary"
        return super().validate(**kwargs) and len(current_user.webauthn) < MOST_PASSKEYS


class NewPasskeyAnswer(WebAuthnRegisterResponseForm):
    """The passkey that a device made."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether it is the one that was asked for."""
        check = super().validate  # a lambda knows no super
        if not (_takes_question(self.challenge) and _holds(lambda: check(**kwargs))):
            return False
        self.extensions = None  # type: ignore[assignment]  # a browser may write anything there, at any length
        return len(self.registration_verification.credential_id) <= LONGEST_ID


class PasskeyAnswer(WebAuthnSigninResponseForm):
    """A question signed with a passkey."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether it is right, and of the account that it was asked of."""
        check = super().validate
        if not (_takes_question(self.challenge) and _holds(lambda: check(**kwargs))):
            return False
        asked = asked_account()
        return asked is not None and asked.active and isinstance(self.user, AccountRow) and self.user.id == asked.id


class DropPasskeyForm(WebAuthnDeleteForm):
    """Which passkey is to go."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether it may."""
        return super().validate(**kwargs) and may_lose_one(current_user)


class CodesForm(TwoFactorSetupForm):
    """Codes from an app: new ones, or none any more."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether that can be. Flask-Security takes codes for the only second factor there is."""
        if self.setup.data != "disable":
            return super().validate(**kwargs)
        return super(TwoFactorSetupForm, self).validate(**kwargs) and may_lose_one(current_user)


def asked_account() -> AccountRow | None:
    """Whose passkey is asked for: who is signed in, or whose password was right a moment ago."""
    row = current_user._get_current_object()  # noqa: SLF001 - the one way to what a proxy stands for
    if isinstance(row, AccountRow):
        return row
    waiting = session.get("tf_user_id") if session.get("tf_state") == "ready" else None
    found = current_app.extensions["security"].datastore.find_user(fs_uniquifier=waiting) if waiting else None
    return found if isinstance(found, AccountRow) else None


def may_lose_one(account: AccountRow) -> bool:
    """Whether one of its second factors may go: it has another, or may do without."""
    return bool(account.tf_totp_secret) + len(account.webauthn) > 1 or not account.check_tf_required_setup()


# ── which factor comes next, and what is noted ──────────────────────────────────────────────────────────────────────


class Factors(CodeTfPlugin):
    """After the password comes a passkey where there is one, with a way from there to the codes; else the codes.
    Flask-Security alone would put a page of choices before both."""

    def get_setup_methods(self, user: UserMixin) -> list[tuple[str, str]]:
        """What the account has, the better one alone."""
        return [("webauthn", "")] if user.webauthn else super().get_setup_methods(user)

    def tf_login(self, user: UserMixin, json_payload: dict[str, Any], next_loc: str | None) -> Any:
        """The page that asks for it: an answer of Flask."""
        if not user.webauthn:
            return super().tf_login(user, json_payload, next_loc)
        session["tf_state"] = "ready"
        asked_there = not next_loc or urlsplit(next_loc).path == request.path  # Flask-Security's way to say nowhere
        return redirect(url_for("security.wan_signin", next=None if asked_there else next_loc))


class Accounts(SQLAlchemyUserDatastore):
    """Accounts where each change of a second factor is noted in the audit trail."""

    def tf_set(
        self, user: UserMixin, primary_method: str, totp_secret: str | None = None, phone: str | None = None
    ) -> None:
        """Codes from an app, new or anew. Signing in with one that was there already changes nothing."""
        before = user.tf_totp_secret
        super().tf_set(user, primary_method, totp_secret, phone)
        if user.tf_totp_secret != before:
            _note("account.codes-set", user)

    def tf_reset(self, user: UserMixin) -> None:
        """No more codes."""
        super().tf_reset(user)
        _note("account.codes-removed", user)

    def create_webauthn(self, user: UserMixin, *arguments: Any, **values: Any) -> None:
        """One more passkey."""
        made = current_app.extensions["security"].datetime_factory()
        super().create_webauthn(user, *arguments, create_datetime=made, **values)
        _note("account.passkey-added", user)

    def delete_webauthn(self, webauthn: WebAuthnMixin) -> None:
        """One less: it opens nothing from now on."""
        super().delete_webauthn(webauthn)
        if isinstance(webauthn, PasskeyRow):
            _note("account.passkey-removed", webauthn.user)


def _note(action: str, user: UserMixin) -> None:
    desk = Desk.here()
    note_done(desk.db_session, desk.server, str(user.id), action, f"account/{user.id}", desk.server.clock())


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def was_refused(answer: BaseResponse) -> bool:
    """Whether a passkey was not accepted: Flask-Security leads back to where it was asked for."""
    page = _ASKED_BY.get(request.endpoint or "")
    return bool(page and answer.location and urlsplit(answer.location).path == url_for(page))


def tell_refused(answer: Response) -> Response:
    """The page that asks again says why, since Flask-Security says it in English alone."""
    if was_refused(answer):
        following = request.args.get("next") or request.form.get("next")
        answer.location = url_for(_ASKED_BY[request.endpoint or ""], refused=1, next=following or None)
    return answer


def passkey_words() -> dict[str, object]:
    """What the pages of second factors need to know."""
    account = asked_account()
    return {
        "has_codes": bool(account and account.tf_totp_secret),
        "has_passkeys": bool(account and account.webauthn),
        "may_lose_one": account is not None and may_lose_one(account),
        "most_passkeys": MOST_PASSKEYS,
        "name_most": NAME_MOST,
        "is_number": _is_number(_host()),
        "by_name": _by_name(),
    }


def _host() -> str:
    return urlsplit(f"//{request.host}").hostname or ""


def _is_number(host: str) -> bool:
    """Whether a host is named by its number: a passkey belongs to a name, and browsers make none for a number."""
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _by_name() -> str:
    """This page at `localhost`, for somebody at this very machine who came by its number."""
    host = _host()
    if not (_is_number(host) and ipaddress.ip_address(host).is_loopback):
        return ""
    if "localhost" not in current_app.config["TRUSTED_HOSTS"]:
        return ""
    port = request.host.rpartition(":")[2]
    where = url_for("security.wan_register") if current_user.is_authenticated else url_for("security.login")
    return f"{request.scheme}://localhost{f':{port}' if port.isdecimal() else ''}{where}"
