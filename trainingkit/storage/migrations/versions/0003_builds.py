"""Builds with their documents, finished files, and links to packs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column as Col

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _id(name: str, refers: str = "", *, on: str = "CASCADE", null: bool = False, key: bool = False) -> Col[str]:
    """A column with an id; one that refers to another table says what becomes of it when that row goes."""
    target = [sa.ForeignKey(f"{refers}.id", ondelete=on)] if refers else []
    return Col(name, sa.String(32), *target, nullable=null, primary_key=key, index=bool(refers) and not key)


def _moment(name: str, *, nullable: bool = False) -> Col[object]:
    return Col(name, sa.DateTime(), nullable=nullable)


def upgrade() -> None:
    """Makes the tables of builds, files and links."""
    op.create_table(
        "artefacts",
        Col("key", sa.String(64), primary_key=True),
        Col("sha256", sa.String(64), nullable=False),
        Col("size", sa.Integer(), nullable=False),
        Col("pages", sa.Integer(), nullable=False),
        _moment("made_at"),
    )
    op.create_table(
        "jobs",
        _id("id", key=True),
        _id("workshop_id", "workshops"),
        _id("asked_by", "accounts", on="SET NULL", null=True),
        Col("order", sa.JSON(), nullable=False),
        Col("state", sa.String(8), nullable=False, index=True),
        Col("code", sa.String(60)),
        _moment("created_at"),
        _moment("leased_until", nullable=True),
        Col("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "job_documents",
        _id("job_id", "jobs", key=True),
        Col("position", sa.Integer(), primary_key=True, autoincrement=False),
        Col("name", sa.String(200), nullable=False),
        Col("audience", sa.String(20), nullable=False),
        Col("state", sa.String(8), nullable=False),
        Col("code", sa.String(60)),
        Col("artefact_key", sa.String(64), sa.ForeignKey("artefacts.key"), index=True),
    )
    op.create_table(
        "pack_links",
        _id("id", key=True),
        Col("digest", sa.String(64), unique=True, nullable=False),
        _id("workshop_id", "workshops", null=True),
        Col("kit", sa.String(120), nullable=False),
        Col("order", sa.JSON(), nullable=False),
        _id("made_by", "accounts", on="SET NULL", null=True),
        _moment("created_at"),
        _moment("expires_at"),
        _moment("revoked_at", nullable=True),
    )


def downgrade() -> None:
    """Takes them away."""
    for name in ("pack_links", "job_documents", "jobs", "artefacts"):
        op.drop_table(name)
