"""Voting rounds, their candidates, the ballots and what was decided."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    delete,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, choice
from db.people import PersonRole
from db.prepared import prepared
from db.sharing import Initiative

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
    territory: Mapped[str] = mapped_column(Text)


class Ballot(Base):
    """The dots of one voter; after the close it belongs to a territory and a role, to nobody else."""

    __tablename__ = "ballots"
    __table_args__ = (UniqueConstraint("round_id", "voter_id"), {"sqlite_autoincrement": True})

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("voting_rounds.id", ondelete="CASCADE"))
    voter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
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
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome))
    how: Mapped[How] = mapped_column(choice(How))
    reason: Mapped[str] = mapped_column(String(REASON_LIMIT), default="")
    decided_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    decided_at: Mapped[datetime]


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


def candidate_ids(session: Session, round_id: int) -> list[int]:
    """The candidates of a round, in the order they were shared."""
    return list(
        session.scalars(
            select(Candidate.initiative_id)
            .where(Candidate.round_id == round_id)
            .order_by(Candidate.initiative_id)
        )
    )


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """What a ballot says of a candidate."""

    id: int
    title: str
    pitch: str
    picture_id: int | None
    territory: str
    territory_ids: list[int]


def candidate_cards(session: Session, round_id: int) -> list[CandidateCard]:
    """The candidates of a round, in the order they were shared."""
    return [CandidateCard(*row) for row in session.execute(*_candidate_cards(round_id))]


@prepared
def _candidate_cards(round_id: int) -> Select[int, str, str, int | None, str, list[int]]:
    return (
        select(
            Initiative.id,
            Initiative.title,
            Initiative.pitch,
            Initiative.picture_id,
            Candidate.territory,
            Candidate.territory_ids,
        )
        .join(Candidate, Candidate.initiative_id == Initiative.id)
        .where(Candidate.round_id == round_id)
        .order_by(Initiative.id)
    )


def all_candidates(session: Session, workshop_id: int) -> set[int]:
    """The initiatives of a workshop that stood in any round."""
    return set(session.scalars(*_all_candidates(workshop_id)))


@prepared
def _all_candidates(workshop_id: int) -> Select[int]:
    return (
        select(Candidate.initiative_id)
        .join(VotingRound, VotingRound.id == Candidate.round_id)
        .where(VotingRound.workshop_id == workshop_id)
    )


def stood_for_election(session: Session, initiative_id: int) -> bool:
    """Whether an initiative has been a candidate of any round."""
    rounds = select(Candidate.round_id).where(Candidate.initiative_id == initiative_id).limit(1)
    return session.scalar(rounds) is not None


def stands_for_election(session: Session, initiative_id: int) -> bool:
    """Whether an initiative is a candidate of a round that is open."""
    rounds = select(Candidate.round_id).join(VotingRound, VotingRound.id == Candidate.round_id)
    found = rounds.where(Candidate.initiative_id == initiative_id, VotingRound.closed_at.is_(None)).limit(1)
    return session.scalar(found) is not None


def decisions_of(session: Session, round_id: int) -> list[Decision]:
    """What was decided about the candidates of a round."""
    return list(
        session.scalars(
            select(Decision).where(Decision.round_id == round_id).order_by(Decision.initiative_id)
        )
    )


def drop_decisions(session: Session, round_id: int) -> None:
    """Forget what was decided in a round, to decide anew."""
    session.execute(delete(Decision).where(Decision.round_id == round_id))


def outcomes(session: Session, workshop_id: int) -> dict[int, Outcome]:
    """What became of each initiative that was decided about; the latest round has the last word."""
    return {row[0]: row[1] for row in session.execute(*_outcomes(workshop_id))}


@prepared
def _outcomes(workshop_id: int) -> Select[int, Outcome]:
    return (
        select(Decision.initiative_id, Decision.outcome)
        .join(VotingRound, VotingRound.id == Decision.round_id)
        .where(VotingRound.workshop_id == workshop_id)
        .order_by(Decision.round_id)
    )
