"""What the administrators of an instance allow."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, choice, now


class PermitName(StrEnum):
    """What can be allowed: published concepts for everybody, without an account."""

    public_concepts = "public_concepts"


class Permit(Base):
    """Something that is allowed, since when and by whom; without the row it is not."""

    __tablename__ = "permits"

    name: Mapped[PermitName] = mapped_column(choice(PermitName), primary_key=True)
    granted_at: Mapped[datetime] = mapped_column(default=now)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


def permit(session: Session, name: PermitName) -> Permit | None:
    """What was allowed under this name, where it was."""
    return session.get(Permit, name)
