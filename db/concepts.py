"""Concepts: what designers write from the material, statement by statement, each citing contributions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, choice, now

TITLE_LIMIT = 120
STATEMENT_LIMIT = 600


class ConceptField(StrEnum):
    """The fields of the concept sheet, in its order; the last two hold what speaks against it."""

    pitch = "pitch"
    objectives = "objectives"
    stakeholders = "stakeholders"
    means = "means"
    obstacles = "obstacles"
    conditions = "conditions"
    scenario = "scenario"
    delays = "delays"
    indicators = "indicators"
    contradiction = "contradiction"
    minority = "minority"


class Concept(Base):
    """A shared concept of a workshop: its name, and the address that it keeps once published."""

    __tablename__ = "concepts"

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE_LIMIT))
    slug: Mapped[str] = mapped_column(String(24), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    """How often the title was changed, so that nobody overwrites what they have not seen."""
    created_at: Mapped[datetime] = mapped_column(default=now)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    deleted_at: Mapped[datetime | None]


class Statement(Base):
    """One sentence or two of a concept, in one field."""

    __tablename__ = "statements"
    __table_args__ = (CheckConstraint(f"length(text) <= {STATEMENT_LIMIT}", name="text_length"),)

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"), index=True)
    field: Mapped[ConceptField] = mapped_column(choice(ConceptField))
    text: Mapped[str] = mapped_column(String(STATEMENT_LIMIT))
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime] = mapped_column(default=now)
    written_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    deleted_at: Mapped[datetime | None]


class Citation(Base):
    """A statement rests on a contribution."""

    __tablename__ = "citations"

    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statements.id", ondelete="CASCADE"), primary_key=True
    )
    post_id: Mapped[int] = mapped_column(
        ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
