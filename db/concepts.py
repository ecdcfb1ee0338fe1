"""Concepts: what designers write from the material, statement by statement, each citing contributions."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

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


FIELDS = tuple(ConceptField)


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


def concepts_in(session: Session, workshop_id: int, *, deleted: bool = False) -> list[Concept]:
    """The concepts of a workshop, the first one first; or those that were deleted."""
    there = Concept.deleted_at.is_not(None) if deleted else Concept.deleted_at.is_(None)
    found = select(Concept).where(Concept.workshop_id == workshop_id, there).order_by(Concept.id)
    return list(session.scalars(found))


def statements_in(session: Session, concept_ids: Iterable[int]) -> list[Statement]:
    """The statements of these concepts that were not removed, by concept, field and place."""
    found = session.scalars(
        select(Statement)
        .where(Statement.concept_id.in_(list(concept_ids)), Statement.deleted_at.is_(None))
        .order_by(Statement.concept_id, Statement.position, Statement.id)
    )
    return sorted(found, key=lambda one: (one.concept_id, FIELDS.index(one.field)))


def citations_in(session: Session, concept_ids: Iterable[int]) -> dict[int, list[int]]:
    """Which posts each statement of these concepts cites, by id."""
    found = session.execute(
        select(Citation.statement_id, Citation.post_id)
        .join(Statement, Statement.id == Citation.statement_id)
        .where(Statement.concept_id.in_(list(concept_ids)))
        .order_by(Citation.statement_id, Citation.post_id)
    )
    cited: dict[int, list[int]] = {}
    for statement_id, post_id in found:
        cited.setdefault(statement_id, []).append(post_id)
    return cited


def concept_now(session: Session, concept_id: int) -> Concept | None:
    """A concept as the database has it now, for one transaction at a time."""
    found = select(Concept).where(Concept.id == concept_id).with_for_update()
    return session.scalar(found, execution_options={"populate_existing": True})


def concept_of(session: Session, statement_id: int) -> int | None:
    """The concept that a statement belongs to."""
    return session.scalar(select(Statement.concept_id).where(Statement.id == statement_id))


def statement_now(session: Session, statement_id: int) -> Statement:
    """A statement as the database has it now, removed or not."""
    return session.get_one(Statement, statement_id, populate_existing=True)


def same_concept(session: Session, workshop_id: int, title: str, created_by: int) -> Concept | None:
    """The concept that an account has already begun under this title."""
    found = select(Concept).where(
        Concept.workshop_id == workshop_id,
        Concept.title == title,
        Concept.created_by == created_by,
        Concept.deleted_at.is_(None),
    )
    return session.scalars(found.order_by(Concept.id).limit(1)).one_or_none()


def drop_citations(session: Session, statement_id: int, post_ids: Iterable[int]) -> None:
    """Let a statement rest on these posts no longer."""
    session.execute(
        delete(Citation).where(Citation.statement_id == statement_id, Citation.post_id.in_(list(post_ids)))
    )
