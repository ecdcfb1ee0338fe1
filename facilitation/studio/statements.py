"""Statements of a concept: written, worded anew, moved, removed and brought back."""

from collections.abc import Iterable

from db.base import now
from db.concepts import STATEMENT_LIMIT, Citation, Concept, ConceptField, Statement, statements_in
from db.session import Session
from facilitation.actors import Actor
from facilitation.errors import OnePitch, StatementChanged
from facilitation.studio.citations import citable_ids, parse_numbers
from facilitation.studio.reach import concept_to_change, statement_to_change
from facilitation.studio.versions import changing
from facilitation.texts import clean

__all__ = [
    "STATEMENT_LIMIT",
    "ConceptField",
    "edit_statement",
    "move_statement",
    "remove_statement",
    "restore_statement",
    "write_statement",
]


def write_statement(
    session: Session,
    *,
    actor: Actor,
    concept_id: int,
    field: ConceptField,
    text: str,
    post_ids: Iterable[int] = (),
    numbers: str = "",
) -> int:
    """Write a statement at the end of a field, with what it cites (ids, or typed), and return its id.

    Sent twice it is one statement. Raises OnePitch beside a pitch, BadNumbers for what is no number,
    UnknownPosts for what cannot be quoted.
    """
    concept = concept_to_change(session, actor, concept_id)
    text = clean(text, limit=STATEMENT_LIMIT, field="statement")
    cited = citable_ids(session, concept.workshop_id, [*post_ids, *parse_numbers(numbers)])
    beside = _beside(session, concept, field)
    for one in beside:
        if (one.text, one.written_by) == (text, actor.account_id):
            return one.id
    if not has_one_pitch([field, *(one.field for one in beside)]):
        raise OnePitch
    place = max((one.position for one in beside), default=-1) + 1
    statement = Statement(
        concept_id=concept.id, field=field, text=text, position=place, written_by=actor.account_id
    )
    with changing(session, concept, "statement_written", actor=actor):
        session.add(statement)
        session.flush()
        session.add_all(Citation(statement_id=statement.id, post_id=post_id) for post_id in cited)
    return statement.id


def edit_statement(session: Session, *, actor: Actor, statement_id: int, text: str, version: int) -> None:
    """Word a statement anew. Raises StatementChanged, with the words now, where somebody did since `version`.

    Where it was removed meanwhile, it comes back with these words.
    """
    concept, statement = statement_to_change(session, actor, statement_id, removed=True)
    text = clean(text, limit=STATEMENT_LIMIT, field="statement")
    if statement.version != version and statement.text != text:
        raise StatementChanged(statement.text)
    _refuse_a_second_pitch(session, concept, statement, statement.field)
    with changing(session, concept, "statement_edited", actor=actor):
        statement.deleted_at = None
        if statement.text != text:
            statement.text, statement.version = text, statement.version + 1
            statement.written_at, statement.written_by = now(), actor.account_id


def move_statement(
    session: Session, *, actor: Actor, statement_id: int, field: ConceptField, place: int
) -> None:
    """Put a statement at a place (0 is the first) of a field. Raises OnePitch beside a pitch."""
    concept, statement = statement_to_change(session, actor, statement_id)
    _refuse_a_second_pitch(session, concept, statement, field)
    with changing(session, concept, "statement_moved", actor=actor):
        others = [one for one in _beside(session, concept, field) if one.id != statement.id]
        others.insert(min(max(place, 0), len(others)), statement)
        statement.field = field
        for position, one in enumerate(others):
            one.position = position


def remove_statement(session: Session, *, actor: Actor, statement_id: int) -> None:
    """Take a statement out of its concept; it can be brought back, with what it cites."""
    concept, statement = statement_to_change(session, actor, statement_id, removed=True)
    with changing(session, concept, "statement_removed", actor=actor):
        statement.deleted_at = statement.deleted_at or now()


def restore_statement(session: Session, *, actor: Actor, statement_id: int) -> None:
    """Bring a statement back that was removed. Raises OnePitch where another pitch was written meanwhile."""
    concept, statement = statement_to_change(session, actor, statement_id, removed=True)
    _refuse_a_second_pitch(session, concept, statement, statement.field)
    with changing(session, concept, "statement_restored", actor=actor):
        statement.deleted_at = None


def has_one_pitch(fields: Iterable[str]) -> bool:
    """Whether statements of these fields can be one concept: one of them is its pitch, or none."""
    return sum(field == ConceptField.pitch for field in fields) <= 1


def _beside(session: Session, concept: Concept, field: ConceptField) -> list[Statement]:
    return [one for one in statements_in(session, [concept.id]) if one.field == field]


def _refuse_a_second_pitch(
    session: Session, concept: Concept, statement: Statement, field: ConceptField
) -> None:
    others = [one.field for one in _beside(session, concept, field) if one.id != statement.id]
    if not has_one_pitch([field, *others]):
        raise OnePitch
