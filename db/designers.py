"""Designers: the accounts that study a workshop's material, and turn it into concepts."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, now
from db.workshops import Workshop


class WorkshopDesigner(Base):
    """An account that studies a workshop, and neither runs it nor sees what is off the record."""

    __tablename__ = "workshop_designers"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, index=True)
    added_at: Mapped[datetime] = mapped_column(default=now)


def studies(session: Session, account_id: int, workshop_id: int) -> bool:
    """Whether an account is among the designers of a workshop."""
    return session.get(WorkshopDesigner, (workshop_id, account_id)) is not None


def designer_ids(session: Session, workshop_id: int) -> list[int]:
    """The accounts that study a workshop, the earliest first."""
    return list(
        session.scalars(
            select(WorkshopDesigner.account_id)
            .where(WorkshopDesigner.workshop_id == workshop_id)
            .order_by(WorkshopDesigner.added_at, WorkshopDesigner.account_id)
        )
    )


def studied_workshops(session: Session, account_id: int) -> list[Workshop]:
    """The workshops that an account is a designer of, without those in the bin, the newest first."""
    return list(
        session.scalars(
            select(Workshop)
            .join(WorkshopDesigner, WorkshopDesigner.workshop_id == Workshop.id)
            .where(WorkshopDesigner.account_id == account_id, Workshop.deleted_at.is_(None))
            .order_by(Workshop.created_at.desc(), Workshop.id.desc())
        )
    )


def drop_designer(session: Session, workshop_id: int, account_id: int) -> None:
    """Take an account off the designers of a workshop."""
    session.execute(
        delete(WorkshopDesigner).where(
            WorkshopDesigner.workshop_id == workshop_id, WorkshopDesigner.account_id == account_id
        )
    )
