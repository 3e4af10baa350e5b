"""Accounts, with their roles, passkeys, invitations and sessions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column as Col

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _id(name: str, refers: str = "", *, on: str = "CASCADE", null: bool = False, key: bool = False) -> Col[str]:
    """A column with an id; one that refers to another table says what becomes of it when that row goes."""
    target = [sa.ForeignKey(f"{refers}.id", ondelete=on)] if refers else []
    return Col(name, sa.String(32), *target, nullable=null, primary_key=key, index=bool(refers) and not key)


def _text(name: str, length: int, *, unique: bool | None = None, nullable: bool = False) -> Col[str]:
    return Col(name, sa.String(length), unique=unique, nullable=nullable)


def _list(name: str) -> Col[str]:
    """Strings with commas between them."""
    return Col(name, sa.UnicodeText())


def _digest() -> Col[str]:
    return Col("digest", sa.String(64), primary_key=True)


def _moment(name: str, *, index: bool = False, nullable: bool = False) -> Col[object]:
    return Col(name, sa.DateTime(), index=index, nullable=nullable)


def upgrade() -> None:
    """Makes the tables of accounts."""
    op.create_table("roles", _id("id", key=True), _text("name", 80, unique=True), _list("permissions"))
    op.create_table(
        "accounts",
        _id("id", key=True),
        _text("username", 80, unique=True),
        _text("password", 255, nullable=True),
        Col("active", sa.Boolean(), nullable=False),
        _text("fs_uniquifier", 64, unique=True),
        _text("fs_webauthn_user_handle", 64, unique=True, nullable=True),
        _text("tf_primary_method", 64, nullable=True),
        _text("tf_totp_secret", 255, nullable=True),
        _list("mf_recovery_codes"),
        _text("language", 8),
        _moment("create_datetime"),
        Col("version", sa.Integer(), nullable=False),
    )
    op.create_table("account_roles", _id("account_id", "accounts", key=True), _id("role_id", "roles", key=True))
    op.create_table("attempts", _digest(), Col("count", sa.Integer(), nullable=False), _moment("last_at", index=True))
    _make_passkeys()
    _make_links_and_sessions()


def _make_passkeys() -> None:
    op.create_table(
        "passkeys",
        _id("id", key=True),
        _id("user_id", "accounts"),
        Col("credential_id", sa.LargeBinary(1024), unique=True, nullable=False),
        Col("public_key", sa.LargeBinary(), nullable=False),
        Col("sign_count", sa.Integer()),
        _list("transports"),
        Col("backup_state", sa.Boolean(), nullable=False),
        _text("device_type", 64),
        _text("extensions", 255, nullable=True),
        _moment("create_datetime"),
        _moment("lastuse_datetime"),
        _text("name", 64),
        _text("usage", 64),
    )


def _make_links_and_sessions() -> None:
    op.create_table(
        "invitations",
        _digest(),
        _text("role", 80, nullable=True),
        _id("account_id", "accounts", null=True),
        _id("inviter_id", "accounts", on="SET NULL", null=True),
        _moment("created_at"),
        _moment("expires_at"),
        _moment("used_at", nullable=True),
    )
    op.create_table(
        "browser_sessions",
        _digest(),
        _id("account_id", "accounts", null=True),
        Col("data", sa.Text(), nullable=False),
        _moment("created_at"),
        _moment("seen_at"),
        _moment("expires_at", index=True),
    )


def downgrade() -> None:
    """Takes them away."""
    for name in ("browser_sessions", "invitations", "passkeys", "attempts", "account_roles", "accounts", "roles"):
        op.drop_table(name)
