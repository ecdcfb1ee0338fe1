"""Keeping the index of the library: each text is written into it in the transaction that writes the text."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, event, func, insert, inspect, select, update
from sqlalchemy.orm import Mapper

from db.concept_versions import ConceptVersion, Publication
from db.concepts import Concept
from db.posts import Post
from db.search import SearchEntry
from db.sharing import Initiative
from db.stems import BREAK, stems_of
from db.workshops import Territory, Workshop

AT_ONCE = 1000
MARKS = {"initiative_id": "_initiative", "post_id": "_post", "concept_id": "_concept"}
"""The first stem of an entry tells its kind; nobody can look for it, since no word holds an underscore."""

Texts = Sequence[str]

_LANGUAGE = select(Workshop.language).where(Workshop.id == bindparam("workshop"))
_THEME = select(Workshop.theme).where(Workshop.id == bindparam("workshop"))
_PUBLISHED = (
    select(Concept.workshop_id, Workshop.theme, ConceptVersion.content)
    .join(Concept, Concept.id == ConceptVersion.concept_id)
    .join(Workshop, Workshop.id == Concept.workshop_id)
    .where(ConceptVersion.id == bindparam("version"))
)
_SOURCE = select(Territory.name).where(Territory.id == bindparam("territory"))
_INSERT = insert(SearchEntry)
_UPDATES = {
    subject: update(SearchEntry)
    .where(getattr(SearchEntry, subject) == bindparam("subject"))
    .values(stems=bindparam("said"))
    for subject in MARKS
}


def keep_index() -> None:
    """From now on, index whatever a session of this process writes."""
    for mapped, moment, listener in _LISTENERS:
        if not event.contains(mapped, moment, listener):
            event.listen(mapped, moment, listener)


def catch_up(connection: Connection, workshop_id: int | None = None) -> None:
    """Index what is not indexed yet: what was there before the index, and what was written around it."""
    languages = {row[0]: row[1] for row in connection.execute(select(Workshop.id, Workshop.language))}
    for subject, asked, texts in _MISSING:
        missing = asked if workshop_id is None else asked.where(Workshop.id == workshop_id)
        for rows in _portions(connection.execute(missing).all()):
            entries = [_entry(subject, row[0], row[1], languages[row[1]], texts(*row[2:])) for row in rows]
            connection.execute(_INSERT, entries)


def _portions(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _stems(subject: str, language: str, texts: Texts) -> str:
    said = (" ".join(stems_of(text, language)) for text in texts)
    return " ".join([MARKS[subject], f" {BREAK} ".join(filter(None, said))]).strip()


def _entry(subject: str, named: int, workshop_id: int, language: str, texts: Texts) -> dict[str, Any]:
    return {"workshop_id": workshop_id, subject: named, "stems": _stems(subject, language, texts)}


def _add(connection: Connection, subject: str, named: int, workshop_id: int, texts: Texts) -> None:
    language = connection.scalar(_LANGUAGE, {"workshop": workshop_id}) or ""
    connection.execute(_INSERT, _entry(subject, named, workshop_id, language, texts))


def _renew(connection: Connection, subject: str, named: int, workshop_id: int, texts: Texts) -> None:
    language = connection.scalar(_LANGUAGE, {"workshop": workshop_id}) or ""
    entry = _entry(subject, named, workshop_id, language, texts)
    renewed = connection.execute(_UPDATES[subject], {"subject": named, "said": entry["stems"]})
    if not renewed.rowcount:
        connection.execute(_INSERT, entry)


def _changed(target: Any, *names: str) -> bool:
    attributes = inspect(target).attrs
    return any(attributes[name].history.has_changes() for name in names)


def _post_written(_: Mapper[Post], connection: Connection, post: Post) -> None:
    _add(connection, "post_id", post.id, post.workshop_id, (post.text,))


def _post_changed(_: Mapper[Post], connection: Connection, post: Post) -> None:
    if _changed(post, "text"):
        _renew(connection, "post_id", post.id, post.workshop_id, (post.text,))


def _initiative_written(_: Mapper[Initiative], connection: Connection, shared: Initiative) -> None:
    _add(connection, "initiative_id", shared.id, shared.workshop_id, _said(connection, shared))


def _initiative_changed(_: Mapper[Initiative], connection: Connection, shared: Initiative) -> None:
    if _changed(shared, "title", "pitch", "description", "tags", "holder", "territory_id", "territory_name"):
        _renew(connection, "initiative_id", shared.id, shared.workshop_id, _said(connection, shared))


def _said(connection: Connection, shared: Initiative) -> Texts:
    source = connection.scalar(_SOURCE, {"territory": shared.territory_id}) or shared.territory_name
    theme = connection.scalar(_THEME, {"workshop": shared.workshop_id}) or ""
    return _initiative_texts(
        theme, shared.title, shared.pitch, shared.description, shared.tags, shared.holder, source
    )


def _initiative_texts(
    theme: str, title: str, pitch: str, description: str, tags: list[str], holder: str, source: str
) -> Texts:
    """Words of a title count double. A holder is known by the name that was typed, not by their own entry."""
    return (title, title, pitch, description or "", *(tags or ()), holder or "", source or "", theme)


def _concept_published(_: Mapper[Publication], connection: Connection, publication: Publication) -> None:
    workshop_id, *said = connection.execute(_PUBLISHED, {"version": publication.version_id}).one()
    _renew(connection, "concept_id", publication.concept_id, workshop_id, _concept_texts(*said))


def _concept_texts(theme: str, content: dict[str, Any]) -> Texts:
    return (content["title"], content["title"], *(one["text"] for one in content["statements"]), theme)


def _territory_changed(_: Mapper[Territory], connection: Connection, territory: Territory) -> None:
    if _changed(territory, "name"):
        from_there = select(Initiative.id).where(Initiative.territory_id == territory.id)
        connection.execute(delete(SearchEntry).where(SearchEntry.initiative_id.in_(from_there)))
        catch_up(connection, territory.workshop_id)


def _workshop_changed(_: Mapper[Workshop], connection: Connection, workshop: Workshop) -> None:
    if _changed(workshop, "language", "theme"):
        connection.execute(delete(SearchEntry).where(SearchEntry.workshop_id == workshop.id))
        catch_up(connection, workshop.id)


def _missing(subject: str, asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """What `asked` finds and the index lacks; its first column is the subject's id."""
    named = asked.selected_columns[0]
    known = select(SearchEntry.id).where(getattr(SearchEntry, subject) == named)
    return asked.where(~known.exists()).order_by(named)


