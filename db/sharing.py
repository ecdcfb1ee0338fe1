"""Initiatives on the wall: their table and queries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, ForeignKey, Select, String, and_, case, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.agenda import Stage, StageKind, StageOpening
from db.base import Base, Key
from db.people import Person, PersonRole, Signature
from db.pictures import Picture
from db.prepared import prepared
from db.workshops import Territory

TITLE_LIMIT = 80
PITCH_LIMIT = 280
DESCRIPTION_LIMIT = 2000
NAME_LIMIT = 120
LINK_LIMIT = 500
BETWEEN = " · "
"""Stands between the territories of an initiative that was merged from several."""


class Initiative(Base):
    """Something a territory does, shared on the wall."""

    __tablename__ = "initiatives"

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(TITLE_LIMIT))
    pitch: Mapped[str] = mapped_column(String(PITCH_LIMIT))
    description: Mapped[str] = mapped_column(String(DESCRIPTION_LIMIT), default="")
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id", ondelete="SET NULL"))
    territory_name: Mapped[str] = mapped_column(String(NAME_LIMIT), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"))
    holder: Mapped[str] = mapped_column(String(NAME_LIMIT), default="")
    link: Mapped[str] = mapped_column(String(LINK_LIMIT), default="")
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    picture_id: Mapped[int | None] = mapped_column(ForeignKey("pictures.id", ondelete="SET NULL"))
    fictitious: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    hidden_at: Mapped[datetime | None]
    hidden_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("initiatives.id", ondelete="SET NULL"), index=True
    )


@dataclass(frozen=True, slots=True)
class Card:
    """An initiative with the names around it; no name of an author who was erased."""

    initiative: Initiative
    territory: str | None
    author: str | None
    role: PersonRole | None
    signs: Signature | None
    author_territory: str | None
    author_here: bool
    holder: str | None
    holder_here: bool
    alt: str | None


def initiative_row(session: Session, initiative_id: int) -> Initiative | None:
    """The initiative that bears this id."""
    return session.get(Initiative, initiative_id)


def lock_initiatives(session: Session, initiative_ids: Collection[int]) -> list[Initiative]:
    """These initiatives as they are now, by id, held until this transaction ends."""
    return list(
        session.scalars(
            select(Initiative)
            .where(Initiative.id.in_(initiative_ids))
            .order_by(Initiative.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def same_initiative(
    session: Session, workshop_id: int, texts: dict[str, Any], **who: int | None
) -> Initiative | None:
    """The initiative on the wall that already says exactly this, by the same person or account."""
    said = {field: value for field, value in texts.items() if field != "tags"} | who
    titled = session.scalars(*_titled(workshop_id, texts["title"]))
    return next(
        (one for one in titled if all(getattr(one, field) == value for field, value in said.items())), None
    )


@prepared
def _titled(workshop_id: int, title: str) -> Select[Initiative]:
    return (
        select(Initiative)
        .where(
            Initiative.workshop_id == workshop_id,
            Initiative.title == title,
            Initiative.hidden_at.is_(None),
            Initiative.merged_into_id.is_(None),
        )
        .order_by(Initiative.id)
    )


def cards(session: Session, workshop_id: int, author_id: int | None = None) -> list[Card]:
    """The initiatives of a workshop or of one author, hidden and merged ones too, in the order they came."""
    asked = _cards(workshop_id) if author_id is None else _cards_by(workshop_id, author_id)
    return [Card(*cast(tuple[Any, ...], row)) for row in session.execute(*asked)]


@prepared
def _cards_by(workshop_id: int, author_id: int) -> Select[*tuple[Any, ...]]:
    return _any_cards().where(Initiative.workshop_id == workshop_id, Initiative.author_id == author_id)


@prepared
def _cards(workshop_id: int) -> Select[*tuple[Any, ...]]:
    return _any_cards().where(Initiative.workshop_id == workshop_id)


def _any_cards() -> Select[*tuple[Any, ...]]:
    author, holder, home = aliased(Person), aliased(Person), aliased(Territory)
    here = [
        and_(one.arrived_at.is_not(None), one.left_at.is_(None), one.removed_at.is_(None))
        for one in (author, holder)
    ]
    return (
        select(
            Initiative,
            Territory.name,
            case((author.erased_at.is_(None), author.name)),
            author.role,
            author.signs,
            home.name,
            here[0],
            holder.name,
            here[1],
            Picture.alt,
        )
        .outerjoin(Territory, Territory.id == Initiative.territory_id)
        .outerjoin(author, author.id == Initiative.author_id)
        .outerjoin(home, home.id == author.territory_id)
        .outerjoin(holder, holder.id == Initiative.holder_id)
        .outerjoin(Picture, Picture.id == Initiative.picture_id)
        .order_by(Initiative.id)
    )


def illustrates(session: Session, picture_id: int) -> bool:
    """Whether an initiative bears a picture."""
    return (
        session.scalar(select(Initiative.id).where(Initiative.picture_id == picture_id).limit(1)) is not None
    )


def merged_from(session: Session, initiative_id: int) -> list[Initiative]:
    """The initiatives that were merged into one."""
    return list(
        session.scalars(
            select(Initiative).where(Initiative.merged_into_id == initiative_id).order_by(Initiative.id)
        )
    )


def point_merged(session: Session, initiative_ids: Sequence[int], into_id: int | None) -> None:
    """Let some initiatives be part of another one, or stand on their own again."""
    session.execute(
        update(Initiative).where(Initiative.id.in_(initiative_ids)).values(merged_into_id=into_id)
    )


def sharing_stage(session: Session, workshop_id: int) -> Stage | None:
    """The sharing stage that was opened last; where none was, the first of the agenda."""
    return session.scalars(*_sharing_stage(workshop_id)).first()


@prepared
def _sharing_stage(workshop_id: int) -> Select[Stage]:
    last_opening = (
        select(StageOpening.id)
        .where(StageOpening.stage_id == Stage.id)
        .order_by(StageOpening.id.desc())
        .limit(1)
        .correlate(Stage)
        .scalar_subquery()
    )
    return (
        select(Stage)
        .where(Stage.workshop_id == workshop_id, Stage.kind == StageKind.sharing)
        .order_by(last_opening.desc().nulls_last(), Stage.position)
        .limit(1)
    )


def move_initiatives(session: Session, person_id: int, to_id: int) -> None:
    """Let what one person shared or holds be another's."""
    session.execute(update(Initiative).where(Initiative.author_id == person_id).values(author_id=to_id))
    session.execute(update(Initiative).where(Initiative.holder_id == person_id).values(holder_id=to_id))
