"""The last code of a second factor that an account used, so that none counts twice."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; nobody has used a code yet."""
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("tf_last_counter", sa.Integer()))


def downgrade() -> None:
    """Takes it away."""
    with op.batch_alter_table("accounts") as table:
        table.drop_column("tf_last_counter")
