"""Versions of a concept: one is kept at each change, so that nothing that was written is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from db.base import now
from db.changes import touch
from db.concept_versions import (
    ConceptVersion,
    Publication,
    latest_version,
    publications_of,
    versions_of,
    was_published,
)
from db.concepts import Concept, citations_in, statements_in
from db.session import Session
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.journal import Action, note
from facilitation.studio.reach import concept_in_reach
from hours import Wall, local

Content = dict[str, object]
"""title, and statements: id, field, text, version, posts (the ids that it cites)."""
ONE_SITTING = timedelta(minutes=10)
"""What one account changes within so long of its first change is one version."""

SEEN_BY_ALL: frozenset[Action] = frozenset(("concept_published", "concept_withdrawn"))
"""What changes what others than the designers see."""


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a concept: who began it and when, and whether it is or was published."""

    number: int
    at: Wall
    who: str
    published: bool
    was_published: bool


def begun(session: Session, concept: Concept, *, actor: Actor) -> None:
    """Keep the first version of a concept, and tell that there is one."""
    session.add(concept)
    session.flush()
    first = ConceptVersion(
        concept_id=concept.id, number=1, content=content(session, concept), made_by=actor.account_id
    )
    session.add(first)
    written_down(session, concept, "concept_created", actor=actor)


@contextmanager
def changing(session: Session, concept: Concept, action: Action, *, actor: Actor) -> Iterator[None]:
    """Change a concept: it is kept as a version, written down and told, unless nothing changed."""
    before = content(session, concept)
    yield
    session.flush()
    after = content(session, concept)
    if before != after:
        _keep(session, concept, after, actor)
        written_down(session, concept, action, actor=actor)


def written_down(session: Session, concept: Concept, action: Action, *, actor: Actor) -> None:
    """Write down what was done to a concept, and tell it."""
    note(session, workshop_id=concept.workshop_id, action=action, actor=actor, title=concept.title)
    touch(session, concept.workshop_id, "studio", *(["concepts"] if action in SEEN_BY_ALL else []))


def content(session: Session, concept: Concept) -> Content:
    """What a concept says now, as a version keeps it."""
    cited = citations_in(session, [concept.id])
    return {
        "title": concept.title,
        "statements": [
            {
                "id": one.id,
                "field": one.field.value,
                "text": one.text,
                "version": one.version,
                "posts": cited.get(one.id, []),
            }
            for one in statements_in(session, [concept.id])
        ],
    }


def versions(session: Session, *, actor: Actor, concept_id: int) -> list[VersionLine]:
    """Every version of a concept, the last one first, for who studies its workshop."""
    concept = concept_in_reach(session, actor, concept_id)
    publications = publications_of(session, [concept.id])
    zone = session.get_one(Workshop, concept.workshop_id).time_zone
    return [_line(version, who, publications, zone) for version, who in versions_of(session, concept.id)]


def _line(
    version: ConceptVersion, who: str | None, publications: list[tuple[Publication, int]], zone: str
) -> VersionLine:
    its = [publication for publication, _ in publications if publication.version_id == version.id]
    stands = any(publication.withdrawn_at is None for publication in its)
    return VersionLine(version.number, local(version.made_at, zone), who or "", stands, bool(its))


def _keep(session: Session, concept: Concept, after: Content, actor: Actor) -> None:
    """Keep what a concept says: in the version that this account is making, else in a new one."""
    last = latest_version(session, concept.id)
    if (
        last.made_by == actor.account_id
        and last.made_at > now() - ONE_SITTING
        and not was_published(session, last.id)
    ):
        last.content = after
        return
    session.add(
        ConceptVersion(concept_id=concept.id, number=last.number + 1, content=after, made_by=actor.account_id)
    )
    session.flush()
