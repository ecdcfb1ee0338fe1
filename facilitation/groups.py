"""Groups: tables of people around a kept initiative, made and filled by the facilitator."""

from db import changes
from db.decisions import Outcome, outcomes
from db.groups import (
    Group,
    GroupMember,
    group_in,
    group_with,
    groups_in,
    next_number,
    seats_in,
    smallest_group,
    smallest_group_held,
)
from db.people import Person, people_here
from db.post_counts import count_posts
from db.seat_locks import drop_lock
from db.session import Session
from db.sharing import Initiative
from db.tasks import free_tasks
from db.workshops import lock_workshop
from facilitation import journal
from facilitation.access import person_in_reach, workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import GroupHasPosts, NotFound, NotKept
from facilitation.tables_view import GroupsView, GroupView, SeatedPerson, SectionShown, groups_view
from facilitation.texts import clean

__all__ = [
    "GroupView",
    "GroupsView",
    "SeatedPerson",
    "SectionShown",
    "assign",
    "canvases_changed",
    "create_group",
    "group_of",
    "group_run_by",
    "groups_view",
    "place_everyone",
    "place_late",
    "remove_group",
    "rename_group",
    "touch_table",
]

NAME_LIMIT = 80
OF_A_TABLE = ("table", "canvas", "perspective")
"""The topics of one table."""


def create_group(
    session: Session, *, actor: Actor, workshop_id: int, initiative_id: int, number: int | None = None
) -> int:
    """Set one more table up for an initiative. Asking twice for the same number makes one table."""
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    _kept(session, workshop_id, initiative_id)
    if existing := next((g for g in groups_in(session, workshop_id) if g.number == number), None):
        return existing.id
    group = Group(
        workshop_id=workshop_id, initiative_id=initiative_id, number=next_number(session, workshop_id)
    )
    session.add(group)
    session.flush()
    journal.note(
        session,
        workshop_id=workshop_id,
        action="group_created",
        actor=actor,
        group=group.number,
        initiative=initiative_id,
    )
    changes.touch(session, workshop_id, "groups", "progress", "perspectives")
    return group.id


def remove_group(session: Session, *, actor: Actor, group_id: int) -> None:
    """Take a table away; its people have none then. Refused where something was written there."""
    group = session.get(Group, group_id)
    if group is None:
        return
    workshop_run_by(session, actor, group.workshop_id)
    if count_posts(session, group_id):
        raise GroupHasPosts
    people = [person.id for seat, person, _ in seats_in(session, group.workshop_id) if seat == group_id]
    journal.note(
        session, workshop_id=group.workshop_id, action="group_removed", actor=actor, group=group.number
    )
    session.delete(group)
    session.flush()
    changes.touch(
        session,
        group.workshop_id,
        "groups",
        "progress",
        "perspectives",
        *(f"me:{person_id}" for person_id in people),
    )


def rename_group(session: Session, *, actor: Actor, group_id: int, name: str) -> None:
    """Name a table; an empty name leaves its number alone to tell it."""
    group = group_run_by(session, actor, group_id)
    group.name = clean(name, limit=NAME_LIMIT, field="name", required=False)
    journal.note(
        session,
        workshop_id=group.workshop_id,
        action="group_renamed",
        actor=actor,
        group=group.number,
        name=group.name,
    )
    changes.touch(session, group.workshop_id, "groups", *(f"{topic}:{group.id}" for topic in OF_A_TABLE))


def assign(session: Session, *, actor: Actor, person_id: int, group_id: int | None) -> None:
    """Seat a person at a table, or at none."""
    person = person_in_reach(session, actor, person_id)
    former = group_with(session, person_id)
    if (former.id if former else None) == group_id:
        return
    if group_id is not None and group_in(session, person.workshop_id, group_id) is None:
        raise NotFound
    _seat(session, person, group_id)
    journal.note(
        session,
        workshop_id=person.workshop_id,
        action="person_seated",
        actor=actor,
        person=person_id,
        group=group_id,
        former=former.id if former else None,
    )


def place_late(session: Session, person_id: int) -> int | None:
    """Seat somebody without a table at the smallest one; the table, or None where there is none.

    Whoever holds an initiative that tables work on sits at the smallest of those.
    """
    if group := group_with(session, person_id):
        return group.id
    person = session.get_one(Person, person_id)
    lock_workshop(session, person.workshop_id)
    group_id = smallest_group(session, person.workshop_id)
    if group_id is not None:
        group_id = smallest_group_held(session, person.workshop_id, person_id) or group_id
        _seat(session, person, group_id)
        journal.note(
            session,
            workshop_id=person.workshop_id,
            action="late_seated",
            person_id=person_id,
            group=group_id,
        )
    return group_id


def place_everyone(session: Session, *, actor: Actor, workshop_id: int) -> int:
    """Seat everybody who is here and has no table at the smallest ones; how many that were."""
    workshop_run_by(session, actor, workshop_id)
    if not groups_in(session, workshop_id):
        return 0
    seated = {person.id for _, person, _ in seats_in(session, workshop_id)}
    waiting = [person.id for person in people_here(session, workshop_id) if person.id not in seated]
    for person_id in waiting:
        place_late(session, person_id)
    journal.note(session, workshop_id=workshop_id, action="everyone_seated", actor=actor, count=len(waiting))
    return len(waiting)


def group_of(session: Session, person_id: int) -> int | None:
    """The table a person sits at."""
    group = group_with(session, person_id)
    return group.id if group else None


def group_run_by(session: Session, actor: Actor, group_id: int) -> Group:
    """The group, where the account runs its workshop. Raises NotFound elsewhere."""
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound
    workshop_run_by(session, actor, group.workshop_id)
    return group


def _kept(session: Session, workshop_id: int, initiative_id: int) -> None:
    initiative = session.get(Initiative, initiative_id)
    if initiative is None or initiative.workshop_id != workshop_id:
        raise NotFound
    kept = {id_ for id_, outcome in outcomes(session, workshop_id).items() if outcome == Outcome.KEPT}
    if initiative.hidden_at or initiative.merged_into_id or (kept and initiative_id not in kept):
        raise NotKept


def _seat(session: Session, person: Person, group_id: int | None) -> None:
    seat = session.get(GroupMember, person.id, with_for_update=True)
    former = seat.group_id if seat is not None else None
    if seat is not None:
        session.delete(seat)
        free_tasks(session, person.id)
        session.flush()
    if group_id is not None:
        session.add(GroupMember(person_id=person.id, group_id=group_id))
    else:
        drop_lock(session, person.id)
    session.flush()
    tables = [f"table:{one}" for one in (former, group_id) if one is not None]
    changes.touch(session, person.workshop_id, "groups", f"me:{person.id}", *tables)


def touch_table(session: Session, person: Person) -> None:
    """Tell who looks at the tables that somebody's presence at theirs has changed."""
    if group := group_with(session, person.id):
        changes.touch(session, person.workshop_id, "groups", f"table:{group.id}")


def canvases_changed(session: Session, *, workshop_id: int, **_opening: object) -> None:
    """Tell every table that writing on its canvas begins or ends."""
    numbers = [group.id for group in groups_in(session, workshop_id)]
    topics = [f"{topic}:{group_id}" for topic in ("canvas", "perspective") for group_id in numbers]
    changes.touch(session, workshop_id, *topics)
