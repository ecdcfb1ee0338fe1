"""Who was there: those who came, the removed too where what they did counts, and never a merged entry."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from db.people import Person
from db.posts import Post
from db.ratings import Rating, rating_counts
from db.rounds import RoundAnswer, answer_counts
from db.sharing import Initiative
from db.voting import VotingRound


def was_there() -> ColumnElement[bool]:
    """Whether a person is one of those who were there."""
    return and_(
        Person.arrived_at.is_not(None),
        Person.merged_into_id.is_(None),
        or_(Person.removed_at.is_(None), *_left_something()),
    )


def _left_something() -> Iterable[ColumnElement[bool]]:
    """A vote that closed while they were there (who voted, nobody knows), what counts, what they wrote."""
    return (
        exists().where(
            VotingRound.workshop_id == Person.workshop_id,
            VotingRound.closed_at.between(Person.arrived_at, Person.removed_at),
        ),
        exists().where(RoundAnswer.person_id == Person.id, answer_counts()),
        exists().where(Rating.person_id == Person.id, rating_counts()),
        exists().where(Post.author_id == Person.id, Post.deleted_at.is_(None)),
        exists().where(Initiative.author_id == Person.id),
    )


def those_who_were_there(session: Session, workshop_id: int) -> list[Person]:
    """Everybody who was in the room of a workshop, in the order they were entered."""
    there = select(Person).where(Person.workshop_id == workshop_id, was_there())
    return list(session.scalars(there.order_by(Person.id)))


def arrived_in(session: Session, workshop_ids: Iterable[int]) -> dict[int, int]:
    """How many people were there in each of some workshops."""
    found = session.execute(
        select(Person.workshop_id, func.count())
        .where(Person.workshop_id.in_(workshop_ids), was_there())
        .group_by(Person.workshop_id)
    )
    return {row[0]: row[1] for row in found}
