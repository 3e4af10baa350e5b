"""Accounts as Flask-Security keeps them: its settings, and the places where ours are stricter (for passkeys see
`passkeys`).

Comes in: a server. Goes out: the settings, and the classes it is given. A code of a second factor counts once; recovery
codes are kept as digests, so that nobody can look them up again, their owner neither; no address and no trait of a
browser goes into a session.
"""

import secrets
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app, request
from flask_security import (
    LoginForm,
    MfRecoveryCodesUtil,
    Totp,
    UserMixin,
    UsernameUtil,
    VerifyForm,
    hash_password,
    uia_username_mapper,
)

from trainingkit.domain.access import STEP_UP
from trainingkit.services.sessions import digest_of
from trainingkit.storage.accounts import AccountRow

ISSUER = "trainingkit"
RECOVERY_CODES = 10
CODE_SECONDS = 60
"""How far a telephone's clock may be off."""
QUESTION_HOLDS = timedelta(minutes=5)
"""How long a device may take to answer with a passkey; who looks for theirs first needs a while."""
PASSWORD_LEAST, PASSWORD_MOST = 12, 128


_ADDRESSES: Mapping[str, object] = {
    "SECURITY_URL_PREFIX": "/<any(es, en):language>/account",
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_VERIFY_URL": "/confirm",
    "SECURITY_TWO_FACTOR_SETUP_URL": "/second-factor",
    "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/code",
    "SECURITY_TWO_FACTOR_RESCUE_URL": "/code-help",
    "SECURITY_TWO_FACTOR_SELECT_URL": "/which-factor",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/recovery-codes",
    "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/recovery",
    "SECURITY_POST_LOGIN_VIEW": "account.mine",
    "SECURITY_POST_LOGOUT_VIEW": "library.start",
    "SECURITY_POST_VERIFY_VIEW": "account.mine",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "account.mine",
    "SECURITY_WAN_REGISTER_URL": "/passkeys",
    "SECURITY_WAN_DELETE_URL": "/passkey-away",
    "SECURITY_WAN_SIGNIN_URL": "/passkey",
    "SECURITY_WAN_VERIFY_URL": "/confirm-with-passkey",
    "SECURITY_WAN_POST_REGISTER_VIEW": "account.mine",
}
"""Where Flask-Security's pages are, and where they lead."""

_PASSKEYS: Mapping[str, object] = {
    "SECURITY_WEBAUTHN": True,
    "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": False,
    "SECURITY_WAN_RP_NAME": ISSUER,
    "SECURITY_WAN_REGISTER_WITHIN": QUESTION_HOLDS,
    "SECURITY_WAN_SIGNIN_WITHIN": QUESTION_HOLDS,
    "SECURITY_WAN_REGISTER_TIMEOUT": QUESTION_HOLDS // timedelta(milliseconds=1),
    "SECURITY_WAN_SIGNIN_TIMEOUT": QUESTION_HOLDS // timedelta(milliseconds=1),
}
"""They come after the password, never instead of it."""


def security_settings(key_for: Any, *, encrypted: bool) -> dict[str, Any]:
    """The settings of Flask, Flask-WTF and Flask-Security for accounts by invitation. `key_for`: a key by its
    purpose."""
    return {
        "SECRET_KEY": key_for("forms").hex(),
        "SESSION_COOKIE_SECURE": encrypted,
        "MAX_CONTENT_LENGTH": 262_144,
        "MAX_FORM_MEMORY_SIZE": 262_144,
        "MAX_FORM_PARTS": 1_000,
        "WTF_CSRF_SSL_STRICT": False,  # wants a referrer, which our pages tell nobody; `check_origin` looks instead
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session
        **_ADDRESSES,
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_USERNAME_ENABLE": True,
        "SECURITY_USERNAME_REQUIRED": True,
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"username": {"mapper": uia_username_mapper, "case_insensitive": False}}],
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_SALT": key_for("passwords").hex(),
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "ID",
            "argon2__memory_cost": 47_104,
            "argon2__time_cost": 1,
            "argon2__parallelism": 1,
        },
        "SECURITY_PASSWORD_LENGTH_MIN": PASSWORD_LEAST,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_IMPLEMENTATIONS": {"code": "trainingkit.web.passkeys.Factors"},
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": CODE_SECONDS,
        "SECURITY_TWO_FACTOR_RESCUE_MAIL": None,
        "SECURITY_TOTP_SECRETS": {"1": key_for("second factors").hex()},
        "SECURITY_TOTP_ISSUER": ISSUER,
        **_PASSKEYS,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": RECOVERY_CODES,
        "SECURITY_FRESHNESS": STEP_UP,
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(0),
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_DATETIME_FACTORY": lambda: datetime.now(UTC),
        "SESSION_PROTECTION": None,  # would keep a trace of address and browser
    }


