"""What looks alike and is not: pairs of contributions, or initiatives, that somebody told apart for good."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, delete, inspect, select, tuple_
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
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


def tell_posts_apart(session: Session, pairs: Iterable[tuple[int, int]], account_id: int) -> int:
    """Keep that these pairs of contributions are not one idea; how many were not known yet."""
    rows = [{"post_id": one, "other_id": other, "account_id": account_id} for one, other in pairs]
    return _keep_new(session, PostsApart, rows)


def tell_initiatives_apart(session: Session, pairs: Iterable[tuple[int, int]], account_id: int) -> int:
    """Keep that these pairs of initiatives are not one; how many were not known yet."""
    rows = [{"initiative_id": one, "other_id": other, "account_id": account_id} for one, other in pairs]
    return _keep_new(session, InitiativesApart, rows)


def bring_posts_together(session: Session, pairs: Iterable[tuple[int, int]]) -> int:
    """Forget that these pairs of contributions were told apart; how many were."""
    return _forget(session, PostsApart, tuple_(PostsApart.post_id, PostsApart.other_id).in_(list(pairs)))


def bring_initiatives_together(session: Session, pairs: Iterable[tuple[int, int]]) -> int:
    """Forget that these pairs of initiatives were told apart; how many were."""
    mine = tuple_(InitiativesApart.initiative_id, InitiativesApart.other_id).in_(list(pairs))
    return _forget(session, InitiativesApart, mine)


def _keep_new(session: Session, table: type[Base], rows: Sequence[dict[str, int]]) -> int:
    """One statement, so that two who say it at once both succeed."""
    if not rows:
        return 0
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    at = now()
    kept = insert(table).values([row | {"said_at": at} for row in rows]).on_conflict_do_nothing()
    return len(session.execute(kept.returning(*inspect(table).primary_key)).all())


def _forget(session: Session, table: type[Base], mine: ColumnElement[bool]) -> int:
    gone = delete(table).where(mine).returning(*inspect(table).primary_key)
    return len(session.execute(gone.execution_options(synchronize_session=False)).all())
