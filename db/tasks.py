"""Tasks: who writes, who reports and who keeps the time at a table."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, choice, now


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
