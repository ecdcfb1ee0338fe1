"""Two territories of a workshop that are one: made one with all that comes from them, and apart again."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from db.changes import touch
from db.interests import reclaim_interests, rename_interests
from db.session import Session
from db.spelling import maybe_territory
from db.territories import answers_about_own, counts_of, lifts_twice, verdicts_twice
from db.territory_merges import TerritoryMerge, merge_row, merges_in, move_all, put_back, rests_on
from db.voting import open_round
from db.workshops import Territory, lock_workshop, territories_of, territory_in
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import LaterMerge, NameTaken, NotFound, TerritoriesFrozen
from facilitation.journal import Action, note

Moved = dict[str, Any]

TOPICS = (
    *("settings", "people", "wall", "matrix", "ratings", "concepts", "turnout", "ballot", "result", "groups"),
    *("table", "canvas", "perspective", "perspectives", "progress", "material"),
)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What becomes of a territory that is made one with another: what moves, and what is given up."""

    people: int
    initiatives: int
    posts: int
    verdicts: int
    conditions: int
    answers: int
    """About initiatives that would then come from the territory itself: the matrix leaves them out."""


@dataclass(frozen=True, slots=True)
class MergedTerritory:
    """A territory that is no more, and the one that took it in."""

    merge_id: int
    name: str
    kept: str


def twins(session: Session, *, actor: Actor, workshop_id: int) -> list[tuple[int, int]]:
    """The territories of a workshop whose names are so alike that they may be one, in pairs."""
    workshop_run_by(session, actor, workshop_id)
    pairs = combinations(territories_of(session, workshop_id), 2)
    return [(one.id, other.id) for one, other in pairs if maybe_territory(one.name, other.name)]


def merged_territories(session: Session, *, actor: Actor, workshop_id: int) -> list[MergedTerritory]:
    """What was made one in a workshop and can be made apart again, the latest first."""
    workshop_run_by(session, actor, workshop_id)
    names = {one.id: one.name for one in territories_of(session, workshop_id)}
    return [MergedTerritory(one.id, one.name, names[one.kept_id]) for one in merges_in(session, workshop_id)]


def preview_merge(
    session: Session, *, actor: Actor, workshop_id: int, territory_id: int, stays_id: int
) -> MergePreview:
    """What making a territory one with another would move, and what would be given up. Raises NotFound."""
    workshop_run_by(session, actor, workshop_id)
    territory, kept = _two(session, workshop_id, territory_id, stays_id)
    return MergePreview(
        **counts_of(session, territory.id),
        verdicts=len(verdicts_twice(session, territory.id, kept.id)),
        conditions=len(lifts_twice(session, territory.id, kept.id)),
        answers=answers_about_own(session, territory.id, kept.id),
    )


def merge_territories(
    session: Session, *, actor: Actor, workshop_id: int, territory_id: int, stays_id: int
) -> int:
    """Make a territory one with another, with people, initiatives, posts, answers, votes; the merge's id.

    Where both gave a verdict or said something of one condition, the kept one's stays. Raises NotFound, or
    TerritoriesFrozen while a vote is open that bars one's own territory.
    """
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    _refuse_during_a_vote(session, workshop_id)
    territory, kept = _two(session, workshop_id, territory_id, stays_id)
    moved = move_all(session, territory, kept.id)
    moved["interests"] = rename_interests(session, workshop_id, territory.name, kept.name)
    merge = TerritoryMerge(workshop_id=workshop_id, kept_id=kept.id, name=territory.name, moved=moved)
    session.add(merge)
    session.delete(territory)
    session.flush()
    _written_down(session, workshop_id, actor, "territories_merged", f"{merge.name} → {kept.name}", moved)
    return merge.id


def undo_territory_merge(session: Session, *, actor: Actor, workshop_id: int, merge_id: int) -> None:
    """Let a territory be again what it was before it was made one with another; again, nothing changes.

    Raises NameTaken where another territory bears its name by now, LaterMerge where a later merge rests on
    this one, and TerritoriesFrozen as merging does.
    """
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    merge = merge_row(session, merge_id)
    if merge is None or merge.workshop_id != workshop_id:
        return
    _refuse_during_a_vote(session, workshop_id)
    if rests_on(session, merge):
        raise LaterMerge
    if any(one.name == merge.name for one in territories_of(session, workshop_id)):
        raise NameTaken(merge.name)
    again = Territory(workshop_id=workshop_id, name=merge.name)
    session.add(again)
    session.flush()
    put_back(session, merge, to_id=again.id)
    reclaim_interests(session, merge.moved["interests"], merge.name)
    _written_down(session, workshop_id, actor, "territory_merge_undone", merge.name, merge.moved)
    session.delete(merge)


def _refuse_during_a_vote(session: Session, workshop_id: int) -> None:
    vote = open_round(session, workshop_id)
    if vote is not None and not vote.own_territory:
        raise TerritoriesFrozen


def _two(session: Session, workshop_id: int, territory_id: int, stays_id: int) -> tuple[Territory, Territory]:
    territory = territory_in(session, workshop_id, territory_id)
    kept = territory_in(session, workshop_id, stays_id)
    if territory is None or kept is None or territory is kept:
        raise NotFound
    return territory, kept


def _written_down(
    session: Session, workshop_id: int, actor: Actor, action: Action, name: str, moved: Moved
) -> None:
    note(session, workshop_id=workshop_id, action=action, actor=actor, name=name)
    touch(session, workshop_id, *TOPICS, *(f"me:{key[0]}" for key in moved["people"]))
