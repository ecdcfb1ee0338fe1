"""What looks alike and is not: pairs of contributions, or initiatives, that somebody told apart for good."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, now
from db.posts import Post
from db.sharing import Initiative


class PostsApart(Base):
    """Two contributions that are not suggested together any more, the smaller number first."""

    __tablename__ = "posts_apart"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    said_at: Mapped[datetime] = mapped_column(default=now)


class InitiativesApart(Base):
    """Two initiatives that are not suggested together any more, the smaller number first."""

    __tablename__ = "initiatives_apart"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    said_at: Mapped[datetime] = mapped_column(default=now)


Pairs = frozenset[tuple[int, int]]


def posts_apart(session: Session, workshop_id: int) -> Pairs:
    """The pairs of contributions of a workshop that were told apart."""
    told = select(PostsApart.post_id, PostsApart.other_id).join(Post, Post.id == PostsApart.post_id)
    return frozenset((row[0], row[1]) for row in session.execute(told.where(Post.workshop_id == workshop_id)))


def initiatives_apart(session: Session, workshop_id: int) -> Pairs:
    """The pairs of initiatives of a workshop that were told apart."""
    told = select(InitiativesApart.initiative_id, InitiativesApart.other_id).join(
        Initiative, Initiative.id == InitiativesApart.initiative_id
    )
    found = session.execute(told.where(Initiative.workshop_id == workshop_id))
    return frozenset((row[0], row[1]) for row in found)


def tell_posts_apart(session: Session, pairs: Iterable[tuple[int, int]], account_id: int) -> None:
    """Keep that these pairs of contributions are not one idea."""
    session.add_all(PostsApart(post_id=one, other_id=other, account_id=account_id) for one, other in pairs)
    session.flush()


def tell_initiatives_apart(session: Session, pairs: Iterable[tuple[int, int]], account_id: int) -> None:
    """Keep that these pairs of initiatives are not one."""
    session.add_all(
        InitiativesApart(initiative_id=one, other_id=other, account_id=account_id) for one, other in pairs
    )
    session.flush()


def bring_posts_together(session: Session, pairs: Iterable[tuple[int, int]]) -> None:
    """Forget that these pairs of contributions were told apart."""
    for pair in pairs:
        session.delete(session.get_one(PostsApart, pair))
    session.flush()


def bring_initiatives_together(session: Session, pairs: Iterable[tuple[int, int]]) -> None:
    """Forget that these pairs of initiatives were told apart."""
    for pair in pairs:
        session.delete(session.get_one(InitiativesApart, pair))
    session.flush()
