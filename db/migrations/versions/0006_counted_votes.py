"""Closed votes keep what was counted of them, and no ballot; a closing round is told once.

The ballots of closed votes are counted and destroyed, and so are the lines of the journal that counted the
dots of named people, and who voted. Of a vote from before only the dots are told from now on: its other
numbers were told by a rule that could betray a person (docs/decisions/secrecy-of-numbers.md).

Tables are made anew rather than altered: what is dropped leaves no dead row on PostgreSQL, and SQLite writes
over it (db/migrate.py).
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FEWEST = 3
ROLES = ("elected", "officer", "state", "project", "other")

ROUNDS = sa.table("voting_rounds", sa.column("id", sa.Integer), sa.column("counted", sa.JSON))
SEALED = sa.table(
    "sealed_results",
    *(sa.column(name) for name in ("workshop_id", "kind", "stage_id")),
    sa.column("content", sa.JSON),
    sa.column("sealed_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Count, keep what may be told, and destroy the rest."""
    op.add_column("voting_rounds", sa.Column("counted", sa.JSON(), nullable=True))
    _count_closed_votes()
    _tell_closing_rounds()
    ballots = _all(
        "SELECT * FROM ballots WHERE voter_id IS NOT NULL AND round_id IN"
        " (SELECT id FROM voting_rounds WHERE closed_at IS NULL)"
    )
    dots = _all(
        "SELECT d.* FROM dots d JOIN ballots b ON b.id = d.ballot_id WHERE b.voter_id IS NOT NULL"
        " AND b.round_id IN (SELECT id FROM voting_rounds WHERE closed_at IS NULL)"
    )
    op.drop_table("turnouts")
    op.drop_table("dots")
    op.drop_table("ballots")
    _make_ballots()
    _insert("ballots", ballots)
    _insert("dots", dots)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('ballots', 'id'), 1 + coalesce(max(id), 0)) FROM ballots"
        )
    op.execute("DELETE FROM journal WHERE action IN ('dot_placed', 'dot_taken')")
    op.execute("DELETE FROM sealed_results WHERE kind = 'vote'")
    _seal_no_votes()


def downgrade() -> None:
    """There is no way back: what would have to be restored is destroyed."""
    raise NotImplementedError("Restore a backup made before the upgrade.")


def _count_closed_votes() -> None:
    sealed = {
        int(round_id): told
        for row in op.get_bind().execute(sa.select(SEALED.c.content).where(SEALED.c.kind == "vote"))
        for round_id, told in row.content.items()
    }
    for vote in _all("SELECT id, workshop_id FROM voting_rounds WHERE closed_at IS NOT NULL"):
        counted = _counted(vote["id"], vote["workshop_id"], sealed.get(vote["id"]))
        if counted["voted"] < FEWEST:  # dots of one or two voters are their ballots
            counted |= {"voted": 0, "proxies": 0}
            counted["support"] = {one: told | {"dots": 0} for one, told in counted["support"].items()}
        op.get_bind().execute(ROUNDS.update().where(ROUNDS.c.id == vote["id"]).values(counted=counted))


def _counted(round_id: int, workshop_id: int, sealed: dict[str, Any] | None) -> dict[str, Any]:
    """A closed vote as facilitation/counted.py keeps it, with nothing told but the dots."""
    places = [row["id"] for row in _all("SELECT id FROM territories WHERE workshop_id = :id", workshop_id)]
    untold = {
        "territories": None,
        "by_role": [[role, None] for role in ROLES],
        "by_territory": [[place, None] for place in (*places, None)],
    }
    voters = _all(
        "SELECT t.proxy, p.simulated FROM turnouts t JOIN people p ON p.id = t.person_id"
        " WHERE t.round_id = :id",
        round_id,
    )
    return {
        "voted": sealed["voted"] if sealed else len(voters),
        "proxies": sealed["proxies"] if sealed else sum(bool(voter["proxy"]) for voter in voters),
        "simulated": any(voter["simulated"] for voter in voters),
        "support": {
            one: {"dots": dots} | untold
            for one, dots in (_sealed_dots(sealed) if sealed else _dots(round_id)).items()
        },
    }


