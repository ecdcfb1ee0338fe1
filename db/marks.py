"""Marks that designers put on contributions: tags, which they share, and notes, which are each one's own."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, now
from db.posts import Post
from db.spelling import in_order

TAG_LIMIT = 40
NOTE_LIMIT = 1000


class PostTag(Base):
    """A tag on a contribution, for everybody who studies the workshop."""

    __tablename__ = "post_tags"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(TAG_LIMIT), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    added_at: Mapped[datetime] = mapped_column(default=now)


class PostNote(Base):
    """What an account wrote down about a contribution, for nobody else."""

    __tablename__ = "post_notes"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    text: Mapped[str] = mapped_column(String(NOTE_LIMIT))
    written_at: Mapped[datetime] = mapped_column(default=now)


def tags_in(session: Session, workshop_id: int) -> list[tuple[int, str]]:
    """Every tag of a workshop with the post that bears it, by tag."""
    found = session.execute(
        select(PostTag.post_id, PostTag.tag)
        .join(Post, Post.id == PostTag.post_id)
        .where(Post.workshop_id == workshop_id)
        .order_by(PostTag.post_id)
    )
    return in_order(((post_id, tag) for post_id, tag in found), lambda one: one[1])


def bearers(session: Session, post_ids: Iterable[int], tag: str) -> set[int]:
    """Those of these posts that bear a tag."""
    found = select(PostTag.post_id).where(PostTag.post_id.in_(list(post_ids)), PostTag.tag == tag)
    return set(session.scalars(found))


def drop_tag(session: Session, post_ids: Iterable[int], tag: str) -> bool:
    """Take a tag off these posts; whether one of them bore it."""
    dropped = delete(PostTag).where(PostTag.post_id.in_(list(post_ids)), PostTag.tag == tag)
    return bool(session.scalars(dropped.returning(PostTag.post_id)).all())


def note_of(session: Session, post_id: int, account_id: int) -> PostNote | None:
    """What an account wrote down about a post."""
    return session.get(PostNote, (post_id, account_id))


def notes_by(session: Session, account_id: int, workshop_id: int) -> dict[int, str]:
    """What an account wrote down about the posts of a workshop."""
    found = session.execute(
        select(PostNote.post_id, PostNote.text)
        .join(Post, Post.id == PostNote.post_id)
        .where(PostNote.account_id == account_id, Post.workshop_id == workshop_id)
    )
    return {row[0]: row[1] for row in found}
