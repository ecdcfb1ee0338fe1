"""Names: of people, told apart within a workshop, and of the territories they come from."""

from db.people import names_in, person_with_resume_code
from db.session import Session
from db.workshops import Territory, territory_in, territory_named
from facilitation.errors import NotFound
from facilitation.texts import clean
from facilitation.tokens import resume_code

NAME_LIMIT = 80
TERRITORY_LIMIT = 80
CONTACT_LIMIT = 120


def person_name(name: str) -> str:
    """A person's name fit to keep."""
    return clean(name, limit=NAME_LIMIT, field="name")


def name_apart(session: Session, workshop_id: int, name: str) -> str:
    """The name, or the name with a number where somebody bears it already: Amina (2)."""
    taken = names_in(session, workshop_id)
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    return free


def free_resume_code(session: Session) -> str:
    """A resume code that nobody has."""
    return next(code for code in iter(resume_code, None) if person_with_resume_code(session, code) is None)


def territory_for(session: Session, workshop_id: int, territory_id: int | None, name: str = "") -> int | None:
    """The territory that was chosen or named, made where the workshop has none of that name."""
    if territory_id is not None:
        territory = territory_in(session, workshop_id, territory_id)
        if territory is None:
            raise NotFound
        return territory.id
    name = clean(name, limit=TERRITORY_LIMIT, field="territory", required=False)
    if not name:
        return None
    if known := territory_named(session, workshop_id, name):
        return known.id
    made = Territory(workshop_id=workshop_id, name=name)
    session.add(made)
    session.flush()
    return made.id
