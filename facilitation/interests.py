"""Interests: a territory says that it wants a published concept, or that it did it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db import interests as db
from db.accounts import Account
from db.base import now
from db.changes import touch
from db.concept_versions import published_in
from db.concepts import Concept
from db.interests import TERRITORY_LIMIT, WORDS_LIMIT, Interest, InterestKind
from db.session import Session
from db.workshops import Territory, Workshop
from facilitation.access import acting_person, standing_account, workshop_studied_by
from facilitation.actors import Actor
from facilitation.ending import still_open
from facilitation.errors import NotAllowed, NoTerritory, NotFound
from facilitation.journal import Action, note
from facilitation.texts import clean

__all__ = ["TERRITORY_LIMIT", "WORDS_LIMIT", "InterestKind"]


@dataclass(frozen=True, slots=True)
class InterestView:
    """What a territory says of a concept; who said it for the territory is told to nobody."""

    id: int
    concept_id: int
    territory: str
    kind: InterestKind
    words: str
    at: datetime


def declare_interest(
    session: Session,
    *,
    actor: Actor,
    concept_id: int,
    kind: InterestKind,
    words: str = "",
    territory: str = "",
) -> int:
    """Say that a territory wants a published concept, or did it; its last word is the one that counts.

    A participant speaks for the territory they come from, an account for the one that it names.
    Raises NotFound, NoTerritory, Missing, TooLong; NotAllowed where somebody else spoke for the territory;
    WorkshopClosed for a participant thirty days after the end.
    """
    concept = _published(session, concept_id)
    if actor.person_id is not None:
        territory = _territory_of(session, concept, actor)
        still_open(session.get_one(Workshop, concept.workshop_id))
    else:
        _account(session, actor)
    territory = clean(territory, limit=TERRITORY_LIMIT, field="territory")
    words = clean(words, limit=WORDS_LIMIT, field="words", required=False)
    said = db.interest_of(session, concept_id, territory)
    if said is None:
        said = Interest(concept_id=concept_id, folded=db.known_by(territory))
        session.add(said)
    elif (said.kind, said.words) == (kind, words):
        return said.id
    elif not _may_change(session, concept, said, actor):
        raise NotAllowed
    said.territory, said.kind, said.words = territory, kind, words
    said.declared_at, said.person_id, said.account_id = now(), actor.person_id, actor.account_id
    session.flush()
    _written_down(session, concept, "interest_declared", territory, actor)
    return said.id


def withdraw_interest(session: Session, *, actor: Actor, interest_id: int) -> None:
    """Take back what a territory said of a concept; gone already, nothing changes.

    The territory's participants may, the account that spoke for it, and who studies or runs the workshop.
    Raises NotAllowed, or WorkshopClosed for a participant thirty days after the end.
    """
    said = db.interest_row(session, interest_id)
    concept = session.get(Concept, said.concept_id) if said else None
    if said is None or concept is None:
        return
    if not _may_change(session, concept, said, actor):
        raise NotAllowed
    if actor.person_id is not None:
        still_open(session.get_one(Workshop, concept.workshop_id))
    session.delete(said)
    session.flush()
    _written_down(session, concept, "interest_withdrawn", said.territory, actor)


def interests_of(session: Session, concept_id: int) -> tuple[InterestView, ...]:
    """What territories say of a concept, the first word first."""
    return tuple(_view(said) for said in db.interests_among(session, [concept_id]))


def interests_in(session: Session, workshop_id: int) -> dict[int, tuple[InterestView, ...]]:
    """What territories say of each of a workshop's concepts, by the concept's id."""
    found: dict[int, tuple[InterestView, ...]] = {}
    for said in db.interests_within(session, workshop_id):
        found[said.concept_id] = (*found.get(said.concept_id, ()), _view(said))
    return found


def word_of(said: Iterable[InterestView], territory: str) -> InterestView | None:
    """What one territory says among all that was said, whatever the case of its name."""
    known = db.known_by(territory)
    return next((one for one in said if db.known_by(one.territory) == known), None)


def may_withdraw(session: Session, interest_id: int, *, actor: Actor) -> bool:
    """Whether this account may take back what was said."""
    said = db.interest_row(session, interest_id)
    concept = session.get(Concept, said.concept_id) if said else None
    return said is not None and concept is not None and _may_change(session, concept, said, actor)


def _published(session: Session, concept_id: int) -> Concept:
    found = published_in(session, concept_id=concept_id)
    if not found:
        raise NotFound
    return found[0].concept


def _territory_of(session: Session, concept: Concept, actor: Actor) -> str:
    person = acting_person(session, actor)
    if person.workshop_id != concept.workshop_id:
        raise NotFound
    territory = session.get(Territory, person.territory_id) if person.territory_id else None
    if territory is None:
        raise NoTerritory
    return territory.name


def _account(session: Session, actor: Actor) -> Account:
    account = standing_account(session, actor)
    if account is None:
        raise NotAllowed
    return account


def _may_change(session: Session, concept: Concept, said: Interest, actor: Actor) -> bool:
    if actor.person_id is not None:
        return db.known_by(_territory_of(session, concept, actor)) == said.folded
    account = _account(session, actor)
    return said.account_id == account.id or _studies(session, actor, concept.workshop_id)


def _studies(session: Session, actor: Actor, workshop_id: int) -> bool:
    try:
        workshop_studied_by(session, actor, workshop_id)
    except NotFound:
        return False
    return True


def _view(said: Interest) -> InterestView:
    return InterestView(said.id, said.concept_id, said.territory, said.kind, said.words, said.declared_at)


def _written_down(session: Session, concept: Concept, action: Action, territory: str, actor: Actor) -> None:
    note(
        session,
        workshop_id=concept.workshop_id,
        action=action,
        actor=actor,
        territory=territory,
        concept=concept.title,
    )
    touch(session, concept.workshop_id, "concepts")
