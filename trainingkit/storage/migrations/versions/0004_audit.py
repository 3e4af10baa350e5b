"""The audit trail."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column as Col

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "audit",
        Col("number", sa.Integer(), primary_key=True, autoincrement=False),
        Col("at", sa.DateTime(), nullable=False),
        Col("actor", sa.String(32), nullable=False),
        Col("action", sa.String(60), nullable=False),
        Col("thing", sa.String(80), nullable=False),
        Col("outcome", sa.String(8), nullable=False),
        Col("stepped_up", sa.Boolean(), nullable=False),
        Col("mac", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("audit")
