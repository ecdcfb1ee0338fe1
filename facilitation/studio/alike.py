"""Contributions that say nearly the same, suggested as clusters; nothing is gathered by itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from db.apart import bring_posts_together, posts_apart, tell_posts_apart
from db.material import material_rows
from db.session import Session
from facilitation.access import workshop_studied_by
from facilitation.actors import Actor
from facilitation.likeness.comparing import Difference, Likeness, likenesses, pairs_of
from facilitation.studio.boards import board
from facilitation.studio.marks import studied_posts, written_down
from facilitation.studio.material import Material, material_of

MOST_GROUPS = 30


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Contributions that say nearly the same; two that have a `difference` only use the same words."""

    posts: tuple[Material, ...]
    score: int
    difference: Difference | None


def alike(session: Session, *, actor: Actor, board_id: int, everywhere: bool = False) -> list[Likeness]:
    """What says nearly the same on a board, or in the whole material of its workshop, the most alike first.

    What somebody told apart is left out. Raises NotFound.
    """
    mine = board(session, actor=actor, board_id=board_id)
    lying = {post.id for post in (*mine.loose, *(post for one in mine.clusters for post in one.posts))}
    rows = material_rows(session, mine.workshop_id)
    texts = [(row.id, row.text) for row in rows if row.into_id is None and (everywhere or row.id in lying)]
    language = workshop_studied_by(session, actor, mine.workshop_id).language
    return likenesses(texts, language=language, apart=posts_apart(session, mine.workshop_id))


def suggestions(
    session: Session, *, actor: Actor, board_id: int, groups: Iterable[Likeness]
) -> list[Suggestion]:
    """Those of these groups that are not in one cluster of a board yet, as they may be read now."""
    mine = board(session, actor=actor, board_id=board_id)
    together = [{post.id for post in cluster.posts} for cluster in mine.clusters]
    apart = [group for group in groups if not any(set(group.ids) <= cluster for cluster in together)]
    shown = apart[:MOST_GROUPS]
    wanted = [post_id for group in shown for post_id in group.ids]
    found = material_of(session, actor=actor, workshop_id=mine.workshop_id, post_ids=wanted)
    posts = {post.id: post for post in found}
    return [
        Suggestion(tuple(posts[post_id] for post_id in group.ids), group.score, group.difference)
        for group in shown
        if posts.keys() >= set(group.ids)
    ]


def tell_apart(session: Session, *, actor: Actor, post_ids: Collection[int]) -> None:
    """Let these contributions be suggested together no more, to nobody who studies the workshop.

    Said again, nothing changes. Raises NotFound.
    """
    posts = studied_posts(session, actor, post_ids)
    if tell_posts_apart(session, pairs_of(post_ids), actor.account):
        written_down(session, posts[0].workshop_id, actor, "posts_told_apart", "", len(posts))


def suggest_again(session: Session, *, actor: Actor, post_ids: Collection[int]) -> None:
    """Take back that these contributions were told apart. Raises NotFound."""
    posts = studied_posts(session, actor, post_ids)
    if bring_posts_together(session, pairs_of(post_ids)):
        written_down(session, posts[0].workshop_id, actor, "posts_suggested_again", "", len(posts))
