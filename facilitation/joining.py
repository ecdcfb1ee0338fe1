"""Coming into a workshop and coming back: the join code, the resume code, the readmit link."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.base import now
from db.changes import touch
from db.devices import (
    PersonDevice,
    ReadmitLink,
    devices_of,
    person_of_device,
    revoke_device,
    revoke_devices,
    use_readmit_link,
)
from db.people import (
    Attribution,
    Person,
    PersonRole,
    expected_named,
    person_of_attempt,
    person_row,
    person_with_resume_code,
    take_seat,
)
from db.session import Session
from db.workshops import (
    Workshop,
    code_retired,
    lock_workshop,
    territories_of,
    workshop_row,
    workshop_with_code,
)
from facilitation.access import acting_person, person_in_reach, person_there
from facilitation.actors import Actor
from facilitation.ending import still_open
from facilitation.errors import CodeRevoked, LinkUsed, NoSeatLeft, WorkshopClosed, WrongCode
from facilitation.groups import place_late, touch_table
from facilitation.journal import note
from facilitation.naming import CONTACT_LIMIT, free_resume_code, name_apart, person_name, territory_for
from facilitation.texts import clean
from facilitation.tokens import digest, new_token, parse_code, parse_resume_code

READMIT_LASTS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class JoinView:
    """What the join form of a workshop shows."""

    workshop_id: int
    theme: str
    date: date | None
    place: str
    organiser: str
    language: str
    territories: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Joined:
    """A person on a device: `token` is the device's secret, told once."""

    person_id: int
    workshop_id: int
    token: str
    resume_code: str


def workshop_by_code(session: Session, code: str) -> JoinView:
    """What to show whoever holds a join code. Raises WrongCode, CodeRevoked or WorkshopClosed."""
    workshop = _workshop_of(session, code)
    return JoinView(
        workshop.id,
        workshop.theme,
        workshop.date,
        workshop.place,
        workshop.organiser,
        workshop.language,
        [(territory.id, territory.name) for territory in territories_of(session, workshop.id)],
    )


def join_workshop(
    session: Session,
    *,
    code: str,
    name: str,
    territory_id: int | None = None,
    territory_name: str = "",
    role: PersonRole,
    attribution: Attribution = Attribution.territory,
    contact_consent: bool = False,
    contact: str = "",
    attempt: str,
) -> Joined:
    """Let somebody in on this device, once for each `attempt` however often it is sent.

    Whoever bears the name of a person who was expected is that person; other equal names are told apart.
    Raises NoSeatLeft, beside what is wrong with the code or the fields.
    """
    workshop = _workshop_of(session, code)
    name = person_name(name)
    contact = clean(contact, limit=CONTACT_LIMIT, field="contact", required=False)
    lock_workshop(session, workshop.id)
    if sent_before := person_of_attempt(session, workshop.id, digest(attempt)):
        return _on_this_device(session, sent_before)
    place = territory_for(session, workshop.id, territory_id, territory_name)
    person = expected_named(session, workshop.id, name)
    if person is None:
        person = Person(workshop_id=workshop.id, name=name_apart(session, workshop.id, name), role=role)
        person.resume_code = free_resume_code(session)
        session.add(person)
    person.territory_id = place or person.territory_id
    person.role = PersonRole(role)
    person.attribution = Attribution(attribution)
    person.contact_consent = contact_consent
    person.contact = contact if contact_consent else ""
    person.attempt = digest(attempt)
    session.flush()
    seat(session, person)
    note(session, workshop_id=workshop.id, action="joined", person_id=person.id)
    return _on_this_device(session, person)


def seat(session: Session, person: Person, at: datetime | None = None) -> None:
    """Let a person arrive, in a late group where there are groups. Raises NoSeatLeft."""
    if not take_seat(session, person, at or now()):
        workshop = workshop_row(session, person.workshop_id)
        raise NoSeatLeft(workshop.seats if workshop else 0)
    place_late(session, person.id)
    touch_table(session, person)
    touch(session, person.workshop_id, "people", f"me:{person.id}")


