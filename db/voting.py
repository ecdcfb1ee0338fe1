"""Voting rounds with what was counted of them, and the ballots while a round is open."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, choice
from db.people import PersonRole
from db.prepared import prepared


class VotingRound(Base):
    """One vote, with the rules it was opened under; at most one is open in a workshop.

    Once it is closed, what was `counted` is all there is of it; a round that is open has nothing counted.
    """

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
    counted: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    @property
    def runoff(self) -> bool:
        """Whether this round settles the tie of another."""
        return self.settles_id is not None


class Ballot(Base):
    """The dots of one voter while the round is open; the close destroys it."""

    __tablename__ = "ballots"
    __table_args__ = (UniqueConstraint("round_id", "voter_id"), {"sqlite_autoincrement": True})

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"))
    voter_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id", ondelete="SET NULL"))
    role: Mapped[PersonRole] = mapped_column(choice(PersonRole))
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


def round_row(session: Session, round_id: int) -> VotingRound | None:
    """The round that bears this id."""
    return session.get(VotingRound, round_id)


def open_round(session: Session, workshop_id: int) -> VotingRound | None:
    """The round that is open in a workshop."""
    return session.scalars(*_open_round(workshop_id)).first()


@prepared
def _open_round(workshop_id: int) -> Select[VotingRound]:
    return select(VotingRound).where(VotingRound.workshop_id == workshop_id, VotingRound.closed_at.is_(None))


def lock_open_round(session: Session, stage_id: int) -> VotingRound | None:
    """The open round of a stage, held so that no dot is put or taken until this transaction ends."""
    return session.scalar(
        select(VotingRound)
        .where(VotingRound.stage_id == stage_id, VotingRound.closed_at.is_(None))
        .with_for_update()
    )


def last_round(session: Session, workshop_id: int, stage_id: int | None = None) -> VotingRound | None:
    """The latest round of a workshop, or of one of its stages."""
    if stage_id is not None:
        return session.scalars(*_last_round_of_stage(workshop_id, stage_id)).first()
    return session.scalars(*_last_round(workshop_id)).first()


@prepared
def _last_round(workshop_id: int) -> Select[VotingRound]:
    rounds = select(VotingRound).where(VotingRound.workshop_id == workshop_id)
    return rounds.order_by(VotingRound.id.desc()).limit(1)


@prepared
def _last_round_of_stage(workshop_id: int, stage_id: int) -> Select[VotingRound]:
    rounds = select(VotingRound).where(
        VotingRound.workshop_id == workshop_id, VotingRound.stage_id == stage_id
    )
    return rounds.order_by(VotingRound.id.desc()).limit(1)


def last_first_round(session: Session, workshop_id: int) -> VotingRound | None:
    """The latest round of a workshop that settles no other one."""
    rounds = select(VotingRound).where(
        VotingRound.workshop_id == workshop_id, VotingRound.settles_id.is_(None)
    )
    return session.scalar(rounds.order_by(VotingRound.id.desc()).limit(1))
