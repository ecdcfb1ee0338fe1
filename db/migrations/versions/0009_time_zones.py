"""The time zone of each workshop; those that are there were held in the instance's."""

import sqlalchemy as sa
from alembic import op

from settings import settings

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WORKSHOPS = sa.table("workshops", sa.column("time_zone", sa.String))


def upgrade() -> None:
    """Give each workshop the time zone that the operator set, or that of Paris."""
    op.add_column(
        "workshops",
        sa.Column("time_zone", sa.String(length=40), server_default="Europe/Paris", nullable=False),
    )
    op.execute(sa.update(WORKSHOPS).values(time_zone=settings().time_zone))


def downgrade() -> None:
    """Hours are those of Paris again."""
    op.drop_column("workshops", "time_zone")
