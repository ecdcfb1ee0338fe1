"""When a person was erased, and whether the role beside what they wrote may still be said."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody was erased before there was erasure."""
    op.add_column("people", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("people", sa.Column("role_said", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Those who were erased stay so: people without a name who have left."""
    op.drop_column("people", "role_said")
    op.drop_column("people", "erased_at")
