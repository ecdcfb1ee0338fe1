"""Answers to the opening and closing rounds (check-in and return on time invested)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, delete, exists, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.agenda import StageOpening
from db.base import Base, now
from db.people import Person


class RoundAnswer(Base):
    """One person's answer to a round: a choice from 1 to 5 and a few words."""

    __tablename__ = "round_answers"
    __table_args__ = (CheckConstraint("choice BETWEEN 1 AND 5", name="choice"),)

    stage_id: Mapped[int] = mapped_column(ForeignKey("stages.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    choice: Mapped[int]
    words: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(default=now)


def answer_counts() -> ColumnElement[bool]:
    """Whether an answer counts: its person is not removed, or was once the round had been closed."""
    closed = exists().where(
        StageOpening.stage_id == RoundAnswer.stage_id, StageOpening.closed_at <= Person.removed_at
    )
    return or_(Person.removed_at.is_(None), closed.correlate(RoundAnswer, Person))


def answer_row(session: Session, stage_id: int, person_id: int) -> RoundAnswer | None:
    """A person's answer to a round."""
    return session.get(RoundAnswer, (stage_id, person_id))


def answers_to(session: Session, stage_id: int) -> list[RoundAnswer]:
    """Every answer to a round that counts, the first one first."""
    return list(
        session.scalars(
            select(RoundAnswer)
            .join(Person, Person.id == RoundAnswer.person_id)
            .where(RoundAnswer.stage_id == stage_id, answer_counts())
            .order_by(RoundAnswer.at, RoundAnswer.person_id)
        )
    )


def move_answers(session: Session, person_id: int, to_id: int) -> None:
    """Let one person's answers be another's, who keeps the answers already given."""
    given = select(RoundAnswer.stage_id).where(RoundAnswer.person_id == to_id)
    mine = RoundAnswer.person_id == person_id
    session.execute(
        update(RoundAnswer)
        .where(mine, RoundAnswer.stage_id.not_in(given))
        .values(person_id=to_id)
        .execution_options(synchronize_session=False)
    )
    session.execute(delete(RoundAnswer).where(mine).execution_options(synchronize_session=False))
