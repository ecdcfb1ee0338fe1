"""Which concepts are within reach of an account: those of the workshops that it studies."""

from db.concepts import Concept, Statement, concept_now, concept_of, statement_now
from db.session import Session
from facilitation.access import workshop_studied_by
from facilitation.actors import Actor
from facilitation.errors import NotFound


def concept_in_reach(session: Session, actor: Actor, concept_id: int) -> Concept:
    """The concept, to read it. Raises NotFound."""
    concept = session.get(Concept, concept_id)
    if concept is None or concept.deleted_at is not None:
        raise NotFound
    workshop_studied_by(session, actor, concept.workshop_id)
    return concept


def concept_to_change(session: Session, actor: Actor, concept_id: int, *, deleted: bool = False) -> Concept:
    """The concept, for one transaction at a time; `deleted` reaches those too. Raises NotFound."""
    concept = concept_now(session, concept_id)
    if concept is None or (concept.deleted_at is not None and not deleted):
        raise NotFound
    workshop_studied_by(session, actor, concept.workshop_id)
    return concept


def statement_to_change(
    session: Session, actor: Actor, statement_id: int, *, removed: bool = False
) -> tuple[Concept, Statement]:
    """The statement and its concept, for one transaction at a time; `removed` reaches those too."""
    concept_id = concept_of(session, statement_id)
    if concept_id is None:
        raise NotFound
    concept = concept_to_change(session, actor, concept_id)
    statement = statement_now(session, statement_id)
    if statement.deleted_at is not None and not removed:
        raise NotFound
    return concept, statement
