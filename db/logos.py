"""The logo of a workshop's organiser, for its covers and printed sheets."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, now
from db.pictures import Picture


class WorkshopLogo(Base):
    """The picture that stands for the organiser of a workshop."""

    __tablename__ = "workshop_logos"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id", ondelete="CASCADE"), index=True)
    chosen_at: Mapped[datetime] = mapped_column(default=now)
    chosen_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


def logo_row(session: Session, workshop_id: int) -> WorkshopLogo | None:
    """Which picture is the logo of a workshop, and who chose it."""
    return session.get(WorkshopLogo, workshop_id)


def logo_content(session: Session, workshop_id: int) -> bytes | None:
    """The logo of a workshop, as a file."""
    return session.scalar(
        select(Picture.content)
        .join(WorkshopLogo, WorkshopLogo.picture_id == Picture.id)
        .where(WorkshopLogo.workshop_id == workshop_id)
    )
