"""Where posts stand in their section: numbers with room between them, so that moving one moves no other."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.posts import Post, Section, standing
from db.prepared import prepared

GAP = 1024


def end_of(session: Session, group_id: int, section: Section) -> int:
    """A place after everything that a group ever wrote in a section."""
    return (session.scalar(*_last(group_id, section)) or 0) + GAP


@prepared
def _last(group_id: int, section: Section) -> Select[int]:
    return select(func.max(Post.position)).where(Post.group_id == group_id, Post.section == section)


def neighbours(session: Session, post: Post) -> list[Post]:
    """The other posts that stand in the section of a post, for the same territory, in their order."""
    others = select(Post).where(
        Post.group_id == post.group_id,
        Post.section == post.section,
        Post.territory_id.is_(None) if post.territory_id is None else Post.territory_id == post.territory_id,
        Post.id != post.id,
        standing(),
    )
    found = session.scalars(others.order_by(Post.position, Post.id).execution_options(populate_existing=True))
    return list(found)


def place(session: Session, post: Post, others: Sequence[Post], index: int) -> None:
    """Put a post at an index among others; where no room is left between two of them, make room for all."""
    below = others[index - 1].position if index else None
    above = others[index].position if index < len(others) else None
    if above is None:
        post.position = end_of(session, post.group_id, post.section)
    elif below is None:
        post.position = above - GAP
    elif above - below > 1:
        post.position = (below + above) // 2
    else:
        for number, one in enumerate([*others[:index], post, *others[index:]], 1):
            one.position = number * GAP
