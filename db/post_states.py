"""What posts are at a moment, so that it can be kept beside what was done to them, and made so again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from db.alternatives import Alternative
from db.base import now
from db.groups import Group
from db.posts import Post, PostMerge, PostPicture, Resource, Section
from db.prepared import prepared

State = dict[str, Any]
"""text, its version, section, resource, position, verbatim, off_record, core and deleted (true or false),
into (the post it is part of), picture (its id), beside (the ids of the wordings that wait for a choice)."""


def lock_table(session: Session, group_id: int) -> Group:
    """Let one transaction at a time past this point for a table."""
    return session.get_one(Group, group_id, with_for_update={"key_share": True})


def post_at(session: Session, post_id: int) -> tuple[Post, int | None] | None:
    """A post as it is now, with its table locked, and the id of the post that it is part of."""
    group_id = session.scalar(*_table_of(post_id))
    if group_id is None:
        return None
    lock_table(session, group_id)
    return posts_now(session, [post_id])[0]


@prepared
def _table_of(post_id: int) -> Select[int]:
    return select(Post.group_id).where(Post.id == post_id)


def posts_now(session: Session, post_ids: Iterable[int]) -> list[tuple[Post, int | None]]:
    """Posts as the database has them now, by id, each with the id of the post that it is part of."""
    found = session.execute(*_posts_now(list(post_ids)), execution_options={"populate_existing": True})
    return [(post, into_id) for post, into_id in found]


@prepared
def _posts_now(post_ids: list[int]) -> Select[Post, int | None]:
    return (
        select(Post, PostMerge.into_id)
        .outerjoin(PostMerge, PostMerge.post_id == Post.id)
        .where(Post.id.in_(post_ids))
        .order_by(Post.id)
    )


def parts_of(session: Session, post_ids: Iterable[int]) -> list[Post]:
    """The posts that are part of one of these, by id."""
    merged = select(Post).join(PostMerge, PostMerge.post_id == Post.id)
    return list(session.scalars(merged.where(PostMerge.into_id.in_(list(post_ids))).order_by(Post.id)))


def states_of(session: Session, posts: Sequence[Post]) -> dict[int, State]:
    """What each of these posts is now."""
    session.flush()
    parts: dict[int, tuple[int | None, int | None]] = {}
    beside: dict[int, list[int]] = {}
    for post_id, into_id, picture_id, alternative_id in session.execute(
        *_around([post.id for post in posts])
    ):
        parts[post_id] = (into_id, picture_id)
        waiting = beside.setdefault(post_id, [])
        if alternative_id is not None:
            waiting.append(alternative_id)
    return {post.id: state(post, *parts[post.id], beside[post.id]) for post in posts}


@prepared
def _around(post_ids: list[int]) -> Select[int, int | None, int | None, int | None]:
    waits = (Alternative.post_id == Post.id) & Alternative.settled_at.is_(None)
    return (
        select(Post.id, PostMerge.into_id, PostPicture.picture_id, Alternative.id)
        .outerjoin(PostMerge, PostMerge.post_id == Post.id)
        .outerjoin(PostPicture, PostPicture.post_id == Post.id)
        .outerjoin(Alternative, waits)
        .where(Post.id.in_(post_ids))
        .order_by(Post.id, Alternative.id)
    )


def state(
    post: Post, into: int | None = None, picture: int | None = None, beside: Sequence[int] = ()
) -> State:
    """What a post is, with what hangs on it."""
    return {
        "text": post.text,
        "version": post.version,
        "section": post.section.value,
        "resource": post.resource.value if post.resource else None,
        "position": post.position,
        "verbatim": post.verbatim,
        "off_record": post.off_record,
        "core": post.core_at is not None,
        "deleted": post.deleted_at is not None,
        "into": into,
        "picture": picture,
        "beside": list(beside),
    }


def make_so(session: Session, post: Post, wanted: Mapping[str, Any]) -> None:
    """Let a post be again what these parts of a state say."""
    for name, value in wanted.items():
        _MAKE[name](session, post, value)
    session.flush()


def put_into(session: Session, post: Post, into_id: int | None) -> None:
    """Make a post part of another one, or let it stand by itself."""
    session.execute(delete(PostMerge).where(PostMerge.post_id == post.id))
    if into_id is not None:
        session.add(PostMerge(post_id=post.id, into_id=into_id))


def give_picture(session: Session, post: Post, picture_id: int | None) -> None:
    """Give a post this picture in place of any former one, or none."""
    session.execute(delete(PostPicture).where(PostPicture.post_id == post.id))
    if picture_id is not None:
        session.add(PostPicture(post_id=post.id, picture_id=picture_id))


def let_wait(session: Session, post: Post, alternative_ids: Sequence[int]) -> None:
    """Let these wordings, and no others, wait beside a post for somebody to choose."""
    waiting = update(Alternative).execution_options(synchronize_session="fetch")
    session.execute(
        waiting.where(
            Alternative.post_id == post.id,
            Alternative.settled_at.is_(None),
            Alternative.id.not_in(alternative_ids),
        ).values(settled_at=now())
    )
    session.execute(
        waiting.where(Alternative.id.in_(alternative_ids)).values(post_id=post.id, settled_at=None)
    )


def reword(_session: Session, post: Post, text: str) -> None:
    """Give a post another text; whoever still edits the former one is told apart by the version."""
    post.text, post.version, post.updated_at = text, post.version + 1, now()


def _set(name: str, read: Callable[[Any], Any] = lambda value: value) -> Callable[[Session, Post, Any], None]:
    def change(_session: Session, post: Post, value: Any) -> None:
        setattr(post, name, read(value))

    return change


def _since(yes: bool) -> Any:
    return now() if yes else None


_MAKE: dict[str, Callable[[Session, Post, Any], None]] = {
    "text": reword,
    "section": _set("section", Section),
    "resource": _set("resource", lambda value: Resource(value) if value else None),
    "position": _set("position"),
    "verbatim": _set("verbatim"),
    "off_record": _set("off_record"),
    "core": _set("core_at", _since),
    "deleted": _set("deleted_at", _since),
    "into": put_into,
    "picture": give_picture,
    "beside": let_wait,
}
