"""Spotlights: the one section of one table that the projector shows while the tables report back."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, choice, now
from db.posts import Section


class Spotlight(Base):
    """What stands in the light of a workshop; none at all shows every table."""

    __tablename__ = "spotlights"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    section: Mapped[Section] = mapped_column(choice(Section))
    since: Mapped[datetime] = mapped_column(default=now)


def spotlight_of(session: Session, workshop_id: int) -> Spotlight | None:
    """What stands in the light of a workshop now."""
    return session.get(Spotlight, workshop_id)
