"""Builds of a kit without a workshop, one build for equal requests, and the paper of each file."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TEXTS = (("document", 20), ("language", 35), ("subject", 200), ("paper", 8), ("ink", 8))
_COUNTS = ("copies", "sheets", "sides", "pieces")


def upgrade() -> None:
    """Adds the columns. A build that is there already belongs to its workshop's kit."""
    with op.batch_alter_table("jobs") as table:
        table.alter_column("workshop_id", existing_type=sa.String(32), nullable=True)
        table.add_column(sa.Column("kit", sa.String(120), nullable=False, server_default=""))
        table.add_column(sa.Column("digest", sa.String(64)))
        table.create_unique_constraint("uq_jobs_digest", ["digest"])
    op.execute("UPDATE jobs SET kit = COALESCE((SELECT kit FROM workshops WHERE workshops.id = jobs.workshop_id), '')")
    with op.batch_alter_table("jobs") as table:
        table.alter_column("kit", existing_type=sa.String(120), server_default=None)
    with op.batch_alter_table("job_documents") as table:
        for name, length in _TEXTS:
            table.add_column(sa.Column(name, sa.String(length), nullable=False, server_default=""))
        for name in _COUNTS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("in_envelope", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("unit", sa.String(200)))
    with op.batch_alter_table("job_documents") as table:
        for name, length in _TEXTS:
            table.alter_column(name, existing_type=sa.String(length), server_default=None)
        for name in _COUNTS:
            table.alter_column(name, existing_type=sa.Integer(), server_default=None)
        table.alter_column("in_envelope", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Takes them away, and builds of no workshop with them."""
    op.execute("DELETE FROM job_documents WHERE job_id IN (SELECT id FROM jobs WHERE workshop_id IS NULL)")
    op.execute("DELETE FROM jobs WHERE workshop_id IS NULL")
    with op.batch_alter_table("job_documents") as table:
        for name in ("unit", "in_envelope", *_COUNTS, *(each for each, _ in _TEXTS)):
            table.drop_column(name)
    with op.batch_alter_table("jobs") as table:
        table.drop_constraint("uq_jobs_digest", type_="unique")
        table.drop_column("digest")
        table.drop_column("kit")
        table.alter_column("workshop_id", existing_type=sa.String(32), nullable=False)
