"""Pitches: which initiative is on stage, and which ones were."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key
from db.prepared import prepared


class Pitch(Base):
    """An initiative on stage, from when to when; at most one runs in a workshop."""

    __tablename__ = "pitches"
    __table_args__ = (
        Index(
            "uq_pitches_running",
            "workshop_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    started_by: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    ended_at: Mapped[datetime | None]


def running_pitch(session: Session, workshop_id: int) -> Pitch | None:
    """The pitch that runs in a workshop."""
    return session.scalars(*_running_pitch(workshop_id)).first()


@prepared
def _running_pitch(workshop_id: int) -> Select[Pitch]:
    return select(Pitch).where(Pitch.workshop_id == workshop_id, Pitch.ended_at.is_(None))


def pitched(session: Session, workshop_id: int) -> set[int]:
    """The initiatives of a workshop that were on stage."""
    return set(session.scalars(select(Pitch.initiative_id).where(Pitch.workshop_id == workshop_id)))
