"""Who is in the room, live: how many, of which roles and territories, and how many are done."""

from collections import Counter
from dataclasses import dataclass

from db.agenda import done_with, open_pair
from db.devices import with_device
from db.people import PersonRole, people_here
from db.session import Session
from db.spelling import in_order
from db.workshops import workshop_row
from facilitation.errors import NotFound


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many of a role are here."""

    role: PersonRole
    count: int


@dataclass(frozen=True, slots=True)
class TerritoryCount:
    """How many of a territory are here."""

    territory: str
    count: int


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is here, for the console."""

    id: int
    name: str
    territory: str
    role: PersonRole
    done: bool
    has_device: bool


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Who is here; names are for the console only."""

    present: int
    expected: int
    done: int
    by_role: list[RoleCount]
    by_territory: list[TerritoryCount]
    people: list[Present] | None


def people_view(session: Session, workshop_id: int, audience: str) -> PeopleView:
    """Who is here now, as an audience may know it."""
    workshop = workshop_row(session, workshop_id)
    if workshop is None:
        raise NotFound
    pair = open_pair(session, workshop_id)
    done = done_with(session, pair[0].id) if pair else set()
    here = people_here(session, workshop_id)
    roles = Counter(person.role for person in here)
    territories = Counter(person.territory for person in here if person.territory)
    devices = with_device(session, workshop_id) if audience == "console" else set()
    return PeopleView(
        present=len(here),
        expected=workshop.expected,
        done=sum(person.id in done for person in here),
        by_role=[RoleCount(role, roles[role]) for role in PersonRole if roles[role]],
        by_territory=[TerritoryCount(name, territories[name]) for name in in_order(territories)],
        people=[
            Present(
                person.id,
                person.name,
                person.territory or "",
                person.role,
                person.id in done,
                person.id in devices,
            )
            for person in here
        ]
        if audience == "console"
        else None,
    )
