"""Spotlights: while the tables report back, the facilitator shows one section of one table at a time."""

from db import changes
from db.base import now
from db.posts import Section
from db.session import Session
from db.spotlights import Spotlight, spotlight_of
from db.workshops import lock_workshop
from facilitation import journal
from facilitation.access import workshop_run_by
from facilitation.errors import NotFound
from facilitation.groups import group_run_by
from facilitation.posts import DECOMPOSITION


def show_section(session: Session, *, by: int, group_id: int, section: Section) -> None:
    """Put one section of a table's canvas on the projector. Shown already, it stays. Raises NotFound."""
    group = group_run_by(session, by, group_id)
    if section not in DECOMPOSITION:
        raise NotFound
    lock_workshop(session, group.workshop_id)
    shown = spotlight_of(session, group.workshop_id)
    if shown is not None and (shown.group_id, shown.section) == (group_id, section):
        return
    if shown is None:
        session.add(Spotlight(workshop_id=group.workshop_id, group_id=group_id, section=section))
    else:
        shown.group_id, shown.section, shown.since = group_id, section, now()
    session.flush()
    journal.note(
        session,
        workshop_id=group.workshop_id,
        action="section_shown",
        account_id=by,
        group=group.number,
        section=section,
    )
    changes.touch(session, group.workshop_id, "groups")


def show_every_table(session: Session, *, by: int, workshop_id: int) -> None:
    """Show all tables again. Shown already, nothing changes."""
    workshop_run_by(session, by, workshop_id)
    lock_workshop(session, workshop_id)
    shown = spotlight_of(session, workshop_id)
    if shown is None:
        return
    session.delete(shown)
    session.flush()
    journal.note(session, workshop_id=workshop_id, action="tables_shown", account_id=by)
    changes.touch(session, workshop_id, "groups")
