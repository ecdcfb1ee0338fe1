"""The rows behind what the library found, with the names around them."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from db.concept_versions import ConceptVersion, Publication
from db.concepts import Concept
from db.people import Person, PersonRole, Signature
from db.posts import Post, Section
from db.sharing import Initiative
from db.workshops import Territory, Workshop


class Place(NamedTuple):
    """The workshop that something comes from, as far as the library tells it."""

    id: int
    theme: str
    date: dt.date | None
    language: str
    demo: bool


class PostFound(NamedTuple):
    """A post with its initiative, the territory it is for, who wrote it and where they are from."""

    id: int
    text: str
    section: Section
    verbatim: bool
    initiative_id: int
    initiative: str
    target_id: int | None
    target: str | None
    name: str | None
    role: PersonRole | None
    signs: Signature | None
    home: str | None
    place: Place


class InitiativeFound(NamedTuple):
    """An initiative and where it comes from."""

    id: int
    title: str
    pitch: str
    description: str
    tags: tuple[str, ...]
    source: str
    holder: str
    fictitious: bool
    place: Place


class ConceptFound(NamedTuple):
    """A published concept: its address and what the published version says."""

    id: int
    slug: str
    content: dict[str, Any]
    place: Place


_PLACE = (Workshop.id, Workshop.theme, Workshop.date, Workshop.language, Workshop.demo)


def posts_found(session: Session, ids: Collection[int]) -> dict[int, PostFound]:
    """These posts, by id."""
    home, target = aliased(Territory), aliased(Territory)
    found: Iterable[Any] = session.execute(
        select(
            *(Post.id, Post.text, Post.section, Post.verbatim, Initiative.id, Initiative.title),
            *(
                Post.territory_id,
                target.name,
                Person.name,
                Person.role,
                Person.signs,
                home.name,
                *_PLACE,
            ),
        )
        .join(Workshop, Workshop.id == Post.workshop_id)
        .join(Initiative, Initiative.id == Post.initiative_id)
        .outerjoin(target, target.id == Post.territory_id)
        .outerjoin(Person, Person.id == Post.author_id)
        .outerjoin(home, home.id == Person.territory_id)
        .where(Post.id.in_(ids))
    )
    return {row[0]: PostFound._make((*row[:12], Place._make(row[12:]))) for row in found}


def initiatives_found(session: Session, ids: Collection[int]) -> dict[int, InitiativeFound]:
    """These initiatives, by id."""
    found: Iterable[Any] = session.execute(
        select(Initiative, Territory.name, *_PLACE)
        .join(Workshop, Workshop.id == Initiative.workshop_id)
        .outerjoin(Territory, Territory.id == Initiative.territory_id)
        .where(Initiative.id.in_(ids))
    )
    return {
        one.id: InitiativeFound(
            *(one.id, one.title, one.pitch, one.description, tuple(one.tags)),
            *(source or one.territory_name, one.holder, one.fictitious, Place(*place)),
        )
        for one, source, *place in found
    }


def concepts_found(session: Session, ids: Collection[int]) -> dict[int, ConceptFound]:
    """These published concepts, by id."""
    found: Iterable[Any] = session.execute(
        select(Concept.id, Concept.slug, ConceptVersion.content, *_PLACE)
        .join(Workshop, Workshop.id == Concept.workshop_id)
        .join(Publication, Publication.concept_id == Concept.id)
        .join(ConceptVersion, ConceptVersion.id == Publication.version_id)
        .where(Concept.id.in_(ids), Publication.withdrawn_at.is_(None))
    )
    return {row[0]: ConceptFound._make((*row[:3], Place._make(row[3:]))) for row in found}


def territory_names(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The names of these territories, by id."""
    found = session.execute(select(Territory.id, Territory.name).where(Territory.id.in_(ids)))
    return {row[0]: row[1] for row in found}
