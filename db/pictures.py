"""The pictures of initiatives, as we re-encoded them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key

ALT_LIMIT = 280


class Picture(Base):
    """A picture without anything the file said about its maker."""

    __tablename__ = "pictures"

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    mime: Mapped[str] = mapped_column(String(20))
    content: Mapped[bytes] = mapped_column(deferred=True)
    alt: Mapped[str] = mapped_column(String(ALT_LIMIT))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    uploaded_at: Mapped[datetime]


def picture_in(session: Session, workshop_id: int, picture_id: int) -> tuple[str, bytes] | None:
    """The media type and content of a picture, where it belongs to the workshop."""
    found = session.execute(
        select(Picture.mime, Picture.content).where(
            Picture.id == picture_id, Picture.workshop_id == workshop_id
        )
    ).one_or_none()
    return (found[0], found[1]) if found else None


def contents_of(session: Session, picture_ids: Iterable[int]) -> dict[int, bytes]:
    """What each of these pictures holds."""
    found = select(Picture.id, Picture.content).where(Picture.id.in_(list(picture_ids)))
    return {row[0]: row[1] for row in session.execute(found)}


def picture_workshop(session: Session, picture_id: int) -> int | None:
    """The workshop that a picture belongs to."""
    return session.scalar(select(Picture.workshop_id).where(Picture.id == picture_id))
