"""Merging posts that say the same: each keeps its own words behind the one that stands."""

from collections.abc import Iterable, Sequence

from db.base import now
from db.post_states import give_picture, let_wait, parts_of, posts_now, put_into, states_of
from db.posts import Post
from db.session import Session
from facilitation.actors import Actor
from facilitation.deeds import DeedKind, doing
from facilitation.errors import NotFound, OffRecordApart, TooFewPosts
from facilitation.post_reach import keep_a_condition, post_of_table, standing_post
from facilitation.post_rules import may_become_part


def merge_posts(session: Session, *, actor: Actor, post_ids: Sequence[int], into_id: int) -> None:
    """Make posts part of another one of their table, which keeps its place and words; repeating is harmless.

    What they had and it lacks goes over to it: a mark as core function, a picture, wordings that wait, links.
    """
    into = standing_post(session, into_id, actor)
    wanted = set(post_ids) - {into_id}
    if not wanted:
        raise TooFewPosts
    found = posts_now(session, wanted)
    if len(found) < len(wanted):
        raise NotFound
    sources = [_mergeable(post, part_of, into) for post, part_of in found if part_of != into_id]
    keep_a_condition(session, [one for one in sources if one.section != into.section])
    with doing(
        session,
        DeedKind.merge,
        [into, *sources, *parts_of(session, [one.id for one in sources])],
        "posts_merged",
        actor=actor,
    ):
        _merge(session, into, sources)


def undo_post_merge(session: Session, *, actor: Actor, post_id: int) -> None:
    """Let a post that is part of another one stand by itself again; for that other one: all its parts."""
    post, part_of = post_of_table(session, post_id, actor)
    if part_of is None:
        target, freed = post, parts_of(session, [post.id])
    else:
        target, freed = posts_now(session, [part_of])[0][0], [post]
    with doing(session, DeedKind.unmerge, [target, *freed], "post_merge_undone", actor=actor):
        let_stand(session, freed)


def let_stand(session: Session, posts: Iterable[Post]) -> None:
    """Let posts stand by themselves."""
    for post in posts:
        put_into(session, post, None)


def _mergeable(post: Post, part_of: int | None, into: Post) -> Post:
    one, other = ((each.group_id, each.part, each.territory_id) for each in (post, into))
    fits = may_become_part(one, other, is_part=part_of is not None, into_is_part=False)
    if not fits or post.deleted_at is not None:
        raise NotFound
    if post.off_record != into.off_record:
        raise OffRecordApart
    return post


def _merge(session: Session, into: Post, sources: Sequence[Post]) -> None:
    was = states_of(session, [into, *sources])
    for post in (*parts_of(session, [one.id for one in sources]), *sources):
        put_into(session, post, into.id)
    if into.core_at is None and any(post.core_at for post in sources):
        into.core_at = now()
    pictures = [was[post.id]["picture"] for post in (into, *sources) if was[post.id]["picture"]]
    if pictures and was[into.id]["picture"] is None:
        give_picture(session, into, pictures[0])
    if any(was[post.id]["beside"] for post in sources):
        let_wait(session, into, [one for post in (into, *sources) for one in was[post.id]["beside"]])
