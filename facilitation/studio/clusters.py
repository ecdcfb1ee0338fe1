"""Clusters of a board: contributions that say something together, under a name."""

from collections.abc import Collection

from db.boards import Board, Cluster, drop_cluster, gather, last_position
from db.post_states import parts_of
from db.session import Session
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.studio.boards import board_in_reach, board_name, lay
from facilitation.studio.marks import written_down


def create_cluster(
    session: Session, *, actor: Actor, board_id: int, name: str, post_ids: Collection[int]
) -> int:
    """Gather contributions under a name; they come onto the board where they are not. Its id."""
    mine = board_in_reach(session, actor, board_id)
    cluster = Cluster(board_id=mine.id, name=board_name(name), position=last_position(session, mine.id) + 1)
    session.add(cluster)
    session.flush()
    _gather(session, mine, actor, cluster, post_ids)
    return cluster.id


def name_cluster(session: Session, *, actor: Actor, cluster_id: int, name: str) -> None:
    """Give a cluster another name. Raises Missing, TooLong."""
    mine, cluster = cluster_in_reach(session, actor, cluster_id)
    cluster.name = board_name(name)
    written_down(session, mine.workshop_id, actor, "cluster_named", cluster.name)


def put_in_cluster(session: Session, *, actor: Actor, cluster_id: int, post_ids: Collection[int]) -> None:
    """Put contributions into a cluster; they come onto its board where they are not."""
    mine, cluster = cluster_in_reach(session, actor, cluster_id)
    _gather(session, mine, actor, cluster, post_ids)


def put_beside(session: Session, *, actor: Actor, board_id: int, post_ids: Collection[int]) -> None:
    """Put contributions of a board beside its clusters again."""
    mine = board_in_reach(session, actor, board_id)
    _gather(session, mine, actor, None, post_ids)


def remove_cluster(session: Session, *, actor: Actor, cluster_id: int) -> None:
    """Take a cluster away; its contributions stay on the board."""
    mine, cluster = cluster_in_reach(session, actor, cluster_id)
    name = cluster.name
    drop_cluster(session, cluster)
    written_down(session, mine.workshop_id, actor, "cluster_removed", name)


def cluster_in_reach(session: Session, actor: Actor, cluster_id: int) -> tuple[Board, Cluster]:
    """The cluster with its board, if the account studies its workshop. Raises NotFound."""
    cluster = session.get(Cluster, cluster_id)
    if cluster is None:
        raise NotFound
    return board_in_reach(session, actor, cluster.board_id), cluster


def _gather(
    session: Session, mine: Board, actor: Actor, cluster: Cluster | None, post_ids: Collection[int]
) -> None:
    lay(session, mine, actor, post_ids)
    moved = set(post_ids) | {part.id for part in parts_of(session, post_ids)}
    gather(session, mine.id, cluster.id if cluster else None, moved)
    name = cluster.name if cluster else ""
    written_down(session, mine.workshop_id, actor, "posts_gathered", name, len(set(post_ids)))
