"""Working boards: contributions that designers laid side by side, in clusters."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, now

NAME_LIMIT = 80


class Board(Base):
    """A board of a workshop, shared by everybody who studies it."""

    __tablename__ = "boards"

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    deleted_at: Mapped[datetime | None]


class Cluster(Base):
    """Contributions of a board that say something together, under a name."""

    __tablename__ = "clusters"

    id: Mapped[Key]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    position: Mapped[int] = mapped_column(default=0)


class BoardPost(Base):
    """A contribution on a board, in a cluster or still beside them."""

    __tablename__ = "board_posts"

    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("clusters.id", ondelete="SET NULL"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=now)
    added_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


def boards_in(session: Session, workshop_id: int) -> Sequence[Board]:
    """The boards of a workshop, the first one first, without deleted ones."""
    kept = select(Board).where(Board.workshop_id == workshop_id, Board.deleted_at.is_(None))
    return session.scalars(kept.order_by(Board.id)).all()


def board_row(session: Session, board_id: int, *, held: bool) -> Board | None:
    """A board; held, as the database has it now and for one transaction at a time."""
    if not held:
        return session.get(Board, board_id)
    return session.get(Board, board_id, with_for_update=True, populate_existing=True)


def laid_in(session: Session, workshop_id: int) -> list[tuple[int, int, int | None]]:
    """What lies on the boards of a workshop: (board, post, cluster), the first laid first."""
    found = session.execute(
        select(BoardPost.board_id, BoardPost.post_id, BoardPost.cluster_id)
        .join(Board, Board.id == BoardPost.board_id)
        .where(Board.workshop_id == workshop_id, Board.deleted_at.is_(None))
        .order_by(BoardPost.board_id, BoardPost.added_at, BoardPost.post_id)
    )
    return [(board_id, post_id, cluster_id) for board_id, post_id, cluster_id in found]


def laid_on(session: Session, board_id: int, post_ids: Iterable[int]) -> set[int]:
    """Those of these posts that lie on a board."""
    there = select(BoardPost.post_id).where(
        BoardPost.board_id == board_id, BoardPost.post_id.in_(list(post_ids))
    )
    return set(session.scalars(there))


def clusters_on(session: Session, board_id: int) -> Sequence[Cluster]:
    """The clusters of a board in their order."""
    mine = select(Cluster).where(Cluster.board_id == board_id)
    return session.scalars(mine.order_by(Cluster.position, Cluster.id)).all()


def last_position(session: Session, board_id: int) -> int:
    """The place of the last cluster of a board."""
    return session.scalar(select(func.max(Cluster.position)).where(Cluster.board_id == board_id)) or 0


def gather(session: Session, board_id: int, cluster_id: int | None, post_ids: Iterable[int]) -> None:
    """Put posts of a board into a cluster, or beside the clusters."""
    moved = update(BoardPost).where(BoardPost.board_id == board_id, BoardPost.post_id.in_(list(post_ids)))
    session.execute(moved.values(cluster_id=cluster_id))


def take_off(session: Session, board_id: int, post_ids: Iterable[int]) -> None:
    """Take posts off a board."""
    session.execute(
        delete(BoardPost).where(BoardPost.board_id == board_id, BoardPost.post_id.in_(list(post_ids)))
    )


def drop_cluster(session: Session, cluster: Cluster) -> None:
    """Take a cluster away; its posts stay on the board, beside the others."""
    scattered = update(BoardPost).where(BoardPost.cluster_id == cluster.id)
    session.execute(scattered.values(cluster_id=None))
    session.delete(cluster)
    session.flush()
