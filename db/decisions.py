"""Decisions: what became of the candidates of a vote, what settled it, and why."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Select, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, choice
from db.prepared import prepared
from db.voting import VotingRound

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
