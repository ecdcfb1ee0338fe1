"""Who may do what to a post: the whole table rewords and arranges, its author alone takes it away."""

from collections.abc import Iterable

from db.groups import group_with
from db.post_states import post_at
from db.posts import Post, Section, Verdict
from db.session import Session
from db.sharing import Initiative
from db.verdicts import TerritoryVerdict, condition_counts
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind, require_open
from facilitation.errors import ConditionNeeded, NotFound

Found = tuple[Post, int | None]
"""A post, and the id of the post that it is part of."""


def post_of_table(session: Session, post_id: int, actor: Actor) -> Found:
    """A post, its table locked, for who sits there or wrote it while the stage is open, or the facilitator.

    It may be deleted, or part of another post. Raises NotFound beyond reach, StageNotOpen, StageLocked.
    """
    post, into_id = _found(session, post_id)
    if actor.account_id is not None:
        workshop_run_by(session, actor, post.workshop_id)
        return post, into_id
    _at_table(session, post, actor.person_id)
    require_open(session, post.workshop_id, StageKind(post.part))
    return post, into_id


def standing_post(session: Session, post_id: int, actor: Actor) -> Post:
    """The same, for a post that stands by itself. Raises NotFound for any other."""
    post, into_id = post_of_table(session, post_id, actor)
    if post.deleted_at is not None or into_id is not None:
        raise NotFound
    return post


def own_post(session: Session, post_id: int, actor: Actor, *, any_time: bool = False) -> Post:
    """A post, its table locked, for its author while the stage is open (or `any_time`) or the facilitator."""
    post, _ = _found(session, post_id)
    if actor.account_id is not None:
        workshop_run_by(session, actor, post.workshop_id)
        return post
    if actor.person_id is None or post.author_id != actor.person_id:
        raise NotFound
    person_there(session, actor.person_id)
    if not any_time:
        require_open(session, post.workshop_id, StageKind(post.part))
    return post


def keep_a_condition(session: Session, leaving: Iterable[Post]) -> None:
    """Refuse where these posts are the last conditions of a territory whose verdict is "adapt"."""
    places: dict[tuple[int, int], int] = {}
    for post in leaving:
        if post.section == Section.conditions and post.territory_id is not None:
            place = (post.initiative_id, post.territory_id)
            places[place] = places.get(place, 0) + 1
    for (initiative_id, territory_id), count in sorted(places.items()):
        session.get(Initiative, initiative_id, with_for_update={"key_share": True})
        verdict = session.get(TerritoryVerdict, (initiative_id, territory_id), populate_existing=True)
        left = condition_counts(session, initiative_id).get(territory_id, 0) - count
        if verdict is not None and verdict.verdict == Verdict.adapt and left <= 0:
            raise ConditionNeeded


def _found(session: Session, post_id: int) -> Found:
    found = post_at(session, post_id)
    if found is None:
        raise NotFound
    return found


def _at_table(session: Session, post: Post, person_id: int | None) -> None:
    if person_id is None:
        raise NotFound
    person_there(session, person_id)
    if post.author_id == person_id:
        return
    group = group_with(session, person_id)
    if group is None or group.id != post.group_id:
        raise NotFound
