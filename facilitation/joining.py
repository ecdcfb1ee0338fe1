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
    Bearer,
    Person,
    PersonRole,
    person_of_attempt,
    person_row,
    person_with_resume_code,
    take_seat,
)
from db.session import Session
from db.spelling import known_by, same_person
from db.workshops import (
    Workshop,
    code_retired,
    lock_workshop,
    territories_of,
    territory_in,
    workshop_row,
    workshop_with_code,
)
from facilitation.access import acting_person, person_in_reach, person_there
from facilitation.actors import Actor
from facilitation.codes import mistake, parse_code, parse_resume_code
from facilitation.ending import still_open
from facilitation.errors import (
    AskedWho,
    CodeRevoked,
    LinkUsed,
    NoSeatLeft,
    NotFound,
    WorkshopClosed,
    WrongCode,
)
from facilitation.groups import place_late, touch_table
from facilitation.journal import note
from facilitation.naming import (
    CONTACT_LIMIT,
    free_resume_code,
    name_apart,
    person_name,
    territory_for,
    without_territory,
)
from facilitation.recognising import meant
from facilitation.texts import clean
from facilitation.tokens import digest, new_token

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


@dataclass(frozen=True, slots=True)
class Expected:
    """What a list says beforehand of somebody who comes in."""

    territory: str
    role: PersonRole


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
    known_id: int | None = None,
    apart: bool = False,
    new_territory: bool = False,
) -> Joined:
    """Let somebody in on this device, once for each `attempt` however often it is sent.

    Whoever bears the name of a person who was expected, in any spelling, is that person, unless they say that
    they are somebody else (`apart`). Where it is not certain it is asked, and answered by `known_id` (one of
    those expected), whose territory is the one they give, or `apart`: equal names are told apart. A territory
    that is new but like a known one is asked about, unless `new_territory`.
    Raises AskedWho, AskedWhere, NoSeatLeft, NotFound, beside what is wrong with the code or the fields.
    """
    workshop = _workshop_of(session, code)
    name = person_name(name)
    contact = clean(contact, limit=CONTACT_LIMIT, field="contact", required=False)
    lock_workshop(session, workshop.id)
    if sent_before := person_of_attempt(session, workshop.id, digest(attempt)):
        return _on_this_device(session, sent_before)
    if territory_id is not None:
        territory_name = _chosen(session, workshop.id, territory_id)
    known = _recognised(session, workshop.id, name, territory_name, known_id=known_id, apart=apart)
    person = person_row(session, known.id) if known else None
    if person is None:
        person = Person(workshop_id=workshop.id, resume_code=free_resume_code(session))
    place = territory_for(session, workshop.id, None, territory_name, surely=new_territory)
    person.territory_id = place or person.territory_id
    person.name = person.name or name_apart(session, workshop.id, name, person.territory_id)
    person.role = PersonRole(role)
    person.attribution = Attribution(attribution)
    person.contact_consent = contact_consent
    person.contact = contact if contact_consent else ""
    person.attempt = digest(attempt)
    session.add(person)
    session.flush()
    seat(session, person)
    note(session, workshop_id=workshop.id, action="joined", person_id=person.id)
    return _on_this_device(session, person)


def who_is_expected(session: Session, *, code: str, name: str) -> Expected | None:
    """Who is expected under a name for certain: whoever types it finds the rest filled in.

    Raises what is wrong with the code or the name.
    """
    workshop = _workshop_of(session, code)
    found = meant(session, workshop.id, person_name(name)).certain
    return Expected(found.territory, found.role) if found else None


def _recognised(
    session: Session, workshop_id: int, name: str, territory: str, *, known_id: int | None, apart: bool
) -> Bearer | None:
    """The expected person who comes in; None for somebody new. Raises AskedWho, NotFound."""
    found = meant(session, workshop_id, name, territory)
    if known_id is not None:
        chosen = next((one for one in found.possible if one.id == known_id and one.awaited), None)
        if chosen is None:
            raise NotFound
        return chosen
    if apart:
        return None
    if found.certain is None and found.possible:
        raise AskedWho(name, [_told(one, name, territory) for one in found.possible])
    return found.certain


def _chosen(session: Session, workshop_id: int, territory_id: int) -> str:
    territory = territory_in(session, workshop_id, territory_id)
    if territory is None:
        raise NotFound
    return territory.name


def _told(one: Bearer, name: str, territory: str) -> dict[str, object]:
    """What is told of somebody who may be meant: more than their name to who knows name or territory."""
    near = bool(territory) and known_by(one.territory) == known_by(territory)
    known = near or same_person(one.name, name)
    return {
        "id": one.id,
        "name": without_territory(one.name, one.territory),
        "territory": one.territory if known else "",
        "role": one.role.value if known else "",
        "here": not one.awaited,
    }


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
    """Let a device that is signed in as somebody be another person's only: shared laptops change hands.

    Who it is in another workshop, it stays.
    """
    found, next_one = person_of_device(session, digest(token)), person_there(session, to)
    if found is None or (before := found[0]).workshop_id != next_one.workshop_id:
        return
    if before.id != to:
        revoke_device(session, digest(token), now())
        touch(session, before.workshop_id, "people", f"me:{before.id}")


def _workshop_of(session: Session, code: str) -> Workshop:
    parsed = parse_code(code)
    workshop = workshop_with_code(session, parsed) if parsed else None
    if workshop is None:
        if parsed is None:
            raise mistake(code)
        raise CodeRevoked if code_retired(session, parsed) else WrongCode
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
