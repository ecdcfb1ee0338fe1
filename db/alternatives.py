"""Alternatives: what somebody wrote over a post that had changed meanwhile, kept until someone chooses."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, now
from db.people import Person, PersonRole, Signature
from db.posts import Part, Post
from db.prepared import prepared
from db.workshops import Territory


class Alternative(Base):
    """Another wording of a post, beside the one that stands."""

    __tablename__ = "alternatives"

    id: Mapped[Key]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(280))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    written_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]


class Wording(NamedTuple):
    """A wording that waits beside a post, with who wrote it and where that person is from."""

    id: int
    post_id: int
    text: str
    author: str | None
    role: PersonRole | None
    signs: Signature | None
    home: str | None


def wordings_in(session: Session, group_id: int, part: Part) -> list[Wording]:
    """The wordings that wait for a choice in one part of a group's work, oldest first."""
    return [Wording._make(row) for row in session.execute(*_wordings_in(group_id, part))]


@prepared
def _wordings_in(group_id: int, part: Part) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Alternative.id, Alternative.post_id, Alternative.text),
            *(Person.name, Person.role, Person.signs, Territory.name),
        )
        .join(Post, Post.id == Alternative.post_id)
        .outerjoin(Person, Person.id == Alternative.author_id)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .where(
            Post.group_id == group_id,
            Post.part == part,
            Post.deleted_at.is_(None),
            Alternative.settled_at.is_(None),
        )
        .order_by(Alternative.id)
    )


def wordings_of(session: Session, post_id: int) -> list[Alternative]:
    """The wordings that wait beside a post, oldest first."""
    waiting = select(Alternative).where(Alternative.post_id == post_id, Alternative.settled_at.is_(None))
    return list(session.scalars(waiting.order_by(Alternative.id)))


def wordings_said(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """What these wordings say, settled ones too."""
    said = select(Alternative.id, Alternative.text).where(Alternative.id.in_(list(ids)))
    return {row.id: row.text for row in session.execute(said)}
