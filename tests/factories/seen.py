"""All that a workshop shows and hands out, and all that its database holds, as one text to look through."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select, text

import db.tables
from db.base import Base
from db.groups import groups_in
from db.posts import Post
from db.session import Session
from facilitation.actors import Actor
from facilitation.exports import FORMATS, export
from facilitation.journal import story
from facilitation.library.search import search
from facilitation.live import OF_GROUP, OF_PERSON, SHARED, Audience, view
from facilitation.people import people
from facilitation.provenance import trail
from facilitation.studio.concept_views import concepts_of, published
from facilitation.studio.material import Chosen, material
from tests.factories.pdfs import opened, said
from tests.factories.workshops import facilitator_of

AUDIENCES: tuple[Audience, ...] = ("room", "projector", "console")
SHADOWS = ("search_words", "search_words_content", "search_words_data", "search_words_idx")


def rows_of(session: Session) -> Iterator[tuple[str, str]]:
    """(table.column, what is in it) of every cell of every table that there is, the index's own too."""
    assert db.tables is not None
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)).mappings():
            for column, value in row.items():
                yield f"{table.name}.{column}", _written(value)
    if session.get_bind().dialect.name == "sqlite":
        known = {row[0] for row in session.execute(text("SELECT name FROM sqlite_master"))}
        for name in known.intersection(SHADOWS):
            for row in session.execute(text(f"SELECT * FROM {name}")).mappings():
                yield from ((f"{name}.{column}", _written(value)) for column, value in row.items())


def exports_of(session: Session, workshop_id: int) -> Iterator[tuple[str, str]]:
    """(name, what it says) of every file that can be had of a workshop."""
    for name in FORMATS:
        yield from _said(name, export(session, workshop_id, name).content)


def screens_of(session: Session, workshop_id: int) -> Iterator[tuple[str, str]]:
    """(name, what it shows) of every live view, of trails, concepts, the library and the journal."""
    by = facilitator_of(session, workshop_id)
    for topic in SHARED:
        for audience in AUDIENCES:
            yield f"{topic} {audience}", repr(view(session, workshop_id, topic, audience))
    for topic in OF_GROUP:
        for group in groups_in(session, workshop_id):
            for audience in AUDIENCES:
                yield f"{topic} {audience}", repr(view(session, workshop_id, f"{topic}:{group.id}", audience))
    still = [one.id for one in people(session, actor=Actor(by), workshop_id=workshop_id) if not one.removed]
    for topic in OF_PERSON:
        for person_id in still:
            yield topic, repr(view(session, workshop_id, f"{topic}:{person_id}", "room"))
    for post_id in session.scalars(select(Post.id).where(Post.workshop_id == workshop_id)):
        yield f"trail {post_id}", repr(trail(session, post_id, actor=Actor(by)))
    yield "people", repr(people(session, actor=Actor(by), workshop_id=workshop_id))
    yield "journal", repr(story(session, actor=Actor(by), workshop_id=workshop_id, limit=10_000))
    yield "concepts", repr((concepts_of(session, workshop_id), published(session)))
    yield "material", repr(material(session, actor=Actor(by), workshop_id=workshop_id, chosen=Chosen()))
    yield "library", repr(search(session, actor=Actor(by)))


def _written(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)


def _said(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    if name.endswith(".pdf"):
        yield name, said(opened(content))
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for inside in packed.namelist():
                yield from _said(f"{name}/{inside}", packed.read(inside))
    else:
        yield name, content.decode("utf-8", "replace")