_MISSING: tuple[tuple[str, Select[*tuple[Any, ...]], Callable[..., Texts]], ...] = (
    (
        "initiative_id",
        _missing(
            "initiative_id",
            select(
                *(Initiative.id, Workshop.id, Workshop.theme, Initiative.title, Initiative.pitch),
                *(Initiative.description, Initiative.tags, Initiative.holder),
                func.coalesce(Territory.name, Initiative.territory_name),
            )
            .join(Workshop, Workshop.id == Initiative.workshop_id)
            .outerjoin(Territory, Territory.id == Initiative.territory_id),
        ),
        _initiative_texts,
    ),
    (
        "post_id",
        _missing(
            "post_id", select(Post.id, Workshop.id, Post.text).join(Workshop, Workshop.id == Post.workshop_id)
        ),
        lambda text: (text,),
    ),
    (
        "concept_id",
        _missing(
            "concept_id",
            select(Concept.id, Workshop.id, Workshop.theme, ConceptVersion.content)
            .join(Workshop, Workshop.id == Concept.workshop_id)
            .join(ConceptVersion, ConceptVersion.concept_id == Concept.id)
            .where(
                ConceptVersion.id
                == select(Publication.version_id)
                .where(Publication.concept_id == Concept.id)
                .order_by(Publication.id.desc())
                .limit(1)
                .scalar_subquery()
            ),
        ),
        _concept_texts,
    ),
)

_LISTENERS: tuple[tuple[type, str, Callable[..., None]], ...] = (
    (Post, "after_insert", _post_written),
    (Post, "after_update", _post_changed),
    (Initiative, "after_insert", _initiative_written),
    (Initiative, "after_update", _initiative_changed),
    (Publication, "after_insert", _concept_published),
    (Territory, "after_update", _territory_changed),
    (Workshop, "after_update", _workshop_changed),
)
