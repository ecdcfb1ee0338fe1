"""Spotlights: while the tables report back, one section of one table at a time stands on the projector."""

from db import changes
from db.base import now
from db.groups import Group, group_with
from db.posts import Section
from db.session import Session
from db.spotlights import Spotlight, spotlight_of
from db.tasks import Task, task_row
from db.workshops import lock_workshop
from facilitation import journal
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind, open_stage_of
from facilitation.errors import NotAllowed, NotFound, NotYourTurn, StageNotOpen
from facilitation.groups import group_run_by


def show_section(session: Session, *, actor: Actor, group_id: int, section: Section) -> None:
    """Put one section of a table's work on the projector. Shown already, it stays.

    Who runs the workshop may at any time; the reporter of the table while the tables report back, and never
    over another table: that one is told NotYourTurn. Raises NotAllowed for anybody else.
    """
    group = _led(session, group_id, actor)
    lock_workshop(session, group.workshop_id)
    shown = spotlight_of(session, group.workshop_id)
    if shown is not None and (shown.group_id, shown.section) == (group_id, section):
        return
    if shown is None:
        session.add(Spotlight(workshop_id=group.workshop_id, group_id=group_id, section=section))
    elif actor.account_id is None and shown.group_id != group_id:
        raise NotYourTurn
    else:
        shown.group_id, shown.section, shown.since = group_id, section, now()
    session.flush()
    journal.note(
        session,
        workshop_id=group.workshop_id,
        action="section_shown",
        actor=actor,
        group=group.number,
        section=section,
    )
    changes.touch(session, group.workshop_id, "groups", "table")


def show_every_table(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Show all tables again. Shown already, nothing changes."""
    workshop_run_by(session, actor, workshop_id)
    _darken(session, workshop_id, actor=actor)


def stop_reporting(session: Session, *, actor: Actor, group_id: int) -> None:
    """Let the reporter of a table leave the light to the others. Not in it, nothing changes."""
    group = _led(session, group_id, Actor(person_id=actor.person_id))
    _darken(session, group.workshop_id, actor=actor, only=group_id)


def _darken(session: Session, workshop_id: int, *, actor: Actor, only: int | None = None) -> None:
    lock_workshop(session, workshop_id)
    shown = spotlight_of(session, workshop_id)
    if shown is None or only not in (None, shown.group_id):
        return
    session.delete(shown)
    session.flush()
    journal.note(session, workshop_id=workshop_id, action="tables_shown", actor=actor)
    changes.touch(session, workshop_id, "groups", "table")


def _led(session: Session, group_id: int, actor: Actor) -> Group:
    """The table, for who leads its report-back."""
    if actor.account_id is not None:
        return group_run_by(session, actor, group_id)
    if actor.person_id is None:
        raise NotAllowed
    person = person_there(session, actor.person_id)
    group = group_with(session, person.id)
    if group is None or group.id != group_id:
        raise NotFound
    held = task_row(session, group_id, Task.reporter)
    if held is None or held.person_id != person.id:
        raise NotAllowed
    stage = open_stage_of(session, group.workshop_id)
    if stage is None or stage.kind != StageKind.report_back:
        raise StageNotOpen
    return group
