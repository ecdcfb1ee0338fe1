"""Who is there, from the cookie's token alone, and what is within reach of an account."""

from dataclasses import dataclass
from typing import Literal

from db import accounts as db
from db.accounts import Account, Role
from db.base import now
from db.designers import studies
from db.devices import person_of_device
from db.people import Person, may_act, person_row
from db.session import Session
from db.workshops import Workshop, runs, workshop_row, workshop_with_projector
from facilitation.errors import NotAllowed, NotFound
from facilitation.tokens import digest
from settings import settings

CookieKind = Literal["person", "account", "projector", "device", "language"]


@dataclass(frozen=True, slots=True)
class AccountIdentity:
    """Who is signed in; `session_hash` tells one browser from another."""

    id: int
    name: str
    username: str
    role: Role
    session_hash: str


@dataclass(frozen=True, slots=True)
class PersonIdentity:
    """The participant that a device belongs to."""

    id: int
    workshop_id: int
    name: str
    role: str
    territory_id: int | None
    territory: str | None
    language: str
    session_hash: str


@dataclass(frozen=True, slots=True)
class ProjectorIdentity:
    """The workshop that a browser projects, and nothing else."""

    workshop_id: int
    language: str
    session_hash: str


def cookie_name(kind: CookieKind) -> str:
    """The name of one of our cookies: under HTTPS bound to this very host."""
    return f"{'__Host-' if settings().https else ''}essaim_{kind}"


def account_of(session: Session, token: str) -> AccountIdentity | None:
    """The account that is signed in with this cookie, unless it was revoked or disabled."""
    session_hash = digest(token)
    account = db.account_of_session(session, session_hash, now())
    return _identity(account, session_hash) if account else None


def person_of(session: Session, token: str) -> PersonIdentity | None:
    """The participant whose device holds this cookie, unless they were removed or signed out."""
    session_hash = digest(token)
    found = person_of_device(session, session_hash)
    if found is None:
        return None
    person, language, territory = found
    return PersonIdentity(
        id=person.id,
        workshop_id=person.workshop_id,
        name=person.name,
        role=person.role,
        territory_id=person.territory_id,
        territory=territory,
        language=language,
        session_hash=session_hash,
    )


def projector_of(session: Session, token: str) -> ProjectorIdentity | None:
    """The workshop whose projector link this is, unless the link was revoked."""
    workshop = workshop_with_projector(session, token)
    return ProjectorIdentity(workshop.id, workshop.language, digest(token)) if workshop else None


def workshop_run_by(
    session: Session, account_id: int, workshop_id: int, *, deleted: bool = False
) -> Workshop:
    """The workshop, if this account runs it or administers; `deleted` reaches those in the bin too."""
    account = db.account_with_id(session, account_id)
    workshop = workshop_row(session, workshop_id)
    if account is None or account.disabled_at or workshop is None or (workshop.deleted_at and not deleted):
        raise NotFound
    if account.role != Role.ADMINISTRATOR and not runs(session, account_id, workshop_id):
        raise NotFound
    return workshop


def workshop_studied_by(session: Session, account_id: int, workshop_id: int) -> Workshop:
    """The workshop, if this account runs it, administers, or is among its designers. Raises NotFound."""
    account = db.account_with_id(session, account_id)
    if account is None or account.disabled_at or not studies(session, account_id, workshop_id):
        return workshop_run_by(session, account_id, workshop_id)
    workshop = workshop_row(session, workshop_id)
    if workshop is None or workshop.deleted_at:
        raise NotFound
    return workshop


def administers(session: Session, account_id: int) -> None:
    """Go on if this account administers the instance. Raises NotAllowed."""
    account = db.account_with_id(session, account_id)
    if account is None or account.disabled_at or account.role != Role.ADMINISTRATOR:
        raise NotAllowed


def person_in_reach(session: Session, account_id: int, person_id: int) -> Person:
    """The participant, if this account runs their workshop. Raises NotFound once erased."""
    person = person_row(session, person_id)
    if person is None or person.erased_at is not None:
        raise NotFound
    workshop_run_by(session, account_id, person.workshop_id)
    return person


def acting_person(session: Session, person_id: int, entered_by: int | None = None) -> Person:
    """The participant who acts, or for whom a facilitator does. Raises NotFound where they may not."""
    person = person_row(session, person_id)
    if person is None or not may_act(person):
        raise NotFound
    if entered_by is not None:
        workshop_run_by(session, entered_by, person.workshop_id)
    return person


def _identity(account: Account, session_hash: str) -> AccountIdentity:
    return AccountIdentity(account.id, account.name, account.username, account.role, session_hash)
