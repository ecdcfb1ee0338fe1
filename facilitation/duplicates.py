"""Two entries of one person, made one."""

from dataclasses import dataclass

from db.agenda import StageDone, done_with, drop_done, stages_of
from db.changes import touch
from db.devices import move_devices
from db.duplicates import given_twice, move_ratings, move_tasks, move_wishes, move_writings
from db.groups import move_seat
from db.people import is_here
from db.posts import move_posts
from db.rounds import move_answers
from db.session import Session
from db.sharing import move_initiatives
from db.verdicts import move_verdicts
from db.voting import open_round
from db.workshops import lock_workshop, territory_in
from facilitation.access import acting_person, person_in_reach
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.journal import note
from facilitation.voting import merge_ballots

CHANGED = (
    *("people", "wall", "groups", "progress", "perspectives", "round", "turnout", "stage", "matrix"),
    *("table", "canvas", "perspective"),
)

MOVES = (
    move_devices,
    move_initiatives,
    move_posts,
    move_verdicts,
    move_answers,
    move_seat,
    move_tasks,
    move_wishes,
    move_writings,
)
"""Each is given (session, person, to whom); the seat goes before the tasks at it."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """What of a second entry is given up, where both have given it: the kept one's stays."""

    rounds: int
    ratings: int
    wishes: bool
    table: bool
    territory: str
    """Another one than that of the entry that stays."""
    votes: bool
    """Whether a vote is open, in which of two ballots one counts; whether there are two is told to nobody."""


def preview_merge_of_people(session: Session, *, actor: Actor, keep_id: int, other_id: int) -> GivenUp:
    """What would be given up if two entries of one person were made one. Raises NotFound."""
    keep = person_in_reach(session, actor, keep_id)
    other = person_in_reach(session, actor, other_id)
    if keep.workshop_id != other.workshop_id:
        raise NotFound
    twice = given_twice(session, other.id, keep.id, keep.territory_id or other.territory_id)
    elsewhere = keep.territory_id is not None and other.territory_id not in (None, keep.territory_id)
    territory = territory_in(session, other.workshop_id, other.territory_id or 0) if elsewhere else None
    return GivenUp(
        rounds=twice["rounds"],
        ratings=twice["ratings"],
        wishes=twice["wishes"] > 0,
        table=twice["seats"] > 0,
        territory=territory.name if territory else "",
        votes=open_round(session, keep.workshop_id) is not None,
    )


def merge_people(session: Session, *, actor: Actor, keep_id: int, other_id: int) -> None:
    """Make two entries of one person one: devices, contributions and answers go to the kept one.

    Raises NotFound, or TerritoriesFrozen while one of them has a ballot that bars one of two territories.
    """
    keep = acting_person(session, actor.acting_for(keep_id))
    other = person_in_reach(session, actor, other_id)
    if other.merged_into_id == keep.id:
        return
    if keep.id == other.id or keep.workshop_id != other.workshop_id or other.merged_into_id is not None:
        raise NotFound
    lock_workshop(session, keep.workshop_id)
    merge_ballots(session, keep=keep, other=other)
    for move in MOVES:
        move(session, other.id, keep.id)
    keep.territory_id = keep.territory_id or other.territory_id
    move_ratings(session, other.id, keep.id, keep.territory_id)
    _move_done(session, keep.workshop_id, other.id, keep.id)
    keep.arrived_at = keep.arrived_at or other.arrived_at
    keep.left_at = None if is_here(other) else keep.left_at
    other.merged_into_id = keep.id
    note(
        session,
        workshop_id=keep.workshop_id,
        action="people_merged",
        actor=actor,
        person_id=keep.id,
        other=other.name,
    )
    touch(session, keep.workshop_id, *CHANGED, f"me:{keep.id}", f"me:{other.id}", f"ratings:{keep.id}")


def _move_done(session: Session, workshop_id: int, person_id: int, to_id: int) -> None:
    for stage in stages_of(session, workshop_id):
        done = done_with(session, stage.id)
        if person_id in done:
            drop_done(session, stage.id, [person_id])
            if to_id not in done:
                session.add(StageDone(stage_id=stage.id, person_id=to_id))
