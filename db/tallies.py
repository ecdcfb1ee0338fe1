"""Counting what was voted: dots and supporters of each candidate. Whether it may be shown is said above."""

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.people import Person, PersonRole
from db.prepared import prepared
from db.voting import Ballot, Dot, Turnout


def dots_by_candidate(session: Session, round_id: int) -> dict[int, int]:
    """How many dots each candidate of a round received; those without any are left out."""
    found = session.execute(
        select(Dot.initiative_id, func.count())
        .join(Ballot, Ballot.id == Dot.ballot_id)
        .where(Ballot.round_id == round_id)
        .group_by(Dot.initiative_id)
    )
    return {row[0]: row[1] for row in found}


def territories_by_candidate(session: Session, round_id: int) -> dict[int, int]:
    """How many distinct territories support each candidate; voters without a territory count for none."""
    found = session.execute(
        select(Dot.initiative_id, func.count(func.distinct(Ballot.territory_id)))
        .join(Ballot, Ballot.id == Dot.ballot_id)
        .where(Ballot.round_id == round_id)
        .group_by(Dot.initiative_id)
    )
    return {row[0]: row[1] for row in found}


def supporters_by_role(session: Session, round_id: int) -> dict[int, dict[PersonRole, int]]:
    """How many ballots of each role support each candidate."""
    found = session.execute(
        select(Dot.initiative_id, Ballot.role, func.count(func.distinct(Ballot.id)))
        .join(Ballot, Ballot.id == Dot.ballot_id)
        .where(Ballot.round_id == round_id)
        .group_by(Dot.initiative_id, Ballot.role)
    )
    counts: dict[int, dict[PersonRole, int]] = {}
    for initiative_id, role, count in found:
        counts.setdefault(initiative_id, {})[role] = count
    return counts


def supporters_by_territory(session: Session, round_id: int) -> dict[int, dict[int | None, int]]:
    """How many ballots of each territory support each candidate."""
    found = session.execute(
        select(Dot.initiative_id, Ballot.territory_id, func.count(func.distinct(Ballot.id)))
        .join(Ballot, Ballot.id == Dot.ballot_id)
        .where(Ballot.round_id == round_id)
        .group_by(Dot.initiative_id, Ballot.territory_id)
    )
    counts: dict[int, dict[int | None, int]] = {}
    for initiative_id, territory_id, count in found:
        counts.setdefault(initiative_id, {})[territory_id] = count
    return counts


def voted(session: Session, round_id: int) -> int:
    """How many people voted in a round that is closed."""
    return session.scalar(select(func.count()).where(Turnout.round_id == round_id)) or 0


def proxies(session: Session, round_id: int) -> int:
    """How many of them by proxy."""
    return session.scalar(select(func.count()).where(Turnout.round_id == round_id, Turnout.proxy)) or 0


def ids_here(session: Session, workshop_id: int) -> set[int]:
    """The people who are in the room now."""
    return set(session.scalars(*_ids_here(workshop_id)))


@prepared
def _ids_here(workshop_id: int) -> Select[int]:
    return select(Person.id).where(
        Person.workshop_id == workshop_id,
        Person.arrived_at.is_not(None),
        Person.left_at.is_(None),
        Person.removed_at.is_(None),
        Person.merged_into_id.is_(None),
    )
