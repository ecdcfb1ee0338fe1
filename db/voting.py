"""Voting rounds, their candidates, the ballots and what was decided."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key

REASON_LIMIT = 500


class Outcome(StrEnum):
    """What became of a candidate."""

    KEPT = "kept"
    RESERVE = "reserve"


class How(StrEnum):
    """What settled the choice."""

    TALLY = "tally"
    TERRITORIES = "territories"
    RUNOFF = "runoff"
    ALL_KEPT = "all_kept"
    FACILITATOR = "facilitator"


class VotingRound(Base):
    """One vote, with the rules it was opened under; at most one is open in a workshop."""

    __tablename__ = "voting_rounds"
    __table_args__ = (
        Index(
            "uq_voting_rounds_open",
            "workshop_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        CheckConstraint("dots >= 1", name="some_dots"),
        CheckConstraint("cap >= 1", name="some_cap"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id", ondelete="CASCADE"), index=True)
    settles_id: Mapped[int | None] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"))
    dots: Mapped[int]
    cap: Mapped[int]
    keep: Mapped[int]
    own_territory: Mapped[bool]
    seed: Mapped[int]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    eligible: Mapped[int | None]
    revealed_at: Mapped[datetime | None]
    revealed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    @property
    def runoff(self) -> bool:
        """Whether this round settles the tie of another."""
        return self.settles_id is not None


class Candidate(Base):
    """An initiative one can vote for in a round, with the territories it comes from."""

    __tablename__ = "candidates"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("voting_rounds.id", ondelete="CASCADE"), primary_key=True
    )
    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    territory_ids: Mapped[list[int]] = mapped_column(JSON)


class Ballot(Base):
    """The dots of one voter; after the close it belongs to a territory and a role, to nobody else."""

    __tablename__ = "ballots"
    __table_args__ = (UniqueConstraint("round_id", "voter_id"), {"sqlite_autoincrement": True})

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"))
    voter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id", ondelete="SET NULL"))
    role: Mapped[str] = mapped_column(String(20))
    proxy: Mapped[bool] = mapped_column(default=False)


class Dot(Base):
    """One dot on an initiative; `place` tells apart those that one ballot stacks on the same one."""

    __tablename__ = "dots"
    __table_args__ = (CheckConstraint("place >= 1", name="places_from_one"),)

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id", ondelete="CASCADE"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Turnout(Base):
    """The fact that a person voted in a round, written at the close, apart from their ballot."""

    __tablename__ = "turnouts"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("voting_rounds.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    proxy: Mapped[bool]


class Decision(Base):
    """What the group decided about a candidate, what settled it, and why where it had to be said."""

    __tablename__ = "decisions"

    round_id: Mapped[int] = mapped_column(
        ForeignKey("voting_rounds.id", ondelete="CASCADE"), primary_key=True
    )
    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    outcome: Mapped[str] = mapped_column(String(20))
    how: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(REASON_LIMIT), default="")
    decided_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime]
