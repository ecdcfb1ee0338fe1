"""What a post led to in the studio: the concepts whose statements rest on it."""

from db.session import Session
from facilitation.studio.concept_views import concepts_of, published
from facilitation.trail_parts import TrailConcept


def concepts_citing(
    session: Session, workshop_id: int, post_id: int, *, drafts: bool
) -> tuple[TrailConcept, ...]:
    """The statements that cite a post as it stands: with `drafts` as they are now, else as published."""
    found = concepts_of(session, workshop_id) if drafts else published(session, workshop_id)
    return tuple(
        TrailConcept(concept.id, concept.title, one.field, one.text, concept.state == "published")
        for concept in found
        for one in concept.statements
        if any(citation.post_id == post_id for citation in one.citations)
    )
