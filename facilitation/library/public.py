"""What everybody may read of a published concept, where the administrators allow it."""

import re
from dataclasses import dataclass
from datetime import date

from db.logos import logo_content, logo_row
from db.report import SharedInitiative, shared_in
from db.session import Session
from db.workshops import Workshop
from facilitation.errors import NotFound
from facilitation.interests import InterestView, interests_of
from facilitation.library.permits import PermitName, is_permitted
from facilitation.results import ResultRow, result
from facilitation.studio.concept_views import ConceptView, published_by_slug, published_concept
from translation import Language, known

SLUG = re.compile("[a-z0-9-]{1,24}")
"""What an address may look like; not every database can be asked for the rest."""


@dataclass(frozen=True, slots=True)
class PublicInitiative:
    """An initiative that a concept draws from; of the vote, what its reveal showed and nothing before it."""

    id: int
    title: str
    territory: str
    fictitious: bool
    dots: int | None
    territories: int | None
    kept: bool


@dataclass(frozen=True, slots=True)
class PublicConcept:
    """A published concept with the workshop it comes from; `demo` says that the workshop was made up."""

    concept: ConceptView
    theme: str
    organiser: str
    place: str
    date: date | None
    language: Language
    time_zone: str
    demo: bool
    has_logo: bool
    initiatives: tuple[PublicInitiative, ...]
    interests: tuple[InterestView, ...]


def public_concept(session: Session, slug: str) -> PublicConcept:
    """The concept at this address, for anybody.

    Raises NotFound alike for what does not exist, is not or no longer published, was only rehearsed, or
    is not allowed to be public. A demonstration may be, and says what it is.
    """
    return _told(session, *_open(session, slug))


def concept_for_accounts(session: Session, concept_id: int) -> PublicConcept:
    """A published concept with where it comes from, for any account. Raises NotFound."""
    concept = published_concept(session, concept_id)
    return _told(session, concept, _home(session, concept))


def _told(session: Session, concept: ConceptView, workshop: Workshop) -> PublicConcept:
    return PublicConcept(
        concept=concept,
        theme=workshop.theme,
        organiser=workshop.organiser,
        place=workshop.place,
        date=workshop.date,
        language=known(workshop.language) or "fr",
        time_zone=workshop.time_zone,
        demo=workshop.demo,
        has_logo=logo_row(session, workshop.id) is not None,
        initiatives=_drawn_from(session, concept),
        interests=interests_of(session, concept.id),
    )


def is_public(session: Session, slug: str) -> bool:
    """Whether everybody can read the concept at this address."""
    try:
        _open(session, slug)
    except NotFound:
        return False
    return True


def public_logo(session: Session, slug: str) -> bytes:
    """The logo of the organiser whose workshop a public concept comes from, as WebP. Raises NotFound."""
    content = logo_content(session, _open(session, slug)[1].id)
    if content is None:
        raise NotFound
    return content


def _open(session: Session, slug: str) -> tuple[ConceptView, Workshop]:
    if not SLUG.fullmatch(slug) or not is_permitted(session, PermitName.public_concepts):
        raise NotFound
    concept = published_by_slug(session, slug)
    workshop = _home(session, concept)
    if workshop.rehearsal and not workshop.demo:
        raise NotFound
    return concept, workshop


def _home(session: Session, concept: ConceptView) -> Workshop:
    return session.get_one(Workshop, concept.workshop_id)


def _drawn_from(session: Session, concept: ConceptView) -> tuple[PublicInitiative, ...]:
    cited = {quote.initiative_id for one in concept.statements for quote in one.citations}
    rows = {row.id: row for row in result(session, concept.workshop_id, "projector").rows or ()}
    return tuple(
        _initiative(shared, rows.get(shared.initiative.id))
        for shared in shared_in(session, concept.workshop_id)
        if shared.initiative.id in cited
    )


def _initiative(shared: SharedInitiative, row: ResultRow | None) -> PublicInitiative:
    one = shared.initiative
    return PublicInitiative(
        id=one.id,
        title=one.title,
        territory=shared.source or one.territory_name,
        fictitious=one.fictitious,
        dots=row.dots if row else None,
        territories=row.territories if row else None,
        kept=bool(row and row.kept),
    )
