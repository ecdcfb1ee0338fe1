"""Published concepts for tests of those who read them."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from db.base import now
from db.concept_versions import ConceptVersion, Publication
from db.concepts import Concept, ConceptField
from db.session import Session
from tests.factories.workshops import facilitator_of

_serial = count(1)

Said = tuple[ConceptField, str, Sequence[int]]
"""A statement: its field, its text and the posts that it cites."""


def make_published(
    session: Session, workshop_id: int, *statements: Said, title: str = "Un fonds citoyen", slug: str = ""
) -> Concept:
    """A concept of a workshop with one version, which is published."""
    by = facilitator_of(session, workshop_id)
    slug = slug or f"concept{next(_serial):06}"
    concept = Concept(workshop_id=workshop_id, title=title, slug=slug, created_by=by)
    session.add(concept)
    session.flush()
    content: dict[str, Any] = {
        "title": title,
        "statements": [
            {"id": number, "field": field.value, "text": text, "version": 1, "posts": list(posts)}
            for number, (field, text, posts) in enumerate(statements, start=1)
        ],
    }
    version = ConceptVersion(concept_id=concept.id, number=1, content=content, made_by=by)
    session.add(version)
    session.flush()
    session.add(Publication(concept_id=concept.id, version_id=version.id, published_by=by))
    session.flush()
    return concept


def withdraw_published(session: Session, concept_id: int) -> None:
    """Withdraw what is published of a concept."""
    for publication in session.query(Publication).filter_by(concept_id=concept_id):
        publication.withdrawn_at = now()
    session.flush()
