"""Versions of concepts, which of them were published, and what designers say to each other about them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.accounts import Account
from db.base import Base, Key, now
from db.concepts import Concept
from db.workshops import Workshop

COMMENT_LIMIT = 1000


class ConceptVersion(Base):
    """A concept as it was at one moment: its title, its statements and what they cited."""

    __tablename__ = "concept_versions"
    __table_args__ = (UniqueConstraint("concept_id", "number"),)

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(default=now)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class Publication(Base):
    """A version that everybody with an account, or everybody, can read until it is withdrawn."""

    __tablename__ = "publications"

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("concept_versions.id", ondelete="CASCADE"), index=True)
    published_at: Mapped[datetime] = mapped_column(default=now)
    published_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class ConceptComment(Base):
    """A remark of one designer to the others, on a concept or on one of its statements."""

    __tablename__ = "concept_comments"

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"), index=True)
    statement_id: Mapped[int | None] = mapped_column(
        ForeignKey("statements.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    text: Mapped[str] = mapped_column(String(COMMENT_LIMIT))
    written_at: Mapped[datetime] = mapped_column(default=now)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


class Published(NamedTuple):
    """A publication that stands, with the version that it shows."""

    concept: Concept
    version: ConceptVersion
    publication: Publication


def published_in(
    session: Session,
    *,
    workshop_id: int | None = None,
    slug: str | None = None,
    concept_id: int | None = None,
) -> list[Published]:
    """What is published now: of every workshop, of one, or one concept; the first concept first."""
    found = (
        select(Concept, ConceptVersion, Publication)
        .join(Publication, Publication.concept_id == Concept.id)
        .join(ConceptVersion, ConceptVersion.id == Publication.version_id)
        .join(Workshop, Workshop.id == Concept.workshop_id)
        .where(
            Publication.withdrawn_at.is_(None), Concept.deleted_at.is_(None), Workshop.deleted_at.is_(None)
        )
        .order_by(Concept.workshop_id, Concept.id)
    )
    if workshop_id is not None:
        found = found.where(Concept.workshop_id == workshop_id)
    if slug is not None:
        found = found.where(Concept.slug == slug)
    if concept_id is not None:
        found = found.where(Concept.id == concept_id)
    return [Published(*row) for row in session.execute(found)]


def publications_of(session: Session, concept_ids: Iterable[int]) -> list[tuple[Publication, int]]:
    """Every publication of these concepts with the number of its version, the last one last."""
    found = session.execute(
        select(Publication, ConceptVersion.number)
        .join(ConceptVersion, ConceptVersion.id == Publication.version_id)
        .where(Publication.concept_id.in_(list(concept_ids)))
        .order_by(Publication.id)
    )
    return [(publication, number) for publication, number in found]


def latest_numbers(session: Session, concept_ids: Iterable[int]) -> dict[int, int]:
    """The number of the last version of each of these concepts."""
    found = session.execute(
        select(ConceptVersion.concept_id, func.max(ConceptVersion.number))
        .where(ConceptVersion.concept_id.in_(list(concept_ids)))
        .group_by(ConceptVersion.concept_id)
    )
    return {row[0]: row[1] for row in found}


def latest_version(session: Session, concept_id: int) -> ConceptVersion:
    """The last version of a concept that was kept; the first one is kept when it is begun."""
    found = select(ConceptVersion).where(ConceptVersion.concept_id == concept_id)
    return session.scalars(found.order_by(ConceptVersion.number.desc()).limit(1)).one()


def version_numbered(session: Session, concept_id: int, number: int) -> ConceptVersion | None:
    """The version of a concept with this number."""
    found = select(ConceptVersion).where(
        ConceptVersion.concept_id == concept_id, ConceptVersion.number == number
    )
    return session.scalars(found).one_or_none()


def was_published(session: Session, version_id: int) -> bool:
    """Whether a version was ever published."""
    found = select(Publication.id).where(Publication.version_id == version_id).limit(1)
    return session.scalar(found) is not None


def publication_now(session: Session, concept_id: int) -> Publication | None:
    """The publication of a concept that stands."""
    return session.scalar(
        select(Publication).where(Publication.concept_id == concept_id, Publication.withdrawn_at.is_(None))
    )


def ever_published(session: Session, concept_id: int) -> bool:
    """Whether any version of a concept was ever published."""
    found = select(Publication.id).where(Publication.concept_id == concept_id).limit(1)
    return session.scalar(found) is not None


def versions_of(session: Session, concept_id: int) -> list[tuple[ConceptVersion, str | None]]:
    """Every version of a concept with the name of who made it, the last one first."""
    found = session.execute(
        select(ConceptVersion, Account.name)
        .outerjoin(Account, Account.id == ConceptVersion.made_by)
        .where(ConceptVersion.concept_id == concept_id)
        .order_by(ConceptVersion.number.desc())
    )
    return [(version, name) for version, name in found]


def comments_on(session: Session, concept_id: int) -> list[tuple[ConceptComment, str | None, str | None]]:
    """Every comment on a concept with the names of who wrote and who settled it, the first one first."""
    writer, settler = aliased(Account), aliased(Account)
    found = session.execute(
        select(ConceptComment, writer.name, settler.name)
        .outerjoin(writer, writer.id == ConceptComment.account_id)
        .outerjoin(settler, settler.id == ConceptComment.settled_by)
        .where(ConceptComment.concept_id == concept_id)
        .order_by(ConceptComment.id)
    )
    return [(comment, by, settled_by) for comment, by, settled_by in found]
