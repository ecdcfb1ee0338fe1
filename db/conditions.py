"""Conditions to lift: for each, who can lift it, by when, and the first step that was named."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from db.base import Base, Key, choice, now
from db.posts import Post, Section, standing
from db.ratings import Criterion
from db.sharing import Initiative
from db.workshops import Territory

WHO_LIMIT = 120
BY_WHEN_LIMIT = 60
FIRST_STEP_LIMIT = 280


class Lift(Base):
    """What was said about lifting one condition: a criterion rated 0, or a post of the section conditions."""

    __tablename__ = "lifts"
    __table_args__ = (
        UniqueConstraint("initiative_id", "territory_id", "criterion"),
        UniqueConstraint("post_id"),
        CheckConstraint("(criterion IS NULL) <> (post_id IS NULL)", name="one_condition"),
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"))
    territory_id: Mapped[int] = mapped_column(ForeignKey("territories.id", ondelete="CASCADE"), index=True)
    criterion: Mapped[Criterion | None] = mapped_column(choice(Criterion))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    who: Mapped[str] = mapped_column(String(WHO_LIMIT), default="")
    by_when: Mapped[str] = mapped_column(String(BY_WHEN_LIMIT), default="")
    first_step: Mapped[str] = mapped_column(String(FIRST_STEP_LIMIT), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    said_at: Mapped[datetime] = mapped_column(default=now)
    lifted_at: Mapped[datetime | None]


class Condition(NamedTuple):
    """A post that says under which condition a territory would do it."""

    post: Post
    initiative: str
    territory: str


def condition_posts(session: Session, workshop_id: int) -> list[Condition]:
    """Every post of the section conditions that stands by itself, oldest first."""
    found = session.execute(
        select(Post, Initiative.title, Territory.name)
        .join(Initiative, Initiative.id == Post.initiative_id)
        .join(Territory, Territory.id == Post.territory_id)
        .where(
            Post.workshop_id == workshop_id,
            Post.section == Section.conditions,
            standing(Post),
        )
        .order_by(Post.id)
    )
    return [Condition(*row) for row in found]


def lifts_in(session: Session, workshop_id: int) -> list[Lift]:
    """What was said about lifting the conditions of a workshop."""
    return list(session.scalars(select(Lift).where(Lift.workshop_id == workshop_id)))


def lifts_about(session: Session, initiative_ids: Iterable[int]) -> list[Lift]:
    """What was said about lifting the conditions of these initiatives."""
    return list(session.scalars(select(Lift).where(Lift.initiative_id.in_(list(initiative_ids)))))


def lift_of(
    session: Session, initiative_id: int, territory_id: int, criterion: Criterion | None, post_id: int | None
) -> Lift | None:
    """What was said about lifting this condition."""
    one = select(Lift).where(Lift.post_id == post_id)
    if post_id is None:
        one = select(Lift).where(
            Lift.initiative_id == initiative_id,
            Lift.territory_id == territory_id,
            Lift.criterion == criterion,
        )
    return session.scalars(one).one_or_none()
