"""Names: of people, told apart within a workshop, and of the territories they come from."""

from collections.abc import Container, Iterator
from itertools import count

from db.people import names_in, person_with_resume_code
from db.session import Session
from db.spelling import known_by, maybe_territory
from db.workshops import Territory, lock_workshop, territories_of, territory_in, territory_named
from facilitation.errors import AskedWhere, NotFound
from facilitation.texts import clean
from facilitation.tokens import resume_code

NAME_LIMIT = 80
TERRITORY_LIMIT = 80
CONTACT_LIMIT = 120
LONGEST_APART = 100
"""With what tells a name apart from an equal one."""


def person_name(name: str) -> str:
    """A person's name fit to keep."""
    return clean(name, limit=NAME_LIMIT, field="name")


def name_apart(session: Session, workshop_id: int, name: str, territory_id: int | None = None) -> str:
    """The name; where somebody bears it already, with the territory behind it or else a number: Amina (2)."""
    territory = territory_in(session, workshop_id, territory_id) if territory_id else None
    return apart_from(names_in(session, workshop_id), name, territory.name if territory else "")


def apart_from(taken: Container[str], name: str, territory: str = "") -> str:
    """The same among names whose keys are `taken`."""
    return next(one for one in _told_apart(name, territory) if known_by(one) not in taken)


def _told_apart(name: str, territory: str) -> Iterator[str]:
    yield name
    if territory and len(behind := f"{name} ({territory})") <= LONGEST_APART:
        yield behind
    yield from (f"{name} ({number})" for number in count(2))


def without_territory(name: str, territory: str) -> str:
    """A name without the territory that tells it apart, for where the territory stands beside it."""
    return name.removesuffix(f" ({territory})")


def free_resume_code(session: Session) -> str:
    """A resume code that nobody has."""
    return next(code for code in iter(resume_code, None) if person_with_resume_code(session, code) is None)


def territory_for(
    session: Session, workshop_id: int, territory_id: int | None, name: str = "", *, surely: bool = True
) -> int | None:
    """The territory that was chosen or named, made where the workshop has none of that name.

    Where it is not said `surely`, a new name that is like a known one is asked about. Raises AskedWhere.
    """
    if territory_id is not None:
        territory = territory_in(session, workshop_id, territory_id)
        if territory is None:
            raise NotFound
        return territory.id
    name = territory_name(name, required=False)
    if not name:
        return None
    lock_workshop(session, workshop_id)
    if known := territory_named(session, workshop_id, name):
        return known.id
    if not surely and (alike := territories_like(session, workshop_id, name)):
        raise AskedWhere(name, alike)
    made = Territory(workshop_id=workshop_id, name=name)
    session.add(made)
    session.flush()
    return made.id


def territory_name(name: str, *, required: bool = True) -> str:
    """A territory's name fit to keep."""
    return clean(name, limit=TERRITORY_LIMIT, field="territory", required=required)


def territories_like(session: Session, workshop_id: int, name: str) -> list[str]:
    """The territories of a workshop whose names may be another spelling of this one."""
    there = territories_of(session, workshop_id)
    return [one.name for one in there if maybe_territory(one.name, name)]
