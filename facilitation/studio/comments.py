"""What designers say to each other about a concept, or about one of its statements."""

from dataclasses import dataclass

from db.base import now
from db.changes import touch
from db.concept_versions import COMMENT_LIMIT, ConceptComment, comments_on
from db.session import Session
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.studio.reach import concept_in_reach, concept_to_change, statement_to_change
from facilitation.studio.versions import written_down
from facilitation.texts import clean
from hours import Wall, local

__all__ = ["COMMENT_LIMIT", "CommentView", "comment", "comments", "reopen_comment", "settle_comment"]


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment: on the whole concept where `statement_id` is None; `settled_by` once it is dealt with."""

    id: int
    statement_id: int | None
    who: str
    text: str
    at: Wall
    settled: bool
    settled_by: str


def comments(session: Session, *, actor: Actor, concept_id: int) -> list[CommentView]:
    """Every comment on a concept, the first one first, for who studies its workshop."""
    concept = concept_in_reach(session, actor, concept_id)
    workshop = session.get_one(Workshop, concept.workshop_id)
    return [
        CommentView(
            one.id,
            one.statement_id,
            who or "",
            one.text,
            local(one.written_at, workshop.time_zone),
            one.settled_at is not None,
            settled_by or "",
        )
        for one, who, settled_by in comments_on(session, concept.id)
    ]


def comment(
    session: Session, *, actor: Actor, concept_id: int, text: str, statement_id: int | None = None
) -> int:
    """Comment on a concept or on one of its statements, and return the comment's id. Sent twice it is one."""
    concept = concept_to_change(session, actor, concept_id)
    if statement_id is not None:
        home, _ = statement_to_change(session, actor, statement_id, removed=True)
        if home.id != concept.id:
            raise NotFound
    text = clean(text, limit=COMMENT_LIMIT, field="comment", multiline=True)
    mine = (actor.account_id, statement_id, text, None)
    for one, _, _ in comments_on(session, concept.id):
        if (one.account_id, one.statement_id, one.text, one.settled_at) == mine:
            return one.id
    said = ConceptComment(
        concept_id=concept.id, statement_id=statement_id, account_id=actor.account_id, text=text
    )
    session.add(said)
    session.flush()
    written_down(session, concept, "concept_commented", actor=actor)
    return said.id


def settle_comment(session: Session, *, actor: Actor, comment_id: int) -> None:
    """Mark a comment as dealt with."""
    said = _comment_in_reach(session, actor, comment_id)
    if said.settled_at is None:
        said.settled_at, said.settled_by = now(), actor.account_id


def reopen_comment(session: Session, *, actor: Actor, comment_id: int) -> None:
    """Let a comment that was dealt with stand again."""
    said = _comment_in_reach(session, actor, comment_id)
    said.settled_at = said.settled_by = None


def _comment_in_reach(session: Session, actor: Actor, comment_id: int) -> ConceptComment:
    said = session.get(ConceptComment, comment_id)
    if said is None:
        raise NotFound
    touch(session, concept_to_change(session, actor, said.concept_id).workshop_id, "studio")
    return said
