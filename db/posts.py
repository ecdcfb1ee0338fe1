"""Posts: what groups write about an initiative, what each is about, and the verdicts."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    and_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from db.base import Base, Key, choice, now
from db.people import Person, PersonRole, Signature
from db.pictures import Picture
from db.prepared import prepared
from db.workshops import Territory


class Part(StrEnum):
    """Which half of the work a post belongs to."""

    decomposition = "decomposition"
    perspective = "perspective"


class Section(StrEnum):
    """The ten sections of the decomposition, then the six of the perspective, in the method's order."""

    intention = "intention"
    context = "context"
    timeline = "timeline"
    mechanism = "mechanism"
    actors = "actors"
    governance = "governance"
    resources = "resources"
    results = "results"
    obstacles = "obstacles"
    core_functions = "core_functions"
    gaps = "gaps"
    reproduce = "reproduce"
    improve = "improve"
    conditions = "conditions"
    discard = "discard"
    first_step = "first_step"


class Resource(StrEnum):
    """The five kinds of resources."""

    human = "human"
    financial = "financial"
    technical = "technical"
    material = "material"
    legal = "legal"


class Verdict(StrEnum):
    """What a territory would do with an initiative."""

    reproduce = "reproduce"
    adapt = "adapt"
    discard = "discard"


class Post(Base):
    """One idea in one section, written by one person."""

    __tablename__ = "posts"
    __table_args__ = (
        CheckConstraint("length(text) <= 280", name="text_length"),
        CheckConstraint("(part = 'perspective') = (territory_id IS NOT NULL)", name="target_territory"),
        Index("ix_posts_group_id_part", "group_id", "part"),
    )

    id: Mapped[Key]
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiatives.id", ondelete="CASCADE"), index=True)
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("stages.id", ondelete="SET NULL"), index=True)
    part: Mapped[Part] = mapped_column(choice(Part))
    section: Mapped[Section] = mapped_column(choice(Section))
    resource: Mapped[Resource | None] = mapped_column(choice(Resource))
    territory_id: Mapped[int | None] = mapped_column(ForeignKey("territories.id"), index=True)
    text: Mapped[str] = mapped_column(String(280))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", ondelete="SET NULL"), index=True)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    verbatim: Mapped[bool] = mapped_column(default=True)
    off_record: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]
    position: Mapped[int] = mapped_column(default=0, server_default="0")
    """The place within its section; equal ones stand in the order in which they were written."""
    core_at: Mapped[datetime | None]
    """Since when it is marked as a core function, whatever its section."""


class PostMerge(Base):
    """A post that is part of another one of its table now, and no longer stands by itself."""

    __tablename__ = "post_merges"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)


class PostPicture(Base):
    """The picture of a post: often a photo of the sheet of paper."""

    __tablename__ = "post_pictures"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("pictures.id", ondelete="CASCADE"), index=True)


class Written(NamedTuple):
    """What a post says, who wrote it and where that person is from, what it is part of now, its picture.

    Columns rather than rows: a canvas is drawn anew at every post of its table.
    """

    id: int
    group_id: int
    territory_id: int | None
    section: Section
    resource: Resource | None
    text: str
    version: int
    verbatim: bool
    off_record: bool
    position: int
    core_at: datetime | None
    created_at: datetime
    author: str | None
    role: PersonRole | None
    signs: Signature | None
    home: str | None
    into_id: int | None
    picture_id: int | None
    alt: str | None


def standing(post: type[Post] = Post) -> ColumnElement[bool]:
    """Neither deleted nor part of another post: what canvases, counts and reports are made of."""
    merge = aliased(PostMerge)
    part_of_another = select(merge.post_id).where(merge.post_id == post.id)
    return and_(post.deleted_at.is_(None), ~part_of_another.exists())


def posts_in(session: Session, group_id: int, part: Part) -> list[Written]:
    """What a group wrote in one part, in the order of each section, without what was deleted.

    Those that are part of another post now come too, with its id.
    """
    return [Written._make(row) for row in session.execute(*_posts_in(group_id, part))]


@prepared
def _posts_in(group_id: int, part: Part) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(Post.id, Post.group_id, Post.territory_id, Post.section, Post.resource, Post.text),
            *(Post.version, Post.verbatim, Post.off_record, Post.position, Post.core_at, Post.created_at),
            *(Person.name, Person.role, Person.signs, Territory.name),
            *(PostMerge.into_id, Picture.id, Picture.alt),
        )
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(Territory, Territory.id == Person.territory_id)
        .outerjoin(PostMerge, PostMerge.post_id == Post.id)
        .outerjoin(PostPicture, PostPicture.post_id == Post.id)
        .outerjoin(Picture, Picture.id == PostPicture.picture_id)
        .where(Post.group_id == group_id, Post.part == part, Post.deleted_at.is_(None))
        .order_by(Post.position, Post.id)
    )


def posts_on(session: Session, initiative_id: int) -> Sequence[Post]:
    """What every group wrote to take an initiative apart, as it stands, by group and order."""
    kept = select(Post).where(
        Post.initiative_id == initiative_id, Post.part == Part.decomposition, standing()
    )
    return session.scalars(kept.order_by(Post.group_id, Post.position, Post.id)).all()


def posts_with_picture(session: Session, picture_id: int) -> Sequence[Post]:
    """The posts that bear a picture, deleted ones too."""
    bearing = select(Post).join(PostPicture, PostPicture.post_id == Post.id)
    return session.scalars(bearing.where(PostPicture.picture_id == picture_id).order_by(Post.id)).all()


def posts_by(session: Session, person_id: int) -> Sequence[Post]:
    """Everything a person wrote and did not delete, oldest first."""
    mine = select(Post).where(Post.author_id == person_id, Post.deleted_at.is_(None))
    return session.scalars(mine.order_by(Post.id)).all()


def same_post(
    session: Session,
    group_id: int,
    author_id: int | None,
    section: Section,
    text: str,
    territory_id: int | None,
) -> Post | None:
    """The post that already says this, by the same author, in the same place."""
    same = _same_post(group_id, author_id, section, text, territory_id)
    return session.scalars(*same).one_or_none()


@prepared
def _same_post(
    group_id: int, author_id: int | None, section: Section, text: str, territory_id: int | None
) -> Select[Post]:
    return (
        select(Post)
        .where(
            Post.group_id == group_id,
            Post.section == section,
            Post.text == text,
            Post.deleted_at.is_(None),
            Post.author_id.is_not_distinct_from(author_id),
            Post.territory_id.is_not_distinct_from(territory_id),
        )
        .order_by(Post.id)
        .limit(1)
    )


def move_posts(session: Session, person_id: int, to_id: int) -> None:
    """Let what one person wrote be another's."""
    session.execute(update(Post).where(Post.author_id == person_id).values(author_id=to_id))
