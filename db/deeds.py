"""Deeds: what was done to posts, with what they were before and after, so that it can be undone and told."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, now
from db.posts import Post


class DeedKind(StrEnum):
    """What can be done to a post; `beside` keeps a wording beside the one that stands."""

    write = "write"
    edit = "edit"
    beside = "beside"
    choose = "choose"
    move = "move"
    order = "order"
    merge = "merge"
    unmerge = "unmerge"
    verbatim = "verbatim"
    core = "core"
    off_record = "off_record"
    delete = "delete"
    restore = "restore"
    picture = "picture"


class Deed(Base):
    """One action on one or several posts of a table."""

    __tablename__ = "deeds"
    __table_args__ = (Index("ix_deeds_person_id_id", "person_id", "id"),)

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    kind: Mapped[str] = mapped_column(String(30))
    at: Mapped[datetime] = mapped_column(default=now)
    undone_at: Mapped[datetime | None]


class DeedPost(Base):
    """What a deed made of one post; `before` is None where the deed wrote it."""

    __tablename__ = "deed_posts"

    deed_id: Mapped[int] = mapped_column(ForeignKey("deeds.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    after: Mapped[dict[str, Any]] = mapped_column(JSON)


def deed_now(session: Session, deed_id: int) -> Deed | None:
    """A deed as the database has it now."""
    return session.get(Deed, deed_id, populate_existing=True)


def posts_in_deeds(session: Session, deed_ids: Iterable[int]) -> list[tuple[DeedPost, Post]]:
    """What deeds made of each of their posts, by deed and post."""
    found = session.execute(
        select(DeedPost, Post)
        .join(Post, Post.id == DeedPost.post_id)
        .where(DeedPost.deed_id.in_(list(deed_ids)))
        .order_by(DeedPost.deed_id, DeedPost.post_id)
    )
    return [(row, post) for row, post in found]


def latest_deeds(
    session: Session, *, person_id: int | None, account_id: int | None, workshop_id: int | None, limit: int
) -> list[Deed]:
    """The latest deeds of a person, or of an account in a workshop, that were not undone; newest first."""
    done = select(Deed).where(Deed.undone_at.is_(None))
    done = done.where(
        Deed.person_id == person_id
        if account_id is None
        else (Deed.account_id == account_id) & (Deed.workshop_id == workshop_id)
    )
    return list(session.scalars(done.order_by(Deed.id.desc()).limit(limit)))


def last_deed_on(session: Session, post_id: int, kind: DeedKind) -> Deed | None:
    """The latest deed of a kind on a post that was not undone."""
    done = select(Deed).join(DeedPost, DeedPost.deed_id == Deed.id)
    done = done.where(DeedPost.post_id == post_id, Deed.kind == kind, Deed.undone_at.is_(None))
    return session.scalars(done.order_by(Deed.id.desc()).limit(1)).one_or_none()


def said_before(
    session: Session,
    post_id: int,
    text: str,
    version: int,
    *,
    person_id: int | None,
    account_id: int | None,
) -> bool:
    """Whether this person or account gave a post this very text in place of that very version."""
    acted = Deed.person_id == person_id if account_id is None else Deed.account_id == account_id
    found = session.scalars(
        select(DeedPost)
        .join(Deed, Deed.id == DeedPost.deed_id)
        .where(DeedPost.post_id == post_id, acted, Deed.kind == DeedKind.edit)
    )
    return any((row.after["text"], row.after["version"]) == (text, version + 1) for row in found)
