"""Interests: which territories want a published concept, and which have done it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db import spelling
from db.base import Base, Key, choice, now
from db.concepts import Concept

TERRITORY_LIMIT = 80
WORDS_LIMIT = 280


class InterestKind(StrEnum):
    """What a territory says of a concept."""

    interested = "interested"
    done = "done"


class Interest(Base):
    """What one territory says of a concept; a territory says one thing at a time."""

    __tablename__ = "interests"
    __table_args__ = (UniqueConstraint("concept_id", "folded"),)

    id: Mapped[Key]
    concept_id: Mapped[int] = mapped_column(ForeignKey("concepts.id", ondelete="CASCADE"))
    territory: Mapped[str] = mapped_column(String(TERRITORY_LIMIT))
    folded: Mapped[str] = mapped_column(String(TERRITORY_LIMIT))
    """What the territory's name is known by, however it is spelled."""
    kind: Mapped[InterestKind] = mapped_column(choice(InterestKind))
    words: Mapped[str] = mapped_column(String(WORDS_LIMIT), default="")
    declared_at: Mapped[datetime] = mapped_column(default=now)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))


def known_by(territory: str) -> str:
    """What a territory's name is known by; this may be longer than its column."""
    return spelling.known_by(territory)[:TERRITORY_LIMIT]


def interest_row(session: Session, interest_id: int) -> Interest | None:
    """What was declared under this id."""
    return session.get(Interest, interest_id)


def interest_of(session: Session, concept_id: int, territory: str) -> Interest | None:
    """What a territory says of a concept, however its name is spelled."""
    return session.scalar(
        select(Interest).where(Interest.concept_id == concept_id, Interest.folded == known_by(territory))
    )


def interests_among(session: Session, concept_ids: Iterable[int]) -> list[Interest]:
    """What all territories say of these concepts, the first word first."""
    return list(
        session.scalars(
            select(Interest)
            .where(Interest.concept_id.in_(list(concept_ids)))
            .order_by(Interest.declared_at, Interest.id)
        )
    )


def interests_within(session: Session, workshop_id: int) -> list[Interest]:
    """What all territories say of a workshop's concepts, the first word first."""
    return list(
        session.scalars(
            select(Interest)
            .join(Concept, Concept.id == Interest.concept_id)
            .where(Concept.workshop_id == workshop_id)
            .order_by(Interest.declared_at, Interest.id)
        )
    )


def rename_interests(session: Session, workshop_id: int, former: str, name: str) -> list[int]:
    """Let what a territory said bear its new name, but where another one has spoken under that name.

    The ids of what bears it now.
    """
    said = interests_within(session, workshop_id)
    taken = {one.concept_id for one in said if one.folded == known_by(name) != known_by(former)}
    own = [one for one in said if one.folded == known_by(former) and one.concept_id not in taken]
    for one in own:
        one.territory, one.folded = name, known_by(name)
    session.flush()
    return [one.id for one in own]


def reclaim_interests(session: Session, interest_ids: Iterable[int], name: str) -> None:
    """Let what was said bear another name, where no territory of that name has spoken of the same concept."""
    for one in filter(None, (session.get(Interest, interest_id) for interest_id in interest_ids)):
        if interest_of(session, one.concept_id, name) in (None, one):
            one.territory, one.folded = name, known_by(name)
