"""Who is there, from the cookie's token alone, and what is within reach of an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from db import accounts as db
from db.accounts import Account, Role
from db.base import now
from db.designers import studies
from db.devices import person_of_device
from db.people import Person, may_act, person_row
from db.session import Session
from db.workshops import Workshop, projected_workshops, runs, workshop_row, workshop_with_projector
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound, SignedOut
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

    @property
    def actor(self) -> Actor:
        """This account, as who acts."""
        return Actor(account_id=self.id)


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

    @property
    def actor(self) -> Actor:
        """This participant, as who acts."""
        return Actor(person_id=self.id)


@dataclass(frozen=True, slots=True)
class ProjectorIdentity:
    """The workshop that a browser projects, and nothing else."""

    workshop_id: int
    language: str
    session_hash: str


@dataclass(frozen=True, slots=True)
class Presented:
    """What a browser presents now: the digests of its cookies' tokens, empty where it has none."""

    account: str = ""
    person: str = ""
    """Of each workshop that it is in, one beside the other (`WORKSHOPS_APART`)."""


WORKSHOPS_APART = "."
"""Stands between the secrets in the cookie of a browser that is somebody in several workshops."""
MOST_WORKSHOPS = 5


def one_by_one(secrets: str) -> list[str]:
    """The secrets, or their digests, that a browser holds beside one another, the last given first."""
    return [one for one in secrets.split(WORKSHOPS_APART)[:MOST_WORKSHOPS] if one]


def beside_one_another(secrets: Iterable[str]) -> str:
    """The same as one text."""
    return WORKSHOPS_APART.join(list(secrets)[:MOST_WORKSHOPS])


def cookie_name(kind: CookieKind) -> str:
    """The name of one of our cookies: under HTTPS bound to this very host."""
    return f"{'__Host-' if settings().https else ''}essaim_{kind}"


def account_of(session: Session, token: str) -> AccountIdentity | None:
    """The account that is signed in with this cookie, unless it was revoked or disabled."""
    return account_by(session, digest(token))


def account_by(session: Session, session_hash: str) -> AccountIdentity | None:
    """The same, by the digest of the cookie's token."""
    account = db.account_of_session(session, session_hash, now())
    return _identity(account, session_hash) if account else None


def person_of(session: Session, token: str) -> PersonIdentity | None:
    """The participant whose device holds this cookie, unless they were removed or signed out."""
    return person_by(session, digest(token))


def person_by(session: Session, session_hash: str) -> PersonIdentity | None:
    """The same, by the digest of the cookie's token."""
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


def projector_by(session: Session, session_hash: str) -> ProjectorIdentity | None:
    """The same, by the digest of the link's token: links are kept as they are, so each is looked at."""
    for workshop in projected_workshops(session):
        if digest(workshop.projector_token or "") == session_hash:
            return ProjectorIdentity(workshop.id, workshop.language, session_hash)
    return None


def prove(session: Session, actor: Actor, presented: Presented) -> None:
    """Go on if what a browser presents stands for `actor` in this transaction. Raises SignedOut.

    Called in the transaction of every act: what a page knew when it was drawn proves nothing.
    """
    if actor.account_id is not None:
        account = account_by(session, presented.account)
        known = account.id if account else None
    else:
        people = {one.id for digest in one_by_one(presented.person) if (one := person_by(session, digest))}
        known = actor.person_id if actor.person_id in people else None
    if known is None or known != (actor.person_id if actor.account_id is None else actor.account_id):
        raise SignedOut


def workshop_run_by(session: Session, actor: Actor, workshop_id: int, *, deleted: bool = False) -> Workshop:
    """The workshop, if this account runs it, with its role of today, or administers. Raises NotFound.

    `deleted` reaches those in the bin too.
    """
    account = standing_account(session, actor)
    workshop = workshop_row(session, workshop_id)
    if account is None or workshop is None or (workshop.deleted_at and not deleted):
        raise NotFound
    if account.role == Role.ADMINISTRATOR:
        return workshop
    if account.role != Role.FACILITATOR or not runs(session, account.id, workshop_id):
        raise NotFound
    return workshop


def workshop_studied_by(session: Session, actor: Actor, workshop_id: int) -> Workshop:
    """The workshop, if this account runs it, administers, or is among its designers. Raises NotFound."""
    account = standing_account(session, actor)
    if account is None or not studies(session, account.id, workshop_id):
        return workshop_run_by(session, actor, workshop_id)
    workshop = workshop_row(session, workshop_id)
    if workshop is None or workshop.deleted_at:
        raise NotFound
    return workshop


def administers(session: Session, actor: Actor) -> None:
    """Go on if this account administers the instance. Raises NotAllowed."""
    account = standing_account(session, actor)
    if account is None or account.role != Role.ADMINISTRATOR:
        raise NotAllowed


def standing_account(session: Session, actor: Actor) -> Account | None:
    """The account that acts, unless it was disabled; None for a participant."""
    account = None if actor.account_id is None else db.account_with_id(session, actor.account_id)
    return account if account is not None and account.disabled_at is None else None


def person_in_reach(session: Session, actor: Actor, person_id: int) -> Person:
    """The participant, if this account runs their workshop. Raises NotFound once erased."""
    person = person_row(session, person_id)
    if person is None or person.erased_at is not None:
        raise NotFound
    workshop_run_by(session, actor, person.workshop_id)
    return person


def acting_person(session: Session, actor: Actor) -> Person:
    """The participant who acts, or for whom a facilitator does. Raises NotFound where they may not."""
    person = person_there(session, actor.person_id)
    if actor.account_id is not None:
        workshop_run_by(session, actor, person.workshop_id)
    return person


def person_there(session: Session, person_id: int | None) -> Person:
    """A participant who may act: not removed, merged or erased. Raises NotFound."""
    person = None if person_id is None else person_row(session, person_id)
    if person is None or not may_act(person):
        raise NotFound
    return person


def _identity(account: Account, session_hash: str) -> AccountIdentity:
    return AccountIdentity(account.id, account.name, account.username, account.role, session_hash)
