"""Links between posts: what a perspective post is about, wherever that stands now."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, func, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.base import Base
from db.posts import Part, Post, PostMerge


class PostLink(Base):
    """A perspective post is about a decomposition post."""

    __tablename__ = "post_links"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    about_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, index=True
    )


def linkable(session: Session, initiative_id: int, group_id: int) -> set[int]:
    """The decomposition posts that a group's perspective posts can be about, parts of others too."""
    found = select(Post.id).where(
        Post.initiative_id == initiative_id,
        Post.part == Part.decomposition,
        Post.deleted_at.is_(None),
        or_(Post.off_record.is_(False), Post.group_id == group_id),
    )
    return set(session.scalars(found))


def links_of(session: Session, post_ids: Iterable[int]) -> dict[int, list[Post]]:
    """The decomposition posts that each of these posts is about; deleted ones are left out.

    A post that is part of another one lends it its links, and hands on those that lead to it.
    """
    ids = list(post_ids)
    source, target = aliased(PostMerge), aliased(PostMerge)
    whose = func.coalesce(source.into_id, PostLink.post_id)
    rows = session.execute(
        select(whose, Post)
        .select_from(PostLink)
        .outerjoin(source, source.post_id == PostLink.post_id)
        .outerjoin(target, target.post_id == PostLink.about_id)
        .join(Post, Post.id == func.coalesce(target.into_id, PostLink.about_id))
        .where(
            or_(
                PostLink.post_id.in_(ids),
                PostLink.post_id.in_(select(PostMerge.post_id).where(PostMerge.into_id.in_(ids))),
            ),
            Post.deleted_at.is_(None),
        )
        .order_by(whose, Post.id)
    )
    found: dict[int, dict[int, Post]] = {}
    for post_id, about in rows:
        found.setdefault(post_id, {})[about.id] = about
    return {post_id: list(about.values()) for post_id, about in found.items()}
