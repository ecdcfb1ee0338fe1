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
from facilitation.access import acting_person, workshop_run_by
from facilitation.agenda import StageKind, open_stage_of
from facilitation.errors import NotAllowed, NotFound, NotYourTurn, StageNotOpen
from facilitation.groups import group_run_by


def show_section(
    session: Session,
    *,
    group_id: int,
    section: Section,
    by: int | None = None,
    person_id: int | None = None,
) -> None:
    """Put one section of a table's work on the projector. Shown already, it stays.

    Who runs the workshop may at any time; the reporter of the table while the tables report back, and never
    over another table: that one is told NotYourTurn. Raises NotAllowed for anybody else.
    """
    group = _led(session, group_id, by, person_id)
    lock_workshop(session, group.workshop_id)
    shown = spotlight_of(session, group.workshop_id)
    if shown is not None and (shown.group_id, shown.section) == (group_id, section):
        return
    if shown is None:
        session.add(Spotlight(workshop_id=group.workshop_id, group_id=group_id, section=section))
    elif by is None and shown.group_id != group_id:
        raise NotYourTurn
    else:
        shown.group_id, shown.section, shown.since = group_id, section, now()
    session.flush()
    journal.note(
        session,
        workshop_id=group.workshop_id,
        action="section_shown",
        account_id=by,
        person_id=person_id,
        group=group.number,
        section=section,
    )
    changes.touch(session, group.workshop_id, "groups", "table")


def show_every_table(session: Session, *, by: int, workshop_id: int) -> None:
    """Show all tables again. Shown already, nothing changes."""
    workshop_run_by(session, by, workshop_id)
    _darken(session, workshop_id, account_id=by)


def stop_reporting(session: Session, *, person_id: int, group_id: int) -> None:
    """Let the reporter of a table leave the light to the others. Not in it, nothing changes."""
    group = _led(session, group_id, None, person_id)
    _darken(session, group.workshop_id, person_id=person_id, only=group_id)


def _darken(
    session: Session,
    workshop_id: int,
    *,
    account_id: int | None = None,
    person_id: int | None = None,
    only: int | None = None,
) -> None:
    lock_workshop(session, workshop_id)
    shown = spotlight_of(session, workshop_id)
    if shown is None or only not in (None, shown.group_id):
        return
    session.delete(shown)
    session.flush()
    journal.note(
        session, workshop_id=workshop_id, action="tables_shown", account_id=account_id, person_id=person_id
    )
    changes.touch(session, workshop_id, "groups", "table")


def _led(session: Session, group_id: int, by: int | None, person_id: int | None) -> Group:
    """The table, for who leads its report-back."""
    if by is not None:
        return group_run_by(session, by, group_id)
    if person_id is None:
        raise NotAllowed
    acting_person(session, person_id)
    group = group_with(session, person_id)
    if group is None or group.id != group_id:
        raise NotFound
    held = task_row(session, group_id, Task.reporter)
    if held is None or held.person_id != person_id:
        raise NotAllowed
    stage = open_stage_of(session, group.workshop_id)
    if stage is None or stage.kind != StageKind.report_back:
        raise StageNotOpen
    return group
