"""Posts: what decomposition and perspective share; edited and deleted by their author or the facilitator."""

from dataclasses import dataclass
from datetime import datetime

from db import changes
from db.base import now
from db.groups import groups_on
from db.posts import (
    Part,
    Post,
    Resource,
    Section,
    TerritoryVerdict,
    Verdict,
    Written,
    condition_counts,
    posts_by,
)
from db.session import Session
from db.sharing import Initiative
from facilitation.access import workshop_run_by
from facilitation.agenda import StageKind, require_open
from facilitation.attribution import credit
from facilitation.errors import ConditionNeeded, NotFound, PostChanged
from facilitation.journal import Action, note
from facilitation.texts import clean

__all__ = ["Part", "Resource", "Section", "Verdict"]

TEXT_LIMIT = 280
_SECTIONS = tuple(Section)
DECOMPOSITION = _SECTIONS[: _SECTIONS.index(Section.gaps)]
PERSPECTIVE = _SECTIONS[len(DECOMPOSITION) :]
RESOURCES = tuple(Resource)
ASKED_FOR = (Section.obstacles, Section.core_functions)
"""What a group is asked for before its decomposition is closed."""


@dataclass(frozen=True, slots=True)
class About:
    """A decomposition post that another post is about."""

    id: int
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class PostView:
    """One idea as its readers may see it: signed as its author consented, with what it is about."""

    id: int
    text: str
    author: str
    territory: str
    resource: str | None
    verbatim: bool
    off_record: bool
    version: int
    at_ms: int
    about: list[About]


@dataclass(frozen=True, slots=True)
class MyPost:
    """One idea as its own author finds it again."""

    id: int
    part: str
    section: str
    text: str
    initiative: str
    off_record: bool
    version: int


def edit_post(
    session: Session,
    *,
    post_id: int,
    text: str,
    version: int,
    author_id: int | None = None,
    by: int | None = None,
) -> None:
    """Write a post anew. Refused where somebody else wrote it anew since `version`. A facilitator rewords."""
    text = clean(text, limit=TEXT_LIMIT, field="text")
    post = _own(session, post_id, author_id, by)
    if post.text == text:
        return
    if post.version != version:
        raise PostChanged(post.text)
    post.text, post.version, post.updated_at = text, post.version + 1, now()
    if by is not None:
        post.verbatim = False
    tell(session, post, "post_edited", author_id, by)


def delete_post(
    session: Session, *, post_id: int, author_id: int | None = None, by: int | None = None
) -> None:
    """Take a post away; restore_post brings it back. The last condition of a verdict "adapt" stays."""
    post = _own(session, post_id, author_id, by)
    if post.deleted_at is None:
        _keep_a_condition(session, post)
        post.deleted_at = now()
        tell(session, post, "post_deleted", author_id, by)


def restore_post(
    session: Session, *, post_id: int, author_id: int | None = None, by: int | None = None
) -> None:
    """Bring a deleted post back."""
    post = _own(session, post_id, author_id, by)
    if post.deleted_at is not None:
        post.deleted_at = None
        tell(session, post, "post_restored", author_id, by)


def keep_off_record(
    session: Session, *, post_id: int, off_record: bool, author_id: int | None = None, by: int | None = None
) -> None:
    """Say whether a post may leave the room; its author may at any time, after the stage too."""
    post = _in_reach(session, post_id, author_id, by)
    if post.off_record != off_record:
        post.off_record = off_record
        tell(session, post, "post_off_record" if off_record else "post_on_record", author_id, by)


def my_posts(session: Session, person_id: int) -> list[MyPost]:
    """Everything a person wrote, oldest first."""
    return [
        MyPost(
            post.id,
            post.part,
            post.section,
            post.text,
            session.get_one(Initiative, post.initiative_id).title,
            post.off_record,
            post.version,
        )
        for post in posts_by(session, person_id)
    ]


def shown(written: Written, about: list[About]) -> PostView:
    """A post as its group reads it."""
    post, author, territory = written
    signed = credit(author.name, territory, author.role, author.attribution) if author else None
    return PostView(
        id=post.id,
        text=post.text,
        author=signed.author if signed else "",
        territory=signed.territory if signed else "",
        resource=post.resource,
        verbatim=post.verbatim,
        off_record=post.off_record,
        version=post.version,
        at_ms=milliseconds(post.created_at),
        about=about,
    )


def milliseconds(at: datetime) -> int:
    """A moment as browsers count."""
    return int(at.timestamp() * 1000)


def _own(session: Session, post_id: int, author_id: int | None, by: int | None) -> Post:
    post = _in_reach(session, post_id, author_id, by)
    if by is None:
        require_open(session, post.workshop_id, StageKind(post.part))
    return post


def _in_reach(session: Session, post_id: int, author_id: int | None, by: int | None) -> Post:
    post = session.get(Post, post_id, with_for_update=True)
    if post is None:
        raise NotFound
    if by is not None:
        workshop_run_by(session, by, post.workshop_id)
    elif author_id is None or post.author_id != author_id:
        raise NotFound
    return post


def _keep_a_condition(session: Session, post: Post) -> None:
    if post.section != Section.conditions:
        return
    verdict = session.get(TerritoryVerdict, (post.initiative_id, post.territory_id))
    last = condition_counts(session, post.initiative_id).get(post.territory_id or 0, 0) <= 1
    if verdict and verdict.verdict == Verdict.adapt and last:
        raise ConditionNeeded


def tell(session: Session, post: Post, action: Action, author_id: int | None, by: int | None) -> None:
    """Write down what was done with a post, never what it says, and name who should hear of it."""
    note(
        session,
        workshop_id=post.workshop_id,
        action=action,
        account_id=by,
        person_id=author_id,
        post=post.id,
        section=post.section.value,
    )
    touched = [f"perspective:{group_id}" for group_id in groups_on(session, post.initiative_id)]
    if post.part == Part.decomposition:
        touched += [f"canvas:{post.group_id}", "groups"]
    else:
        touched += ["perspectives", "matrix"]
    changes.touch(session, post.workshop_id, *touched)
