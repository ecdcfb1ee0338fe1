"""Concepts: begun, renamed, deleted and brought back by those who study their workshop."""

import re
import secrets
import unicodedata

from db.base import now
from db.concept_versions import ever_published, publication_now
from db.concepts import TITLE_LIMIT, Concept, concepts_in, same_concept
from db.session import Session
from facilitation.access import workshop_studied_by
from facilitation.actors import Actor
from facilitation.errors import StatementChanged, StillPublished
from facilitation.studio.concept_views import ConceptView, latest
from facilitation.studio.reach import concept_in_reach, concept_to_change
from facilitation.studio.versions import begun, changing, written_down
from facilitation.texts import clean

__all__ = [
    "TITLE_LIMIT",
    "concept",
    "create_concept",
    "delete_concept",
    "deleted_concepts",
    "rename_concept",
    "restore_concept",
]

ADDRESS_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
WORDS_IN_ADDRESS = 17
CHANCE_IN_ADDRESS = 6


def concept(session: Session, *, actor: Actor, concept_id: int) -> ConceptView:
    """A concept with its latest text, for who studies its workshop. Raises NotFound."""
    return latest(session, [concept_in_reach(session, actor, concept_id)])[0]


def deleted_concepts(session: Session, *, actor: Actor, workshop_id: int) -> tuple[ConceptView, ...]:
    """The concepts of a workshop that were deleted, which can be brought back."""
    workshop_studied_by(session, actor, workshop_id)
    return latest(session, concepts_in(session, workshop_id, deleted=True))


def create_concept(session: Session, *, actor: Actor, workshop_id: int, title: str) -> int:
    """Begin a concept and return its id. Sent twice, as by a double click, it is one concept."""
    workshop_studied_by(session, actor, workshop_id)
    title = clean(title, limit=TITLE_LIMIT, field="title")
    if same := same_concept(session, workshop_id, title, actor.account):
        return same.id
    new = Concept(workshop_id=workshop_id, title=title, slug=new_address(title), created_by=actor.account_id)
    begun(session, new, actor=actor)
    return new.id


def rename_concept(session: Session, *, actor: Actor, concept_id: int, title: str, version: int) -> None:
    """Give a concept another title. Raises StatementChanged where somebody else did since `version`.

    Its address goes with it until it is published for the first time, and stays from then on.
    """
    found = concept_to_change(session, actor, concept_id)
    title = clean(title, limit=TITLE_LIMIT, field="title")
    if found.title == title:
        return
    if found.version != version:
        raise StatementChanged(found.title)
    with changing(session, found, "concept_renamed", actor=actor):
        found.title, found.version = title, found.version + 1
        if not ever_published(session, found.id):
            found.slug = new_address(title)


def delete_concept(session: Session, *, actor: Actor, concept_id: int) -> None:
    """Delete a concept; it can be brought back. Raises StillPublished where it is published."""
    found = concept_to_change(session, actor, concept_id, deleted=True)
    if publication_now(session, found.id) is not None:
        raise StillPublished
    if found.deleted_at is None:
        found.deleted_at = now()
        written_down(session, found, "concept_deleted", actor=actor)


def restore_concept(session: Session, *, actor: Actor, concept_id: int) -> None:
    """Bring a deleted concept back."""
    found = concept_to_change(session, actor, concept_id, deleted=True)
    if found.deleted_at is not None:
        found.deleted_at = None
        written_down(session, found, "concept_restored", actor=actor)


def new_address(title: str) -> str:
    """An address that can be read aloud, and that nobody has to guess twice."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:WORDS_IN_ADDRESS].strip("-")
    chance = "".join(secrets.choice(ADDRESS_LETTERS) for _ in range(CHANCE_IN_ADDRESS))
    return f"{words}-{chance}" if words else chance
