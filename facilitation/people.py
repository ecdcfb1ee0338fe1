"""The people of a workshop: entered beforehand, here, gone, removed, merged; and what they consent to."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.agenda import done_with, open_pair
from db.base import now
from db.changes import touch
from db.devices import revoke_devices, with_device
from db.people import Attribution, Person, PersonRole, is_here, people_of
from db.session import Session
from db.spelling import known_by
from db.tasks import free_tasks
from db.workshops import lock_workshop, territory_in, workshop_row
from facilitation.access import acting_person, person_in_reach, person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.ballots import follow_home
from facilitation.duplicates import merge_people
from facilitation.ending import going_on
from facilitation.expecting import Expected
from facilitation.groups import canvases_changed
from facilitation.joining import seat
from facilitation.journal import Action, note
from facilitation.naming import CONTACT_LIMIT, free_resume_code, name_apart, person_name, territory_for
from facilitation.people_table import PersonRow
from facilitation.texts import clean

__all__ = [
    "Attribution",
    "PersonCard",
    "PersonLine",
    "PersonRole",
    "add_person",
    "change_consents",
    "change_myself",
    "change_person",
    "expect_people",
    "merge_people",
    "my_card",
    "people",
    "remove_person",
    "restore_person",
]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as the console lists them."""

    id: int
    name: str
    territory_id: int | None
    territory: str
    role: PersonRole
    here: bool
    done: bool
    has_device: bool
    expected: bool
    simulated: bool
    removed: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a participant sees of themselves."""

    id: int
    name: str
    territory: str
    role: PersonRole
    resume_code: str
    attribution: Attribution
    contact_consent: bool
    contact: str


def people(session: Session, *, actor: Actor, workshop_id: int) -> list[PersonLine]:
    """Everybody of a workshop by name, for who runs it: the removed marked, without the merged and erased."""
    workshop_run_by(session, actor, workshop_id)
    pair = open_pair(session, workshop_id)
    done = done_with(session, pair[0].id) if pair else set()
    devices = with_device(session, workshop_id)
    return [
        PersonLine(
            person.id,
            person.name,
            person.territory_id,
            territory or "",
            person.role,
            is_here(person),
            person.id in done,
            person.id in devices,
            person.expected_at is not None and person.arrived_at is None,
            person.simulated,
            person.removed_at is not None,
        )
        for person, territory in people_of(session, workshop_id)
        if person.merged_into_id is None and person.erased_at is None
    ]


def my_card(session: Session, person_id: int) -> PersonCard:
    """What a participant sees of themselves."""
    person = person_there(session, person_id)
    territory = (
        territory_in(session, person.workshop_id, person.territory_id) if person.territory_id else None
    )
    return PersonCard(
        person.id,
        person.name,
        territory.name if territory else "",
        person.role,
        person.resume_code,
        person.attribution,
        person.contact_consent,
        person.contact,
    )


def expect_people(session: Session, *, actor: Actor, workshop_id: int, rows: Sequence[PersonRow]) -> int:
    """Enter people beforehand and count the new ones; who is there already, in any spelling, stays so."""
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    expected = Expected(session, workshop_id)
    new = sum([expected.enter(row) for row in rows])
    note(session, workshop_id=workshop_id, action="people_expected", actor=actor, count=new)
    touch(session, workshop_id, "people", "settings")
    return new


def add_person(
    session: Session,
    *,
    actor: Actor,
    workshop_id: int,
    name: str,
    role: PersonRole,
    territory_id: int | None = None,
    territory_name: str = "",
) -> int:
    """Add somebody without a device, who is here at once. Raises NoSeatLeft."""
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    place = territory_for(session, workshop_id, territory_id, territory_name)
    person = _new_person(session, workshop_id, name, role, place)
    session.flush()
    seat(session, person)
    note(session, workshop_id=workshop_id, action="person_added", actor=actor, person_id=person.id)
    return person.id


def change_person(
    session: Session,
    *,
    actor: Actor,
    person_id: int,
    name: str | None = None,
    role: PersonRole | None = None,
    territory_id: int | None = None,
    territory_name: str = "",
) -> None:
    """Correct what is given of a person; what is not given stays. A new territory is made.

    Raises TerritoriesFrozen for another territory of somebody whose ballot in the open vote bars their own.
    """
    person = acting_person(session, actor.acting_for(person_id))
    lock_workshop(session, person.workshop_id)
    place = territory_for(session, person.workshop_id, territory_id, territory_name)
    _correct(session, actor, person, name=name, role=role, place=place)


def change_myself(
    session: Session,
    *,
    actor: Actor,
    name: str,
    role: PersonRole,
    territory: str = "",
    new_territory: bool = False,
) -> bool:
    """Correct one's own name, role and territory; an empty territory stays as it was.

    True where that emptied one's ballot in the open vote: something in it comes from the new territory, for
    which one does not vote. A new territory that is like a known one is asked about, unless `new_territory`.
    Raises AskedWhere, or WorkshopClosed after the end.
    """
    person = acting_person(session, actor)
    lock_workshop(session, person.workshop_id)
    going_on(workshop_row(session, person.workshop_id))
    place = territory_for(session, person.workshop_id, None, territory, surely=new_territory)
    return _correct(session, actor, person, name=name, role=role, place=place)


def _correct(
    session: Session,
    actor: Actor,
    person: Person,
    *,
    name: str | None,
    role: PersonRole | None,
    place: int | None,
) -> bool:
    if name is not None and (name := person_name(name)) != person.name:
        same = known_by(name) == known_by(person.name)
        person.name = name if same else name_apart(session, person.workshop_id, name)
    former_id = person.territory_id
    person.role = PersonRole(role or person.role)
    person.territory_id = place or person.territory_id
    session.flush()
    emptied = follow_home(session, person, actor=actor, former_id=former_id)
    _written_down(session, person, "person_changed", actor)
    touch(session, person.workshop_id, "wall", "material", "settings")
    canvases_changed(session, workshop_id=person.workshop_id)
    return emptied


def remove_person(session: Session, *, actor: Actor, person_id: int) -> None:
    """Take somebody out of the workshop and sign their devices out; what they wrote stays.

    What they did for their table is there to be taken again.
    """
    person = person_in_reach(session, actor, person_id)
    if person.removed_at is None:
        person.removed_at = now()
        free_tasks(session, person.id)
        revoke_devices(session, person.id, now())
        _written_down(session, person, "person_removed", actor)


def restore_person(session: Session, *, actor: Actor, person_id: int) -> None:
    """Put a removed person back; who was here takes a seat again. Raises NoSeatLeft."""
    person = person_in_reach(session, actor, person_id)
    if person.removed_at is None:
        return
    lock_workshop(session, person.workshop_id)
    if person.arrived_at is not None:
        seat(session, person, person.arrived_at)
    person.removed_at = None
    _written_down(session, person, "person_restored", actor)


def change_consents(
    session: Session,
    *,
    actor: Actor,
    attribution: Attribution,
    contact_consent: bool,
    contact: str,
) -> None:
    """Change how a person's contributions are signed and whether their contact may be given."""
    person = acting_person(session, actor)
    contact = clean(contact, limit=CONTACT_LIMIT, field="contact", required=False)
    person.attribution = Attribution(attribution)
    person.contact_consent = contact_consent
    person.contact = contact if contact_consent else ""
    note(
        session,
        workshop_id=person.workshop_id,
        action="consents_changed",
        actor=actor,
        person_id=person.id,
    )
    touch(session, person.workshop_id, f"me:{person.id}", "wall", "material")
    canvases_changed(session, workshop_id=person.workshop_id)


def _new_person(
    session: Session, workshop_id: int, name: str, role: PersonRole, territory_id: int | None
) -> Person:
    person = Person(
        workshop_id=workshop_id,
        name=name_apart(session, workshop_id, person_name(name), territory_id),
        territory_id=territory_id,
        role=PersonRole(role),
        resume_code=free_resume_code(session),
    )
    session.add(person)
    return person


def _written_down(session: Session, person: Person, action: Action, actor: Actor) -> None:
    note(session, workshop_id=person.workshop_id, action=action, actor=actor, person_id=person.id)
    topics = (f"me:{person.id}", f"ratings:{person.id}")
    touch(session, person.workshop_id, "people", "turnout", "groups", "table", "matrix", *topics)
