"""Ratings: what each person says of their own territory, criterion by criterion, and the reveal."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, choice, now


class Criterion(StrEnum):
    """The ten criteria of transferability, then the two optional ones, in the method's order."""

    need = "need"
    acceptability = "acceptability"
    political_backing = "political_backing"
    legal_remit = "legal_remit"
    partners = "partners"
    team = "team"
    funding = "funding"
    means = "means"
    scale_and_timing = "scale_and_timing"
    support = "support"
    evidence = "evidence"
    adaptability = "adaptability"


class Rating(Base):
    """One person's answer for their territory; no value is "don't know"."""

    __tablename__ = "ratings"
    __table_args__ = (CheckConstraint("value BETWEEN 0 AND 3", name="value_on_the_scale"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    criterion: Mapped[Criterion] = mapped_column(choice(Criterion), primary_key=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    territory_id: Mapped[int] = mapped_column(ForeignKey("territories.id", ondelete="CASCADE"), index=True)
    value: Mapped[int | None]
    rated_at: Mapped[datetime] = mapped_column(default=now)


class MatrixReveal(Base):
    """The moment from which a workshop sees its matrix."""

    __tablename__ = "matrix_reveals"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    revealed_at: Mapped[datetime] = mapped_column(default=now)
    revealed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
