"""Deeds: every action on a post, kept with what it changed, so that it can be told and undone."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from db.base import now
from db.deeds import Deed, DeedKind, DeedPost, latest_deeds, posts_in_deeds
from db.post_states import State, state, states_of
from db.posts import Post
from db.session import Session
from facilitation.access import acting_person, workshop_run_by
from facilitation.errors import NotAllowed
from facilitation.journal import Action
from facilitation.posts import milliseconds, tell

__all__ = ["DeedKind", "DeedView", "doing", "last_deeds", "written"]

MOST_DEEDS = 10


@dataclass(frozen=True, slots=True)
class DeedView:
    """Something that one did to a post and can undo: of which kind, the post's text, its section, when."""

    id: int
    kind: str
    text: str
    section: str
    at_ms: int


@contextmanager
def doing(
    session: Session,
    kind: DeedKind,
    posts: Sequence[Post],
    action: Action,
    *,
    person_id: int | None,
    by: int | None,
) -> Iterator[None]:
    """Do one thing to posts of a table, the first of them being what it is about.

    It is kept with what they were before and after, written down and told; unless it changed nothing.
    """
    before = states_of(session, posts)
    yield
    session.flush()
    after = states_of(session, posts)
    if before != after:
        _keep(session, kind, [(post, before[post.id], after[post.id]) for post in posts], person_id, by)
        tell(session, posts[0], action, person_id, by)


def written(session: Session, post: Post, *, person_id: int | None, by: int | None) -> None:
    """Keep that a post was written, and tell it."""
    _keep(session, DeedKind.write, [(post, None, state(post))], None if by is not None else person_id, by)
    tell(session, post, "post_written", person_id, by)


def last_deeds(
    session: Session,
    *,
    person_id: int | None = None,
    by: int | None = None,
    workshop_id: int | None = None,
    limit: int = MOST_DEEDS,
) -> list[DeedView]:
    """What a person did last to posts, or an account to those of a workshop; newest first, nothing undone."""
    if by is not None and workshop_id is not None:
        workshop_run_by(session, by, workshop_id)
    elif person_id is not None and by is None:
        acting_person(session, person_id)
    else:
        raise NotAllowed
    deeds = latest_deeds(
        session, person_id=person_id, account_id=by, workshop_id=workshop_id, limit=min(limit, MOST_DEEDS)
    )
    parts: dict[int, list[DeedPost]] = {}
    for part, _ in posts_in_deeds(session, [deed.id for deed in deeds]):
        parts.setdefault(part.deed_id, []).append(part)
    return [_seen(deed, parts[deed.id]) for deed in deeds if deed.id in parts]


def _seen(deed: Deed, parts: list[DeedPost]) -> DeedView:
    """The post that stands in the end is what a deed is about."""
    first = min(parts, key=lambda part: (part.after["into"] is not None, part.post_id))
    return DeedView(deed.id, deed.kind, first.after["text"], first.after["section"], milliseconds(deed.at))


def _keep(
    session: Session,
    kind: DeedKind,
    changed: Sequence[tuple[Post, State | None, State]],
    person_id: int | None,
    by: int | None,
) -> None:
    post = changed[0][0]
    deed = Deed(
        workshop_id=post.workshop_id,
        group_id=post.group_id,
        person_id=None if by is not None else person_id,
        account_id=by,
        kind=kind.value,
        at=now(),
    )
    session.add(deed)
    session.flush()
    session.add_all(
        DeedPost(deed_id=deed.id, post_id=one.id, before=before, after=after)
        for one, before, after in changed
    )