class SignInForm(LoginForm):
    """A name and a password, and nothing that would make a browser remember."""

    email = None
    remember = None

    def validate_next(self, field: Any) -> None:
        """An address that leads elsewhere is no reason to refuse: one's own account comes next then."""


NAME_LEAST, NAME_MOST = 3, 40


def clean_name(typed: str) -> str:
    """A name to sign in with as it is kept: what looks the same is the same, and capitals do not count."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def is_name(name: str) -> bool:
    """Whether a clean name is one: letters and digits of any language, hyphens, dots, underscores."""
    return NAME_LEAST <= len(name) <= NAME_MOST and all(each.isalnum() or each in "-._" for each in name)


def hashed(password: str) -> str:
    """A password as it is kept. Signing in asks for the same form, so that an accent typed in two ways is one."""
    normal = current_app.extensions["security"].password_util.normalize(password)
    return str(hash_password(normal))


class Names(UsernameUtil):
    """Names by our own rules, for whoever signs in too."""

    def normalize(self, username: str) -> str | None:
        """The clean name; None for what is none."""
        return self.validate(username)[1]

    def validate(self, username: str) -> tuple[str | None, str | None]:
        """What is wrong, if anything, and the clean name."""
        name = clean_name(username or "")
        return (None, name) if is_name(name) else ("name", None)


class ConfirmForm(VerifyForm):
    """The password once more, and a code where there is a second factor: of the app, or where a passkey is all there is
    and it is not used, one of those put aside."""

    def validate_next(self, field: Any) -> None:
        """The same as in signing in."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether it is her. The code is asked for last, since it counts once."""
        if not self.user.password or not super().validate(**kwargs):
            return False
        if not (self.user.tf_totp_secret or self.user.webauthn) or self._takes_code(request.form.get("code", "")[:40]):
            return True
        self.form_errors.append("code")
        return False

    def _takes_code(self, code: str) -> bool:
        security, secret = current_app.extensions["security"], self.user.tf_totp_secret
        if secret:
            token = code.replace(" ", "")
            codes = security.totp_factory
            return bool(codes.verify_totp(token=token, totp_secret=secret, user=self.user, window=CODE_SECONDS))
        aside = security.mf_recovery_codes_util
        return bool(aside.check_recovery_code(self.user, code) and aside.delete_recovery_code(self.user, code))


class OneTimeCodes(Totp):
    """Each code counts once."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """The last one that counted."""
        return user.tf_last_counter if isinstance(user, AccountRow) else None

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        """Notes it; the request commits."""
        if isinstance(user, AccountRow):
            user.tf_last_counter = tmatch.counter


class RecoveryCodes(MfRecoveryCodesUtil):
    """Codes of 80 random bits, of which digests are kept."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        """New ones, to be shown this once."""
        codes = [_grouped(secrets.token_hex(10)) for _ in range(RECOVERY_CODES)]
        self._store(user, [digest_of(_bare(code)) for code in codes])
        return codes

    def get_recovery_codes(self, user: UserMixin) -> list[str]:  # noqa: ARG002 - nobody can read them again
        """None: they cannot be read again."""
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Whether it is one that was not used yet."""
        return digest_of(_bare(code)) in (user.mf_recovery_codes or [])

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Uses it up."""
        self._store(user, [each for each in user.mf_recovery_codes or [] if each != digest_of(_bare(code))])
        return True

    @staticmethod
    def _store(user: UserMixin, digests: list[str]) -> None:
        current_app.extensions["security"].datastore.mf_set_recovery_codes(user, digests)


def _grouped(code: str) -> str:
    return "-".join(code[place : place + 5] for place in range(0, len(code), 5))


def _bare(code: str) -> str:
    return "".join(code.lower().split()).replace("-", "")
