"""Working boards: contributions laid side by side and gathered in clusters, by all who study a workshop."""

from collections.abc import Collection
from dataclasses import dataclass

from db.base import now
from db.boards import (
    NAME_LIMIT,
    Board,
    BoardPost,
    board_row,
    boards_in,
    clusters_on,
    laid_in,
    laid_on,
    take_off,
)
from db.post_states import parts_of
from db.session import Session
from facilitation.access import workshop_studied_by
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.studio.marks import studied_posts, written_down
from facilitation.studio.material import Material, material_of
from facilitation.texts import clean


@dataclass(frozen=True, slots=True)
class ClusterView:
    """Contributions that say something together."""

    id: int
    name: str
    posts: tuple[Material, ...]


@dataclass(frozen=True, slots=True)
class BoardView:
    """A board as it lies there: its clusters, and what is in none of them."""

    id: int
    workshop_id: int
    name: str
    clusters: tuple[ClusterView, ...]
    loose: tuple[Material, ...]


def boards(session: Session, *, actor: Actor, workshop_id: int) -> list[tuple[int, str]]:
    """The boards of a workshop with their names, the first one first. Raises NotFound."""
    workshop_studied_by(session, actor, workshop_id)
    return [(board.id, board.name) for board in boards_in(session, workshop_id)]


def board(session: Session, *, actor: Actor, board_id: int) -> BoardView:
    """A board as it lies there now; what left the record lies there no longer. Raises NotFound."""
    mine = board_in_reach(session, actor, board_id, held=False)
    where = {
        post_id: cluster for one, post_id, cluster in laid_in(session, mine.workshop_id) if one == mine.id
    }
    posts = material_of(session, actor=actor, workshop_id=mine.workshop_id, post_ids=where)
    lying: dict[int | None, list[Material]] = {}
    for post in posts:
        own = [post_id for post_id in (post.id, *(one.id for one in post.merged)) if post_id in where]
        lying.setdefault(where[own[0]], []).append(post)
    return BoardView(
        mine.id,
        mine.workshop_id,
        mine.name,
        tuple(
            ClusterView(one.id, one.name, tuple(lying.get(one.id, ())))
            for one in clusters_on(session, mine.id)
        ),
        tuple(lying.get(None, ())),
    )


def create_board(session: Session, *, actor: Actor, workshop_id: int, name: str) -> int:
    """Begin a board; its id. Raises Missing, TooLong."""
    workshop_studied_by(session, actor, workshop_id)
    mine = Board(workshop_id=workshop_id, name=board_name(name), created_by=actor.account_id)
    session.add(mine)
    session.flush()
    written_down(session, workshop_id, actor, "board_created", mine.name)
    return mine.id


def rename_board(session: Session, *, actor: Actor, board_id: int, name: str) -> None:
    """Give a board another name. Raises Missing, TooLong."""
    mine = board_in_reach(session, actor, board_id)
    mine.name = board_name(name)
    written_down(session, mine.workshop_id, actor, "board_renamed", mine.name)


def delete_board(session: Session, *, actor: Actor, board_id: int) -> None:
    """Put a board away; restore_board brings it back as it lay."""
    mine = board_in_reach(session, actor, board_id, deleted=True)
    if mine.deleted_at is None:
        mine.deleted_at = now()
        written_down(session, mine.workshop_id, actor, "board_deleted", mine.name)


def restore_board(session: Session, *, actor: Actor, board_id: int) -> None:
    """Bring a board back that was put away."""
    mine = board_in_reach(session, actor, board_id, deleted=True)
    if mine.deleted_at is not None:
        mine.deleted_at = None
        written_down(session, mine.workshop_id, actor, "board_restored", mine.name)


def put_on_board(session: Session, *, actor: Actor, board_id: int, post_ids: Collection[int]) -> None:
    """Lay contributions on a board, beside its clusters; what lies there stays where it is."""
    mine = board_in_reach(session, actor, board_id)
    lay(session, mine, actor, post_ids)


def put_on_new_board(
    session: Session, *, actor: Actor, workshop_id: int, name: str, post_ids: Collection[int]
) -> int:
    """Begin a board with these contributions on it; its id. Raises Missing, TooLong."""
    board_id = create_board(session, actor=actor, workshop_id=workshop_id, name=name)
    put_on_board(session, actor=actor, board_id=board_id, post_ids=post_ids)
    return board_id


def take_off_board(session: Session, *, actor: Actor, board_id: int, post_ids: Collection[int]) -> None:
    """Take contributions off a board, with what was merged into them."""
    mine = board_in_reach(session, actor, board_id)
    off = set(post_ids) | {part.id for part in parts_of(session, post_ids)}
    if off := laid_on(session, mine.id, off):
        take_off(session, mine.id, off)
        written_down(session, mine.workshop_id, actor, "board_cleared", mine.name, len(off))


def board_in_reach(
    session: Session, actor: Actor, board_id: int, *, held: bool = True, deleted: bool = False
) -> Board:
    """The board, if the account studies its workshop; held, for one transaction. Raises NotFound."""
    mine = board_row(session, board_id, held=held)
    if mine is None or (mine.deleted_at is not None and not deleted):
        raise NotFound
    workshop_studied_by(session, actor, mine.workshop_id)
    return mine


def lay(session: Session, mine: Board, actor: Actor, post_ids: Collection[int]) -> None:
    """Lay contributions on a board that are not there yet. Raises NotFound for those of another workshop."""
    posts = studied_posts(session, actor, post_ids)
    if posts[0].workshop_id != mine.workshop_id:
        raise NotFound
    there = laid_on(session, mine.id, post_ids)
    fresh = [post for post in posts if post.id not in there]
    session.add_all(BoardPost(board_id=mine.id, post_id=post.id, added_by=actor.account_id) for post in fresh)
    session.flush()
    if fresh:
        written_down(session, mine.workshop_id, actor, "board_laid", mine.name, len(fresh))


def board_name(name: str) -> str:
    """A name for a board or a cluster. Raises Missing, TooLong."""
    return clean(name, limit=NAME_LIMIT, field="name")
