"""Publishing a concept, once every statement rests on something, and withdrawing it."""

from db.base import now
from db.concept_versions import Publication, latest_version, publication_now
from db.session import Session
from facilitation.actors import Actor
from facilitation.errors import EmptyConcept, UncitedStatement
from facilitation.studio.concept_views import latest
from facilitation.studio.reach import concept_to_change
from facilitation.studio.versions import written_down


def publish(session: Session, *, actor: Actor, concept_id: int) -> None:
    """Let everybody with an account read a concept as it stands now; an earlier publication makes room.

    Raises EmptyConcept where nothing is stated, UncitedStatement where a statement rests on no contribution
    that may be quoted now.
    """
    concept = concept_to_change(session, actor, concept_id)
    view = latest(session, [concept])[0]
    if not view.statements:
        raise EmptyConcept
    if view.uncited:
        raise UncitedStatement(view.uncited)
    version = latest_version(session, concept.id)
    stands = publication_now(session, concept.id)
    if stands is not None and stands.version_id == version.id:
        return
    if stands is not None:
        stands.withdrawn_at, stands.withdrawn_by = now(), actor.account_id
    session.add(Publication(concept_id=concept.id, version_id=version.id, published_by=actor.account_id))
    written_down(session, concept, "concept_published", actor=actor)


def withdraw(session: Session, *, actor: Actor, concept_id: int) -> None:
    """Let nobody read a concept any more but those who write it; it can be published again."""
    concept = concept_to_change(session, actor, concept_id)
    stands = publication_now(session, concept.id)
    if stands is not None:
        stands.withdrawn_at, stands.withdrawn_by = now(), actor.account_id
        written_down(session, concept, "concept_withdrawn", actor=actor)
