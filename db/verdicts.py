"""Verdicts: what territories would do with initiatives, and the conditions they set."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Select, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, choice, now
from db.posts import Post, Section, Verdict, standing
from db.prepared import prepared


class TerritoryVerdict(Base):
    """What a territory would do with an initiative, and who said so."""

    __tablename__ = "verdicts"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("initiatives.id", ondelete="CASCADE"), primary_key=True
    )
    territory_id: Mapped[int] = mapped_column(
        ForeignKey("territories.id", ondelete="CASCADE"), primary_key=True
    )
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime] = mapped_column(default=now)


def condition_counts(session: Session, initiative_id: int) -> dict[int, int]:
    """How many conditions are written for each target territory of an initiative."""
    rows = session.execute(
        select(Post.territory_id, func.count(Post.id))
        .where(
            Post.initiative_id == initiative_id,
            Post.section == Section.conditions,
            Post.territory_id.is_not(None),
            standing(),
        )
        .group_by(Post.territory_id)
    )
    return {territory_id: count for territory_id, count in rows if territory_id is not None}


def verdicts_on(session: Session, initiative_id: int) -> dict[int, Verdict]:
    """The verdict of each territory on an initiative."""
    found = select(TerritoryVerdict).where(TerritoryVerdict.initiative_id == initiative_id)
    return {row.territory_id: row.verdict for row in session.scalars(found)}


def verdicts_about(session: Session, initiative_ids: Iterable[int]) -> dict[tuple[int, int], Verdict]:
    """The verdict of each (initiative, territory) on these initiatives."""
    found = session.execute(
        select(TerritoryVerdict.initiative_id, TerritoryVerdict.territory_id, TerritoryVerdict.verdict).where(
            TerritoryVerdict.initiative_id.in_(list(initiative_ids))
        )
    )
    return {(row[0], row[1]): row[2] for row in found}


def verdicts_in(session: Session, workshop_id: int) -> dict[tuple[int, int], Verdict]:
    """The verdict of each (initiative, territory) of a workshop."""
    return {(row[0], row[1]): row[2] for row in session.execute(*_verdicts_in(workshop_id))}


@prepared
def _verdicts_in(workshop_id: int) -> Select[int, int, Verdict]:
    return select(
        TerritoryVerdict.initiative_id, TerritoryVerdict.territory_id, TerritoryVerdict.verdict
    ).where(TerritoryVerdict.workshop_id == workshop_id)


def conditions_in(session: Session, workshop_id: int) -> dict[tuple[int, int | None], int]:
    """How many conditions are written in a workshop, by (initiative, territory)."""
    return {(row[0], row[1]): row[2] for row in session.execute(*_conditions_in(workshop_id))}


@prepared
def _conditions_in(workshop_id: int) -> Select[int, int | None, int]:
    return (
        select(Post.initiative_id, Post.territory_id, func.count())
        .where(
            Post.workshop_id == workshop_id,
            Post.section == Section.conditions,
            Post.territory_id.is_not(None),
            standing(),
        )
        .group_by(Post.initiative_id, Post.territory_id)
    )


def move_verdicts(session: Session, person_id: int, to_id: int) -> None:
    """Let what one person decided be another's."""
    session.execute(
        update(TerritoryVerdict).where(TerritoryVerdict.person_id == person_id).values(person_id=to_id)
    )
