"""Concepts as they are read: each statement with the contributions it rests on, quoted as consented now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from db.concept_versions import Publication, Published, latest_numbers, publications_of, published_in
from db.concepts import Concept, Statement, citations_in, concepts_in, statements_in
from db.quotes import Quote, quotes_of
from db.session import Session
from facilitation.attribution import Credit, credit
from facilitation.errors import NotFound

State = Literal["draft", "published", "withdrawn"]


@dataclass(frozen=True, slots=True)
class CitationView:
    """A contribution that a statement rests on, as it stands now and signed as its author consented."""

    post_id: int
    text: str
    credit: Credit
    part: str
    section: str
    target: str
    """The territory that the contribution is for; empty in the decomposition."""
    initiative_id: int
    initiative: str
    group: int
    verbatim: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement in its field; `uncited` once nothing that it rests on may leave the room."""

    id: int
    field: str
    text: str
    version: int
    citations: tuple[CitationView, ...]

    @property
    def uncited(self) -> bool:
        """Whether it rests on no contribution that may be shown."""
        return not self.citations


@dataclass(frozen=True, slots=True)
class ConceptView:
    """A concept in one version; `published_number` is the version that is published, if one is."""

    id: int
    workshop_id: int
    title: str
    slug: str
    version: int
    state: State
    number: int
    published_number: int | None
    published_at: datetime | None
    statements: tuple[StatementView, ...]

    @property
    def uncited(self) -> tuple[int, ...]:
        """The places, counted from 1, of the statements that rest on nothing."""
        return tuple(place for place, one in enumerate(self.statements, start=1) if one.uncited)


def concepts_of(session: Session, workshop_id: int) -> tuple[ConceptView, ...]:
    """Every concept of a workshop with its latest text, drafts too, the first one first."""
    return latest(session, concepts_in(session, workshop_id))


def latest(session: Session, concepts: Sequence[Concept]) -> tuple[ConceptView, ...]:
    """These concepts with their latest text, by as many questions for many as for one."""
    ids = [concept.id for concept in concepts]
    statements = statements_in(session, ids)
    cited = citations_in(session, ids)
    quotes = quotes_of(session, {post_id for one in statements for post_id in cited.get(one.id, ())})
    numbers = latest_numbers(session, ids)
    publications = publications_of(session, ids)
    return tuple(
        _latest(
            concept,
            numbers.get(concept.id, 0),
            [(one, number) for one, number in publications if one.concept_id == concept.id],
            tuple(
                _statement(one, cited.get(one.id, ()), quotes)
                for one in statements
                if one.concept_id == concept.id
            ),
        )
        for concept in concepts
    )


def published(session: Session, workshop_id: int | None = None) -> tuple[ConceptView, ...]:
    """Every published concept, of one workshop or of all, with the text that was published.

    What was taken off the record or deleted since is no longer quoted; whoever changed their consent is
    signed as they want it now.
    """
    return _shown(session, published_in(session, workshop_id=workshop_id))


def published_by_slug(session: Session, slug: str) -> ConceptView:
    """The published concept of this address. Raises NotFound."""
    return _only(_shown(session, published_in(session, slug=slug)))


def published_concept(session: Session, concept_id: int) -> ConceptView:
    """A concept as it is published. Raises NotFound where it is not."""
    return _only(_shown(session, published_in(session, concept_id=concept_id)))


def _only(found: Sequence[ConceptView]) -> ConceptView:
    if not found:
        raise NotFound
    return found[0]


def _latest(
    concept: Concept,
    number: int,
    publications: Sequence[tuple[Publication, int]],
    statements: tuple[StatementView, ...],
) -> ConceptView:
    last, shown = publications[-1] if publications else (None, None)
    stands = last is not None and last.withdrawn_at is None
    state: State = "draft" if last is None else "published" if stands else "withdrawn"
    return ConceptView(
        id=concept.id,
        workshop_id=concept.workshop_id,
        title=concept.title,
        slug=concept.slug,
        version=concept.version,
        state=state,
        number=number,
        published_number=shown if stands else None,
        published_at=last.published_at if last is not None and stands else None,
        statements=statements,
    )


def _shown(session: Session, found: Sequence[Published]) -> tuple[ConceptView, ...]:
    quotes = quotes_of(session, {post_id for one in found for post_id in _cited(one.version.content)})
    return tuple(
        ConceptView(
            id=concept.id,
            workshop_id=concept.workshop_id,
            title=version.content["title"],
            slug=concept.slug,
            version=concept.version,
            state="published",
            number=version.number,
            published_number=version.number,
            published_at=publication.published_at,
            statements=kept_statements(version.content, quotes),
        )
        for concept, version, publication in found
    )


def _cited(content: Mapping[str, Any]) -> Iterable[int]:
    return (post_id for one in content["statements"] for post_id in one["posts"])


def kept_statements(content: Mapping[str, Any], quotes: Mapping[int, Quote]) -> tuple[StatementView, ...]:
    """The statements of a version that was kept, with what its citations lead to now."""
    return tuple(
        StatementView(one["id"], one["field"], one["text"], one["version"], citations(one["posts"], quotes))
        for one in content["statements"]
    )


def _statement(one: Statement, cited: Iterable[int], quotes: Mapping[int, Quote]) -> StatementView:
    return StatementView(one.id, one.field, one.text, one.version, citations(cited, quotes))


def citations(post_ids: Iterable[int], quotes: Mapping[int, Quote]) -> tuple[CitationView, ...]:
    """What these posts lead to, each contribution once, by number."""
    found = {quotes[post_id].post.id: quotes[post_id] for post_id in post_ids if post_id in quotes}
    return tuple(_citation(found[post_id]) for post_id in sorted(found))


def _citation(quote: Quote) -> CitationView:
    post, author = quote.post, quote.author
    return CitationView(
        post_id=post.id,
        text=post.text,
        credit=credit(author.name, quote.home, author.role, author.signs) if author else Credit(),
        part=post.part,
        section=post.section,
        target=quote.target or "",
        initiative_id=post.initiative_id,
        initiative=quote.initiative,
        group=quote.group,
        verbatim=post.verbatim,
    )
