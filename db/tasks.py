"""Tasks: who writes, who reports and who keeps the time at a table."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, choice, now
from db.groups import Group, GroupMember
from db.people import Person


class Task(StrEnum):
    """What somebody does for their table."""

    scribe = "scribe"
    reporter = "reporter"
    timekeeper = "timekeeper"


class TableTask(Base):
    """A task of a table and who has taken it."""

    __tablename__ = "table_tasks"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    task: Mapped[Task] = mapped_column(choice(Task), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)


def task_row(session: Session, group_id: int, task: Task) -> TableTask | None:
    """Who was last given a task of a table."""
    return session.get(TableTask, (group_id, task))


def task_holders(session: Session, workshop_id: int) -> dict[tuple[int, Task], tuple[int, str]]:
    """Who has which task at the tables of a workshop: person and name.

    Whoever sits elsewhere now, has left or was removed holds none.
    """
    found = session.execute(
        select(TableTask.group_id, TableTask.task, Person.id, Person.name)
        .join(Group, Group.id == TableTask.group_id)
        .join(Person, Person.id == TableTask.person_id)
        .join(
            GroupMember,
            (GroupMember.person_id == TableTask.person_id) & (GroupMember.group_id == TableTask.group_id),
        )
        .where(
            Group.workshop_id == workshop_id,
            Person.left_at.is_(None),
            Person.removed_at.is_(None),
            Person.merged_into_id.is_(None),
        )
    )
    return {(group_id, task): (person_id, name) for group_id, task, person_id, name in found}


def free_tasks(session: Session, *people: int) -> None:
    """Take every task from these people."""
    session.execute(
        delete(TableTask).where(TableTask.person_id.in_(people)).execution_options(synchronize_session=False)
    )
