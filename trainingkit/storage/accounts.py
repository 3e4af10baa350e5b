# mypy: disable-error-code="assignment"
# (Flask-Security's mixins declare plain attributes, the columns that they become are `Mapped`.)
"""The rows of people who sign in: accounts, roles, passkeys, invitations, their sessions, failed attempts.

No address of anybody is kept: an account has a name of its owner's choice, and an invitation is a link that people
hand over. Secrets stand here as digests (passwords by argon2, links and sessions by SHA-256), except the seed of a
second factor, which Flask-Security encrypts. Refuses to know who may do what (`domain.access`).
"""

from datetime import datetime

from flask_security import AsaList, RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, Text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingkit.domain.access import Account, Rank
from trainingkit.storage.base import Base, new_id

_STRINGS = MutableList.as_mutable(AsaList())

account_roles = Table(
    "account_roles",
    Base.metadata,
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class RoleRow(Base, RoleMixin):
    """A rank of `domain.access`, by its name."""

    __tablename__ = "roles"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    permissions: Mapped[list[str] | None] = mapped_column(_STRINGS)
    """Flask-Security asks for the column; rights are decided in `domain.access`, so it stays empty."""


class AccountRow(Base, UserMixin):
    """An account. `username` is what one signs in with; nobody has to be recognised by it."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    username: Mapped[str] = mapped_column(String(80), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=new_id)
    """What sessions name an account by; a new one ends them all."""
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None]
    """The last code that was used, so that none counts twice."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(_STRINGS)
    language: Mapped[str] = mapped_column(String(8), default="es")
    create_datetime: Mapped[datetime]
    version: Mapped[int] = mapped_column()

    roles: Mapped[list[RoleRow]] = relationship(secondary=account_roles, lazy="selectin")
    webauthn: Mapped[list["PasskeyRow"]] = relationship(back_populates="user", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy asks for a plain dict

    @property
    def email(self) -> str:  # type: ignore[override]  # nothing writes it
        """By this Flask-Security compares whose passkey confirms something; of addresses none is kept."""
        return self.username

    @property
    def ranks(self) -> frozenset[Rank]:
        """What the account is for."""
        return frozenset(Rank(each.name) for each in self.roles)

    def check_tf_required_setup(self) -> bool:
        """Whether a second factor has to be set up: Flask-Security's question."""
        return Account(self.id, self.ranks).needs_second_factor

    def check_tf_required(
        self,
        tf_setup_methods: list[tuple[str, str]],
        tf_fresh: bool,  # noqa: ARG002 - no browser is remembered as good enough
    ) -> tuple[bool, list[tuple[str, str]]]:
        """Whether it has to be shown now: always, once there is one or has to be one."""
        return bool(tf_setup_methods) or self.check_tf_required_setup(), tf_setup_methods


class PasskeyRow(Base, WebAuthnMixin):
    """A passkey of an account."""

    __tablename__ = "passkeys"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    user_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int | None] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(_STRINGS)
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    create_datetime: Mapped[datetime]
    lastuse_datetime: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))

    user: Mapped[AccountRow] = relationship(back_populates="webauthn")


class InvitationRow(Base):
    """A link that makes an account, or lets its owner choose a new password; used once, by POST."""

    __tablename__ = "invitations"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 of the secret in the link."""
    role: Mapped[str | None] = mapped_column(String(80))
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    """Whose password may be chosen anew; None for an account that does not exist yet."""
    inviter_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    """None for the first account, which the server itself invites."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class BrowserSessionRow(Base):
    """What the server remembers of one browser. The browser holds the secret of which this is the digest."""

    __tablename__ = "browser_sessions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    data: Mapped[str] = mapped_column(Text)
    """JSON."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class AttemptRow(Base):
    """Failed attempts at one thing, by a keyed digest that tells neither whose account nor which address."""

    __tablename__ = "attempts"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
