"""Workshops, in sealed parts, and who gives them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column as Col

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _id(name: str, refers: str = "", *, on: str = "CASCADE", null: bool = False, key: bool = False) -> Col[str]:
    """A column with an id; one that refers to another table says what becomes of it when that row goes."""
    target = [sa.ForeignKey(f"{refers}.id", ondelete=on)] if refers else []
    return Col(name, sa.String(32), *target, nullable=null, primary_key=key, index=bool(refers) and not key)


def _sealed(*, change: bool) -> tuple[Col[object], ...]:
    by = Col("changed_by", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL"), nullable=True, index=True)
    when = (Col("changed_at", sa.DateTime(), nullable=False), by) if change else ()
    return (Col("sealed", sa.LargeBinary(), nullable=False), *when)


def upgrade() -> None:
    """Makes the tables of workshops."""
    op.create_table(
        "workshops",
        _id("id", key=True),
        Col("kit", sa.String(120), nullable=False, index=True),
        Col("created_at", sa.DateTime(), nullable=False),
        Col("month", sa.String(7)),
        Col("region", sa.String(8)),
        Col("version", sa.Integer(), nullable=False),
    )
    op.create_table("workshop_keys", _id("workshop_id", "workshops", key=True), *_sealed(change=False))
    op.create_table(
        "workshop_parts",
        _id("workshop_id", "workshops", key=True),
        Col("name", sa.String(20), primary_key=True),
        *_sealed(change=True),
        Col("version", sa.Integer(), nullable=False),
    )
    op.create_table(
        "workshop_past",
        _id("workshop_id", "workshops", key=True),
        Col("name", sa.String(20), primary_key=True),
        Col("version", sa.Integer(), primary_key=True, autoincrement=False),
        *_sealed(change=True),
    )
    op.create_table(
        "members",
        _id("workshop_id", "workshops", key=True),
        Col(
            "account_id", sa.String(32), sa.ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
        ),
        Col("part", sa.String(8), nullable=False),
    )


def downgrade() -> None:
    """Takes them away."""
    for name in ("members", "workshop_past", "workshop_parts", "workshop_keys", "workshops"):
        op.drop_table(name)
