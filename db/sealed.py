"""Sealed results: what a room saw of its answers, where they stayed elsewhere or are told once only."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, choice, now
from db.prepared import prepared


class SealedKind(StrEnum):
    """What was counted: the ratings of a matrix, the answers of a round."""

    matrix = "matrix"
    round = "round"


class SealedResult(Base):
    """A result apart from the answers that it was counted from: those never leave their room."""

    __tablename__ = "sealed_results"
    __table_args__ = (UniqueConstraint("workshop_id", "kind", "stage_id"),)

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    kind: Mapped[SealedKind] = mapped_column(choice(SealedKind))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stages.id", ondelete="CASCADE"), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    sealed_at: Mapped[datetime] = mapped_column(default=now)


def sealed_in(session: Session, workshop_id: int, kind: SealedKind) -> list[SealedResult]:
    """The sealed results of one kind in a workshop."""
    return list(session.scalars(*_sealed_in(workshop_id, kind)))


@prepared
def _sealed_in(workshop_id: int, kind: SealedKind) -> Select[SealedResult]:
    return select(SealedResult).where(SealedResult.workshop_id == workshop_id, SealedResult.kind == kind)


def sealed_round(session: Session, workshop_id: int, stage_id: int) -> SealedResult | None:
    """What was told of one round."""
    of_round = sealed_in(session, workshop_id, SealedKind.round)
    return next((row for row in of_round if row.stage_id == stage_id), None)
