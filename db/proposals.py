"""Proposals: who could sit where, as the app would have it, until the facilitator takes it or leaves it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, now


class Proposal(Base):
    """The proposal on a facilitator's desk; one a workshop, a new one replaces it."""

    __tablename__ = "proposals"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    tables: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    unmet: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


def proposal_row(session: Session, workshop_id: int) -> Proposal | None:
    """The proposal on the desk of a workshop."""
    return session.get(Proposal, workshop_id)


def replace_proposal(session: Session, proposal: Proposal) -> None:
    """Put a proposal on the desk in the place of the one that lies there."""
    session.merge(proposal)
    session.flush()
