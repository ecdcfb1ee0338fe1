"""What was found, ready to show: a title and an excerpt in pieces, and where it comes from."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from db.findable import Kind
from db.findings import (
    ConceptFound,
    InitiativeFound,
    Place,
    PostFound,
    concepts_found,
    initiatives_found,
    posts_found,
)
from db.permits import PermitName
from db.session import Session
from facilitation.attribution import Credit, credit
from facilitation.library.excerpts import Piece, excerpt, pieces
from facilitation.library.permits import is_permitted

Stems = Collection[str]
NOBODY = Credit()


@dataclass(frozen=True, slots=True)
class Hit:
    """An initiative, a contribution or a published concept."""

    kind: Kind
    id: int
    title: tuple[Piece, ...]
    """Nothing for a contribution, which is its excerpt."""
    excerpt: tuple[Piece, ...]
    workshop_id: int
    theme: str
    date: dt.date | None
    demo: bool
    fictitious: bool = False
    source: str = ""
    """The territory that an initiative comes from."""
    holder: str = ""
    """Who carries an initiative, as it was typed."""
    tags: tuple[str, ...] = ()
    initiative_id: int | None = None
    initiative: str = ""
    """What a contribution is about."""
    section: str = ""
    target: str = ""
    """The territory that a contribution is for; empty in the decomposition."""
    verbatim: bool = True
    credit: Credit = NOBODY
    slug: str = ""
    """The public address of a concept, where everybody may read it."""


def hits_of(session: Session, found: Sequence[tuple[Kind, int]], stems: Stems) -> tuple[Hit, ...]:
    """These as they are now, in the same order, by as many questions for many as for one."""
    ids = {kind: [one for other, one in found if other == kind] for kind in Kind}
    posts = posts_found(session, ids[Kind.post])
    initiatives = initiatives_found(session, ids[Kind.initiative])
    concepts = concepts_found(session, ids[Kind.concept])
    public = bool(concepts) and is_permitted(session, PermitName.public_concepts)
    made: dict[tuple[Kind, int], Hit] = {}
    made |= {(Kind.post, one.id): _post(one, stems) for one in posts.values()}
    made |= {(Kind.initiative, one.id): _initiative(one, stems) for one in initiatives.values()}
    made |= {(Kind.concept, one.id): _concept(one, stems, public=public) for one in concepts.values()}
    return tuple(made[one] for one in found)


def signed(post: PostFound) -> Credit:
    """The signature of a contribution, as its author consents now."""
    if post.name is None or post.role is None or post.signs is None:
        return NOBODY
    return credit(post.name, post.home, post.role, post.signs)


def _post(post: PostFound, stems: Stems) -> Hit:
    return Hit(
        Kind.post,
        post.id,
        (),
        excerpt(post.text, stems, post.place.language),
        *_from(post.place),
        initiative_id=post.initiative_id,
        initiative=post.initiative,
        section=post.section,
        target=post.target or "",
        verbatim=post.verbatim,
        credit=signed(post),
    )


def _initiative(shared: InitiativeFound, stems: Stems) -> Hit:
    language = shared.place.language
    return Hit(
        Kind.initiative,
        shared.id,
        pieces(shared.title, stems, language),
        excerpt(" ".join(filter(None, (shared.pitch, shared.description))), stems, language),
        *_from(shared.place),
        fictitious=shared.fictitious,
        source=shared.source,
        holder=shared.holder,
        tags=shared.tags,
        initiative_id=shared.id,
        initiative=shared.title,
    )


def _concept(concept: ConceptFound, stems: Stems, *, public: bool) -> Hit:
    language = concept.place.language
    said = " ".join(one["text"] for one in concept.content["statements"])
    return Hit(
        Kind.concept,
        concept.id,
        pieces(concept.content["title"], stems, language),
        excerpt(said, stems, language),
        *_from(concept.place),
        slug=concept.slug if public else "",
    )


def _from(place: Place) -> tuple[int, str, dt.date | None, bool]:
    return place.id, place.theme, place.date, place.demo
