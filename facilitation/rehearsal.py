"""Rehearsal: simulated people play the open stage, so that a facilitator can practise alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from db import changes
from db.agenda import done_with
from db.base import now
from db.people import Person
from db.rehearsal import Rehearsal, due_rehearsal, running_rehearsals, simulated_people, wipe_simulated
from db.session import Session
from db.workshops import Workshop, lock_workshop, workshop_row
from facilitation import journal
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import OpenStage, StageKind, open_stage_of
from facilitation.errors import NotRehearsal, OutOfRange
from facilitation.simulation import act, join, may_place
from facilitation.simulation.scene import Scene, material

PEOPLE = (1, 20)
"""How many people may be simulated."""
PACE = (0.5, 2.0)
"""Seconds between two acts of a room."""
COMING_IN = 0.6
"""How often somebody comes in rather than acts, while some are still to come."""

WIPED = (
    *("people", "wall", "pitch", "turnout", "result", "groups", "progress", "perspectives", "round"),
    *("stage", "settings", "matrix", "table", "canvas", "perspective", "ratings"),
)
"""The topics that a wipe changes; families, since simulated people may have been at every table."""


@dataclass(frozen=True, slots=True)
class RehearsalView:
    """Whether simulated people play, and how many are in the room."""

    allowed: bool
    running: bool
    people: int


def rehearsal_of(session: Session, *, actor: Actor, workshop_id: int) -> RehearsalView:
    """How the rehearsal of a workshop stands, for who runs it."""
    workshop = workshop_run_by(session, actor, workshop_id)
    return RehearsalView(
        workshop.rehearsal,
        workshop_id in running_rehearsals(session),
        len(simulated_people(session, workshop_id)),
    )


def start_rehearsal(session: Session, *, actor: Actor, workshop_id: int, people: int = 12) -> None:
    """Let this many simulated people come in and play. Raises NotRehearsal in a real workshop."""
    _rehearsed(session, actor, workshop_id)
    if not PEOPLE[0] <= people <= PEOPLE[1]:
        raise OutOfRange("people", *PEOPLE)
    lock_workshop(session, workshop_id)
    rehearsal = session.get(Rehearsal, workshop_id)
    if rehearsal is None:
        rehearsal = Rehearsal(workshop_id=workshop_id, started_by=actor.account_id)
        session.add(rehearsal)
    rehearsal.people, rehearsal.stopped_at, rehearsal.next_at = people, None, now()
    journal.note(session, workshop_id=workshop_id, action="rehearsal_started", actor=actor, people=people)
    changes.touch(session, workshop_id, "settings")


def stop_rehearsal(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Let the simulated people pause; what they did stays."""
    workshop_run_by(session, actor, workshop_id)
    rehearsal = session.get(Rehearsal, workshop_id)
    if rehearsal is not None and rehearsal.stopped_at is None:
        rehearsal.stopped_at = now()
        journal.note(session, workshop_id=workshop_id, action="rehearsal_stopped", actor=actor)
        changes.touch(session, workshop_id, "settings")


def wipe_rehearsal(session: Session, *, actor: Actor, workshop_id: int) -> int:
    """Stop, and delete the simulated people with all they did; how many they were.

    A closed vote in which they took part goes with them: its ballots are no more.
    """
    workshop = _rehearsed(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    stop_rehearsal(session, actor=actor, workshop_id=workshop_id)
    gone = [f"me:{person.id}" for person in simulated_people(session, workshop_id)]
    wiped = wipe_simulated(session, workshop_id, material(workshop.language)["territories"])
    journal.note(session, workshop_id=workshop_id, action="rehearsal_wiped", actor=actor, **wiped)
    changes.touch(session, workshop_id, *WIPED, *gone)
    return wiped["people"]


def running(session: Session) -> list[int]:
    """The workshops in which simulated people play now."""
    return running_rehearsals(session)


def play_step(session: Session, workshop_id: int, random: Random, at: datetime | None = None) -> str | None:
    """Let one simulated person do one thing, if it is time; what it was, or None."""
    at = at or now()
    rehearsal = due_rehearsal(session, workshop_id, at)
    workshop = workshop_row(session, workshop_id)
    if rehearsal is None or workshop is None:
        return None
    rehearsal.next_at = at + timedelta(seconds=random.uniform(*PACE))
    people = simulated_people(session, workshop_id)
    to_come = len(people) < rehearsal.people
    stage = open_stage_of(session, workshop_id, at)
    if to_come and (stage is None or not people or random.random() < COMING_IN):
        return join(session, workshop, random)
    busy = _busy(session, people, stage) if stage else []
    if stage is None or not busy:
        return join(session, workshop, random) if to_come else None
    return act(Scene(session, random.choice(busy), stage, material(workshop.language), random))


def _busy(session: Session, people: list[Person], stage: OpenStage) -> list[Person]:
    """Who is not done with the stage; a run-off asks again those who were done with the vote."""
    done = done_with(session, stage.id)
    asked_again = stage.kind == StageKind.voting
    return [
        person
        for person in people
        if person.id not in done or (asked_again and may_place(session, person.id))
    ]


def _rehearsed(session: Session, actor: Actor, workshop_id: int) -> Workshop:
    workshop = workshop_run_by(session, actor, workshop_id)
    if not workshop.rehearsal:
        raise NotRehearsal
    return workshop
