"""Initiatives, who pitches, and their pictures."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key

TITLE_LIMIT = 80
PITCH_LIMIT = 280
DESCRIPTION_LIMIT = 2000
NAME_LIMIT = 120
LINK_LIMIT = 500


class Picture(Base):
    """A picture as we re-encoded it."""

    __tablename__ = "pictures"

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    mime: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(deferred=True)
    alt: Mapped[str] = mapped_column(String(PITCH_LIMIT))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    uploaded_at: Mapped[datetime]


class Initiative(Base):
    """Something a territory does, shared on the wall."""

    __tablename__ = "initiatives"

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE_LIMIT))
    pitch: Mapped[str] = mapped_column(String(PITCH_LIMIT))
    description: Mapped[str] = mapped_column(String(DESCRIPTION_LIMIT), default="")
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id", ondelete="SET NULL"))
    territory_name: Mapped[str] = mapped_column(String(NAME_LIMIT), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    holder: Mapped[str] = mapped_column(String(NAME_LIMIT), default="")
    link: Mapped[str] = mapped_column(String(LINK_LIMIT), default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    fictitious: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    hidden_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("initiatives.id", ondelete="SET NULL"), index=True
    )


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
