"""The material of a workshop: every post that may leave the room, in one wide question."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from db.concepts import Citation, Concept, Statement
from db.groups import Group
from db.people import Person, PersonRole, Signature
from db.posts import Part, Post, PostMerge, Resource, Section
from db.prepared import prepared
from db.sharing import Initiative
from db.workshops import Territory


class MaterialRow(NamedTuple):
    """A post on the record: what it says, where it stands, who wrote it, what it is part of now."""

    id: int
    text: str
    part: Part
    section: Section
    resource: Resource | None
    verbatim: bool
    core_at: datetime | None
    at: datetime
    initiative_id: int
    initiative: str
    group: int
    target: str | None
    author: str | None
    role: PersonRole | None
    signs: Signature | None
    home: str | None
    into_id: int | None


def material_rows(session: Session, workshop_id: int) -> list[MaterialRow]:
    """Every post of a workshop that may leave the room, the latest first; merged ones too."""
    return [MaterialRow._make(row) for row in session.execute(*_material_rows(workshop_id))]


@prepared
def _material_rows(workshop_id: int) -> Select[*tuple[Any, ...]]:
    home, target = aliased(Territory), aliased(Territory)
    return (
        select(
            *(Post.id, Post.text, Post.part, Post.section, Post.resource, Post.verbatim, Post.core_at),
            *(Post.created_at, Post.initiative_id, Initiative.title, Group.number, target.name),
            *(Person.name, Person.role, Person.signs, home.name, PostMerge.into_id),
        )
        .join(Group, Group.id == Post.group_id)
        .join(Initiative, Initiative.id == Post.initiative_id)
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(home, home.id == Person.territory_id)
        .outerjoin(target, target.id == Post.territory_id)
        .outerjoin(PostMerge, PostMerge.post_id == Post.id)
        .where(Post.workshop_id == workshop_id, Post.deleted_at.is_(None), Post.off_record.is_(False))
        .order_by(Post.id.desc())
    )


def recorded_posts(session: Session, post_ids: Iterable[int]) -> list[Post]:
    """Those of these posts that may leave the room, by id, for one transaction at a time."""
    there = select(Post).where(
        Post.id.in_(list(post_ids)), Post.deleted_at.is_(None), Post.off_record.is_(False)
    )
    held = there.order_by(Post.id).with_for_update(key_share=True)
    return list(session.scalars(held, execution_options={"populate_existing": True}))


def cited_in(session: Session, workshop_id: int) -> list[tuple[int, int, str]]:
    """Which post of a workshop which concept cites: (post, concept, its title), by concept."""
    found = session.execute(
        select(Citation.post_id, Concept.id, Concept.title)
        .join(Statement, Statement.id == Citation.statement_id)
        .join(Concept, Concept.id == Statement.concept_id)
        .where(
            Concept.workshop_id == workshop_id, Concept.deleted_at.is_(None), Statement.deleted_at.is_(None)
        )
        .order_by(Concept.id, Citation.post_id)
        .distinct()
    )
    return [(post_id, concept_id, title) for post_id, concept_id, title in found]