def resume(session: Session, *, resume_code: str) -> Joined:
    """Bring a person back on one more device; after the end too, for thirty days, who was there.

    Raises WrongCode, or WorkshopClosed.
    """
    parsed = parse_resume_code(resume_code)
    person = person_with_resume_code(session, parsed) if parsed else None
    if person is not None and person.merged_into_id is not None:
        person = person_row(session, person.merged_into_id)
    workshop = workshop_row(session, person.workshop_id) if person and not person.removed_at else None
    if person is None or workshop is None or workshop.deleted_at is not None:
        raise WrongCode
    if workshop.closed_at is None:
        _come_back(session, person)
    elif person.arrived_at is None:
        raise WorkshopClosed
    still_open(workshop)
    note(session, workshop_id=person.workshop_id, action="resumed", person_id=person.id)
    return _on_this_device(session, person)


def readmit_link(session: Session, *, actor: Actor, person_id: int, at: datetime | None = None) -> str:
    """The token of a link that lets a person back in once, within the hour."""
    person = person_in_reach(session, actor, person_id)
    token = new_token()
    session.add(
        ReadmitLink(
            token_hash=digest(token),
            person_id=person.id,
            created_by=actor.account_id,
            expires_at=(at or now()) + READMIT_LASTS,
        )
    )
    note(session, workshop_id=person.workshop_id, action="readmit_link", actor=actor, person_id=person.id)
    return token


def claim_readmit(session: Session, token: str, *, at: datetime | None = None) -> Joined:
    """Bring a person back on this device alone; the others are signed out. Raises LinkUsed."""
    at = at or now()
    person_id = use_readmit_link(session, digest(token), at)
    if person_id is None:
        raise LinkUsed
    person = person_there(session, person_id)
    revoke_devices(session, person.id, at)
    _come_back(session, person)
    note(session, workshop_id=person.workshop_id, action="readmitted", person_id=person.id)
    touch(session, person.workshop_id, "people", f"me:{person.id}")
    return _on_this_device(session, person)


def arrive(session: Session, *, actor: Actor, person_id: int) -> None:
    """Say for somebody that they are here, with or without a device. Raises NoSeatLeft."""
    person = acting_person(session, actor.acting_for(person_id))
    if person.arrived_at is None or person.left_at is not None:
        lock_workshop(session, person.workshop_id)
        _come_back(session, person)
        note(session, workshop_id=person.workshop_id, action="arrived", actor=actor, person_id=person.id)


def leave(session: Session, *, actor: Actor, token: str | None = None) -> None:
    """Let a person leave; with the `token` of a device, only that device where they have others."""
    person = acting_person(session, actor)
    if token is not None:
        revoke_device(session, digest(token), now())
        touch(session, person.workshop_id, "people", f"me:{person.id}")
    if person.left_at is not None or (token is not None and devices_of(session, person.id)):
        return
    person.left_at = now()
    note(session, workshop_id=person.workshop_id, action="left", actor=actor, person_id=person.id)
    touch(session, person.workshop_id, "people")
    touch_table(session, person)


def hand_over(session: Session, *, token: str, to: int) -> None:
    """Let a device that is signed in as somebody be another person's only: shared laptops change hands."""
    found = person_of_device(session, digest(token))
    if found is not None and (before := found[0]).id != to:
        revoke_device(session, digest(token), now())
        touch(session, before.workshop_id, "people", f"me:{before.id}")


def _workshop_of(session: Session, code: str) -> Workshop:
    parsed = parse_code(code)
    workshop = workshop_with_code(session, parsed) if parsed else None
    if workshop is None:
        raise CodeRevoked if parsed and code_retired(session, parsed) else WrongCode
    if workshop.closed_at is not None:
        raise WorkshopClosed
    return workshop


def _come_back(session: Session, person: Person) -> None:
    if person.arrived_at is None:
        lock_workshop(session, person.workshop_id)
        seat(session, person)
    elif person.left_at is not None:
        person.left_at = None
        touch(session, person.workshop_id, "people")
        touch_table(session, person)


def _on_this_device(session: Session, person: Person) -> Joined:
    token = new_token()
    session.add(PersonDevice(person_id=person.id, token_hash=digest(token)))
    touch(session, person.workshop_id, "people")
    return Joined(person.id, person.workshop_id, token, person.resume_code)
