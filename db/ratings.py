"""Ratings: what each person says of their own territory, criterion by criterion, and the reveal."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Select,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, choice, now
from db.people import Person, acts
from db.prepared import prepared
from db.sharing import Initiative


class Criterion(StrEnum):
    """The ten criteria of transferability, then the two optional ones, in the method's order."""

    need = "need"
    acceptability = "acceptability"
    political_backing = "political_backing"
    legal_remit = "legal_remit"
    partners = "partners"
    team = "team"
    funding = "funding"
    means = "means"
    scale_and_timing = "scale_and_timing"
    support = "support"
    evidence = "evidence"
    adaptability = "adaptability"


OPTIONAL = (Criterion.evidence, Criterion.adaptability)
"""Asked only where the workshop's settings say so."""


class Rating(Base):
    """One person's answer for their territory; no value is "don't know"."""

    __tablename__ = "ratings"
    __table_args__ = (CheckConstraint("value BETWEEN 0 AND 3", name="value_on_the_scale"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    criterion: Mapped[Criterion] = mapped_column(choice(Criterion), primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territories.id", ondelete="CASCADE"), index=True)
    value: Mapped[int | None]
    rated_at: Mapped[datetime] = mapped_column(default=now)


class MatrixReveal(Base):
    """The moment from which a workshop sees its matrix."""

    __tablename__ = "matrix_reveals"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    revealed_at: Mapped[datetime] = mapped_column(default=now)
    revealed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


def rating_counts() -> ColumnElement[bool]:
    """Whether a rating counts: its person is not removed, or was after everybody had seen the matrix."""
    seen = exists().where(
        MatrixReveal.workshop_id == Rating.workshop_id, MatrixReveal.revealed_at <= Person.removed_at
    )
    return or_(Person.removed_at.is_(None), seen.correlate(Rating, Person))


@dataclass(frozen=True, slots=True)
class Rater:
    """Who rates, held so that their other tabs wait."""

    id: int
    workshop_id: int
    territory_id: int | None


class Work(NamedTuple):
    """An initiative as far as rating goes: what it was merged into, and where it comes from."""

    id: int
    title: str
    territory_id: int | None
    hidden: bool
    merged_into_id: int | None


def lock_rater(session: Session, person_id: int) -> Rater | None:
    """The rater, until the end of this transaction for us alone; None for one who may not act."""
    found = session.execute(*_rater(person_id)).one_or_none()
    return Rater(*found) if found else None


@prepared
def _rater(person_id: int) -> Select[int, int, int | None]:
    return (
        select(Person.id, Person.workshop_id, Person.territory_id)
        .where(Person.id == person_id, *acts())
        .with_for_update(key_share=True)
    )


def works_in(session: Session, workshop_id: int) -> list[Work]:
    """Every initiative of a workshop, hidden and merged ones too, in the order they came."""
    return [Work(*row) for row in session.execute(*_works_in(workshop_id))]


@prepared
def _works_in(workshop_id: int) -> Select[int, str, int | None, bool, int | None]:
    return (
        select(
            Initiative.id,
            Initiative.title,
            Initiative.territory_id,
            Initiative.hidden_at.is_not(None),
            Initiative.merged_into_id,
        )
        .where(Initiative.workshop_id == workshop_id)
        .order_by(Initiative.id)
    )


def answers_of(session: Session, person_id: int) -> dict[tuple[int, Criterion], tuple[int | None, int]]:
    """What a person answered, with the territory it was said of, by initiative and criterion."""
    return {(row[0], row[1]): (row[2], row[3]) for row in session.execute(*_answers_of(person_id))}


@prepared
def _answers_of(person_id: int) -> Select[int, Criterion, int | None, int]:
    return select(Rating.initiative_id, Rating.criterion, Rating.value, Rating.territory_id).where(
        Rating.person_id == person_id
    )


def write_rating(
    session: Session,
    rater: Rater,
    initiative_id: int,
    criterion: Criterion,
    value: int | None,
    *,
    anew: bool,
) -> None:
    """Write an answer down, `anew` over the one that is there."""
    said = {"territory_id": rater.territory_id, "value": value, "rated_at": now()}
    if anew:
        session.execute(update(Rating).where(*_key(rater.id, initiative_id, criterion)).values(said))
    else:
        key = {"person_id": rater.id, "initiative_id": initiative_id, "criterion": criterion}
        session.execute(insert(Rating).values(workshop_id=rater.workshop_id, **key, **said))


def drop_rating(session: Session, person_id: int, initiative_id: int, criterion: Criterion) -> None:
    """Take an answer away."""
    session.execute(delete(Rating).where(*_key(person_id, initiative_id, criterion)))


def _key(person_id: int, initiative_id: int, criterion: Criterion) -> tuple[ColumnElement[bool], ...]:
    return (
        Rating.person_id == person_id,
        Rating.initiative_id == initiative_id,
        Rating.criterion == criterion,
    )


def revealed(session: Session, workshop_id: int) -> bool:
    """Whether a workshop sees its matrix."""
    return session.scalars(*_revealed(workshop_id)).first() is not None


@prepared
def _revealed(workshop_id: int) -> Select[int]:
    return select(MatrixReveal.workshop_id).where(MatrixReveal.workshop_id == workshop_id)
