"""What the matrix is drawn from: answers counted by the database, who could answer, and the tables."""

from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.groups import Group, GroupMember
from db.people import Person, PersonRole
from db.prepared import prepared
from db.ratings import OPTIONAL, Criterion, Rating, rating_counts

Asked = TypeVarTuple("Asked")


class Tally(NamedTuple):
    """The answers of one territory on one criterion of one initiative, counted: 0 to 3, then by role."""

    initiative_id: int
    territory_id: int
    criterion: Criterion
    unknown: int
    values: tuple[int, ...]
    elected: tuple[int, ...]
    officers: tuple[int, ...]


class Answered(NamedTuple):
    """How many criteria somebody answered for their territory, without the optional ones and with them."""

    person_id: int
    territory_id: int
    initiative_id: int
    usual: int
    whole: int


def tables_of(session: Session, workshop_id: int) -> list[tuple[int, int, int | None]]:
    """Which tables work on which initiative, for each territory there: (number, initiative, territory)."""
    return [(row[0], row[1], row[2]) for row in session.execute(*_tables_of(workshop_id))]


@prepared
def _tables_of(workshop_id: int) -> Select[int, int, int | None]:
    return (
        select(Group.number, Group.initiative_id, Person.territory_id)
        .distinct()
        .outerjoin(GroupMember, GroupMember.group_id == Group.id)
        .outerjoin(Person, (Person.id == GroupMember.person_id) & Person.removed_at.is_(None))
        .where(Group.workshop_id == workshop_id)
        .order_by(Group.number)
    )


def answered_by(session: Session, workshop_id: int) -> list[Answered]:
    """How much everybody answered of each initiative, never how."""
    return [Answered(*row) for row in session.execute(*_answered_by(workshop_id))]


@prepared
def _answered_by(workshop_id: int) -> Select[*tuple[Any, ...]]:
    whose = (Rating.person_id, Rating.territory_id, Rating.initiative_id)
    usual = func.count().filter(Rating.criterion.not_in(OPTIONAL))
    return _valid(select(*whose, usual, func.count()), workshop_id).group_by(*whose)


def tallies_of(session: Session, workshop_id: int) -> list[Tally]:
    """Every answer of a workshop's people on their present territory, counted by the database."""
    return [
        Tally(row[0], row[1], row[2], row[3], row[4:8], row[8:12], row[12:16])
        for row in session.execute(*_tallies_of(workshop_id))
    ]


@prepared
def _tallies_of(workshop_id: int) -> Select[*tuple[Any, ...]]:
    counts = [
        func.count().filter(Rating.value == value, *role)
        for role in ((), (Person.role == PersonRole.elected,), (Person.role == PersonRole.officer,))
        for value in range(4)
    ]
    cell = (Rating.initiative_id, Rating.territory_id, Rating.criterion)
    unknown = func.count().filter(Rating.value.is_(None))
    return _valid(select(*cell, unknown, *counts), workshop_id).group_by(*cell)


def _valid(asked: Select[*Asked], workshop_id: int) -> Select[*Asked]:
    """Of the answers those that count, on the territory that is their people's now."""
    return asked.join(
        Person, (Person.id == Rating.person_id) & (Person.territory_id == Rating.territory_id)
    ).where(Rating.workshop_id == workshop_id, rating_counts(), Person.merged_into_id.is_(None))


def able_to_rate(session: Session, workshop_id: int) -> dict[int, int | None]:
    """The people in the room who have a territory, with it."""
    return {row[0]: row[1] for row in session.execute(*_able_to_rate(workshop_id))}


@prepared
def _able_to_rate(workshop_id: int) -> Select[int, int | None]:
    return select(Person.id, Person.territory_id).where(
        Person.workshop_id == workshop_id,
        Person.territory_id.is_not(None),
        Person.arrived_at.is_not(None),
        Person.left_at.is_(None),
        Person.removed_at.is_(None),
        Person.merged_into_id.is_(None),
    )
