"""Candidates: the initiatives that one can vote for in a round."""

from dataclasses import dataclass

from sqlalchemy import JSON, ForeignKey, Select, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base
from db.prepared import prepared
from db.sharing import Initiative
from db.voting import VotingRound


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


@dataclass(frozen=True, slots=True)
class CandidateCard:
    """What a ballot says of a candidate."""

    id: int
    title: str
    pitch: str
    picture_id: int | None
    territory: str
    territory_ids: list[int]


def candidate_ids(session: Session, round_id: int) -> list[int]:
    """The candidates of a round, in the order they were shared."""
    return list(
        session.scalars(
            select(Candidate.initiative_id)
            .where(Candidate.round_id == round_id)
            .order_by(Candidate.initiative_id)
        )
    )


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
