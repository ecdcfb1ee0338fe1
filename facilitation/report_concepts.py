"""The part of a report that the designers made: concepts, and the territories that want them."""

from collections.abc import Iterable

from db.session import Session
from facilitation.interests import InterestView, interests_in
from facilitation.studio.concept_views import ConceptView, concepts_of, published


def concepts(session: Session, workshop_id: int, *, drafts: bool) -> tuple[ConceptView, ...]:
    """Every published concept as it was published; where they are asked for, then those that are not."""
    finished = published(session, workshop_id)
    unfinished = concepts_of(session, workshop_id) if drafts else ()
    return (*finished, *(one for one in unfinished if one.published_number is None))


def cited_in(about: Iterable[ConceptView]) -> set[int]:
    """The contributions that these concepts rest on."""
    return {
        quoted.post_id
        for concept in about
        for statement in concept.statements
        for quoted in statement.citations
    }


def interests(session: Session, workshop_id: int, about: Iterable[ConceptView]) -> tuple[InterestView, ...]:
    """What territories say of these concepts, concept by concept."""
    said = interests_in(session, workshop_id)
    return tuple(one for concept in about for one in said.get(concept.id, ()))
