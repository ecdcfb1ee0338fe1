"""Tasks: who writes, who reports and who keeps the time at a table; each is taken by a click."""

from db import changes
from db.base import now
from db.groups import Group, group_with
from db.people import Person
from db.session import Session
from db.tasks import TableTask, Task, task_row
from facilitation import journal
from facilitation.access import acting_person
from facilitation.actors import Actor
from facilitation.errors import NotInGroup

__all__ = ["Task", "give_up_task", "take_task"]


def take_task(session: Session, *, actor: Actor, task: Task) -> None:
    """Do this for one's table from now on, in place of whoever did; a facilitator may say it for them.

    Raises NotInGroup for whoever has no table.
    """
    person, group = _at_table(session, actor)
    held = task_row(session, group.id, task)
    if held is not None and held.person_id == person.id:
        return
    if held is None:
        session.add(TableTask(group_id=group.id, task=task, person_id=person.id))
    else:
        held.person_id, held.since = person.id, now()
    _written_down(session, person, group, task, actor, taken=True)


def give_up_task(session: Session, *, actor: Actor, task: Task) -> None:
    """No longer do this for one's table. Whoever does not do it changes nothing."""
    person, group = _at_table(session, actor)
    held = task_row(session, group.id, task)
    if held is None or held.person_id != person.id:
        return
    session.delete(held)
    _written_down(session, person, group, task, actor, taken=False)


def _at_table(session: Session, actor: Actor) -> tuple[Person, Group]:
    person = acting_person(session, actor)
    group = group_with(session, person.id)
    if group is None:
        raise NotInGroup
    session.get_one(Group, group.id, with_for_update={"key_share": True})
    return person, group


def _written_down(
    session: Session, person: Person, group: Group, task: Task, actor: Actor, *, taken: bool
) -> None:
    session.flush()
    journal.note(
        session,
        workshop_id=person.workshop_id,
        action="task_taken" if taken else "task_given_up",
        actor=actor,
        person_id=person.id,
        group=group.number,
        task=task,
    )
    changes.touch(session, person.workshop_id, "groups", f"table:{group.id}")
