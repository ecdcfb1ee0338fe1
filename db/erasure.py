"""What the tables know of a person beside what they wrote, taken out of them for good."""

from collections.abc import Collection

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from db.conditions import Lift
from db.devices import PersonDevice, ReadmitLink
from db.interests import Interest
from db.journal import Entry
from db.people import Person, bearers_in
from db.pictures import Picture
from db.seat_locks import SeatLock
from db.sharing import Initiative
from db.spelling import same_person
from db.tasks import TableTask
from db.territory_merges import forget_given_up
from db.verdicts import TerritoryVerdict
from db.wishes import Wish

OF_THE_PERSON = (PersonDevice, ReadmitLink, Wish, TableTask, SeatLock)
"""Rows that are about a person alone and count for nothing."""
WHO_DID_IT = (
    Entry.person_id,
    Picture.person_id,
    Interest.person_id,
    Lift.person_id,
    TerritoryVerdict.person_id,
)
"""Where it is written down who did something that is not signed."""
FOR_A_NAME = (Initiative.holder, Lift.who)
"""Fields that hold somebody's name and nothing else."""


def entries_of_one(session: Session, person: Person) -> list[Person]:
    """A person with every other entry that was merged into theirs."""
    found, last = [person], [person.id]
    while last:
        merged = select(Person).where(Person.merged_into_id.in_(last)).order_by(Person.id)
        rows = list(session.scalars(merged))
        last = [one.id for one in rows]
        found += rows
    return found


def forget_doings(session: Session, people: Collection[int]) -> None:
    """Sign these people out for good, and let no row say any more what they did that is not signed."""
    for table in OF_THE_PERSON:
        session.execute(delete(table).where(table.person_id.in_(people)))
    for who in WHO_DID_IT:
        session.execute(update(who.class_).where(who.in_(people)).values({who.key: None}))
    session.execute(update(Initiative).where(Initiative.holder_id.in_(people)).values(holder_id=None))


def forget_names(session: Session, workshop_id: int, names: Collection[str], people: Collection[int]) -> None:
    """Empty the fields of a workshop that hold one of these people's names, and take it out of its journal.

    Any spelling of a name is theirs, unless somebody else of the workshop bears it too: then what says it
    exactly.
    """
    said = {name.casefold() for name in names}
    others = [one.name for one in bearers_in(session, workshop_id)]
    theirs = [name for name in names if not any(same_person(name, other) for other in others)]

    def named(text: str) -> bool:
        return text.casefold() in said or any(same_person(text, name) for name in theirs)

    for field in FOR_A_NAME:
        held = session.execute(
            select(field.class_).where(field.class_.workshop_id == workshop_id, func.length(field) > 0)
        )
        for row in held.scalars():
            if named(getattr(row, field.key)):
                setattr(row, field.key, "")
    forget_in_journal(session, workshop_id, said)
    forget_given_up(session, workshop_id, people, named)


def forget_in_journal(session: Session, workshop_id: int, said: Collection[str]) -> None:
    """Take details that say one of these things, whatever its case, out of the journal of a workshop."""
    for entry in session.scalars(select(Entry).where(Entry.workshop_id == workshop_id)):
        kept = {
            name: value
            for name, value in entry.details.items()
            if not isinstance(value, str) or value.casefold() not in said
        }
        if kept != entry.details:
            entry.details = kept
