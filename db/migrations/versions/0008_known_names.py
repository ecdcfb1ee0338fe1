"""Territories can be made one and apart again; what a territory says of a concept is known in any spelling.

Where two spellings of one territory have both said something of a concept, both stay: the later one gets its
number behind what it is known by.
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INTERESTS = sa.table(
    "interests",
    *(sa.column(name, sa.Integer) for name in ("id", "concept_id")),
    *(sa.column(name, sa.String) for name in ("territory", "folded")),
)
LONGEST = 80
LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"}


def upgrade() -> None:
    """Make the table of merges, and fold what is there, the first said first."""
    op.create_table(
        "territory_merges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_id"],
            ["territories.id"],
            name=op.f("fk_territory_merges_kept_id_territories"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshops.id"],
            name=op.f("fk_territory_merges_workshop_id_workshops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory_merges")),
    )
    for column in ("kept_id", "workshop_id"):
        op.create_index(op.f(f"ix_territory_merges_{column}"), "territory_merges", [column], unique=False)
    connection = op.get_bind()
    said = connection.execute(
        sa.select(INTERESTS.c.id, INTERESTS.c.concept_id, INTERESTS.c.territory).order_by(INTERESTS.c.id)
    ).all()
    known: dict[tuple[int, str], int] = {}
    changed: dict[int, str] = {}
    for interest_id, concept_id, territory in said:
        folded = _folded(territory)[:LONGEST]
        first = known.setdefault((concept_id, folded), interest_id)
        changed[interest_id] = folded if first == interest_id else f"{folded[: LONGEST - 12]} {interest_id}"
    for interest_id in changed:  # out of each other's way first: the column is unique within a concept
        _fold(connection, interest_id, f"{interest_id} moves")
    for interest_id, folded in changed.items():
        _fold(connection, interest_id, folded)


def _fold(connection: sa.Connection, interest_id: int, folded: str) -> None:
    connection.execute(sa.update(INTERESTS).where(INTERESTS.c.id == interest_id).values(folded=folded))


def _folded(territory: str) -> str:
    """As db/spelling.py knew a name when this was written, but for names of signs alone, which stay."""
    plain = unicodedata.normalize("NFKD", territory.casefold())
    unseen = "\u115f\u1160"
    letters = "".join(LETTERS.get(one, one) for one in plain if one.isalnum() and one not in unseen)
    return letters or plain


def downgrade() -> None:
    """Merges stay; that they can be undone is forgotten."""
    op.drop_table("territory_merges")