def _sealed_dots(sealed: dict[str, Any]) -> dict[str, int]:
    return {one: support["dots"] for one, support in sealed["support"].items()}


def _dots(round_id: int) -> dict[str, int]:
    found = _all(
        "SELECT c.initiative_id, (SELECT count(*) FROM dots d JOIN ballots b ON b.id = d.ballot_id"
        " WHERE b.round_id = c.round_id AND d.initiative_id = c.initiative_id) AS dots"
        " FROM candidates c WHERE c.round_id = :id",
        round_id,
    )
    return {str(row["initiative_id"]): row["dots"] for row in found}


def _tell_closing_rounds() -> None:
    """Tell once what was told of the closing rounds that are over, from three answers on."""
    told = {row["stage_id"] for row in _all("SELECT stage_id FROM sealed_results WHERE kind = 'round'")}
    over = _all(
        "SELECT s.id, s.workshop_id FROM stages s WHERE s.kind = 'closing' AND NOT EXISTS"
        " (SELECT 1 FROM stage_openings o WHERE o.stage_id = s.id AND o.closed_at IS NULL)"
    )
    for stage in over:
        answers = _all(
            "SELECT a.choice, a.words FROM round_answers a JOIN people p ON p.id = a.person_id"
            " WHERE a.stage_id = :id AND p.removed_at IS NULL",
            stage["id"],
        )
        if len(answers) >= 3 and stage["id"] not in told:
            op.get_bind().execute(SEALED.insert().values(_told_round(stage, answers)))


def _told_round(stage: dict[str, Any], answers: list[dict[str, Any]]) -> dict[str, Any]:
    choices = [answer["choice"] for answer in answers]
    return {
        "workshop_id": stage["workshop_id"],
        "kind": "round",
        "stage_id": stage["id"],
        "content": {
            "answered": len(answers),
            "counts": [choices.count(choice) for choice in range(1, 6)],
            "words": sorted(answer["words"] for answer in answers if answer["words"]),
        },
        "sealed_at": datetime.now(UTC),
    }


def _all(question: str, about: int | None = None) -> list[dict[str, Any]]:
    asked = {} if about is None else {"id": about}
    return [dict(row) for row in op.get_bind().execute(sa.text(question), asked).mappings()]


def _insert(table: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        op.get_bind().execute(sa.table(table, *(sa.column(name) for name in row)).insert().values(row))


def _make_ballots() -> None:
    op.create_table(
        "ballots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("voter_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(*ROLES, name="personrole", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("proxy", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["voting_rounds.id"],
            name=op.f("fk_ballots_round_id_voting_rounds"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territories.id"],
            name=op.f("fk_ballots_territory_id_territories"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["voter_id"], ["people.id"], name=op.f("fk_ballots_voter_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballots")),
        sa.UniqueConstraint("round_id", "voter_id", name=op.f("uq_ballots_round_id_voter_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("ballots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballots_voter_id"), ["voter_id"], unique=False)
    op.create_table(
        "dots",
        sa.Column("ballot_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_dots_places_from_one")),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballots.id"], name=op.f("fk_dots_ballot_id_ballots"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_dots_initiative_id_initiatives"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ballot_id", "initiative_id", "place", name=op.f("pk_dots")),
    )
    with op.batch_alter_table("dots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dots_initiative_id"), ["initiative_id"], unique=False)


def _seal_no_votes() -> None:
    name, rule = op.f("ck_sealed_results_sealedkind"), "kind IN ('matrix', 'round')"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(name, "sealed_results", type_="check")
        op.create_check_constraint(name, "sealed_results", rule)
        return
    with op.batch_alter_table("sealed_results", recreate="always") as batch_op:
        batch_op.create_check_constraint(name, rule)
