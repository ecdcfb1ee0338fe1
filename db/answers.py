"""Answers: what an initiative's holder answers to the territories that did not know."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, choice, now
from db.people import Person
from db.prepared import prepared
from db.ratings import Criterion
from db.sharing import Initiative
from db.workshops import Territory

ANSWER_LIMIT = 1000


class HolderAnswer(Base):
    """The answer to one question about one initiative."""

    __tablename__ = "holder_answers"
    __table_args__ = (UniqueConstraint("initiative_id", "criterion"),)

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"))
    criterion: Mapped[Criterion] = mapped_column(choice(Criterion))
    text: Mapped[str] = mapped_column(String(ANSWER_LIMIT))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    answered_at: Mapped[datetime] = mapped_column(default=now)


class Answered(NamedTuple):
    """An answer, and who gave it with their territory where that is known."""

    answer: HolderAnswer
    author: Person | None
    territory: str | None


def answers_in(session: Session, workshop_id: int) -> list[Answered]:
    """Every answer of a workshop's holders."""
    found = session.execute(
        select(HolderAnswer, Person, Territory.name)
        .outerjoin(Person, Person.id == HolderAnswer.author_id)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(HolderAnswer.workshop_id == workshop_id)
    )
    return [Answered(*row) for row in found]


def answer_to(session: Session, initiative_id: int, criterion: Criterion) -> HolderAnswer | None:
    """The answer to one question."""
    return session.scalars(
        select(HolderAnswer).where(
            HolderAnswer.initiative_id == initiative_id, HolderAnswer.criterion == criterion
        )
    ).one_or_none()


def initiatives_with(session: Session, ids: Collection[int]) -> dict[int, Initiative]:
    """These initiatives by their ids."""
    return {one.id: one for one in session.scalars(select(Initiative).where(Initiative.id.in_(ids)))}


def holds_any(session: Session, person_id: int) -> bool:
    """Whether a person carries or shared any initiative: whom nobody ever asks anything is quickly told."""
    return session.scalars(*_held_by(person_id)).first() is not None


@prepared
def _held_by(person_id: int) -> Select[int]:
    return (
        select(Initiative.id)
        .where(or_(Initiative.holder_id == person_id, Initiative.author_id == person_id))
        .limit(1)
    )
