"""Similar initiatives: those of any workshop that share words which few others have."""

from dataclasses import replace

from db.findable import Kind, Wanted
from db.findings import InitiativeFound, initiatives_found
from db.library import alike, matches
from db.session import Session
from db.stems import stems_of
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.library.days import today
from facilitation.library.excerpts import Piece
from facilitation.library.hits import Hit, hits_of
from facilitation.library.search import reader

MOST = 5
CANDIDATES = 30
SHARED = 2
"""Words that two initiatives have in common before anybody calls them similar."""


def initiative(session: Session, *, actor: Actor, initiative_id: int) -> Hit:
    """An initiative that the library holds, its pitch and description whole. Raises NotFound."""
    reader(session, actor)
    wanted = Wanted(kind=Kind.initiative, initiative_ids=(initiative_id,))
    total, _ = matches(session, (), wanted, some=False, today=today(session), first=0, most=1)
    if not total:
        raise NotFound
    row = initiatives_found(session, [initiative_id])[initiative_id]
    (hit,) = hits_of(session, [(Kind.initiative, initiative_id)], ())
    return replace(hit, excerpt=tuple(Piece(text) for text in (row.pitch, row.description) if text))


def similar(session: Session, *, actor: Actor, initiative_id: int) -> tuple[Hit, ...]:
    """The initiatives most like one that the library holds, the closest first. Raises NotFound."""
    initiative(session, actor=actor, initiative_id=initiative_id)
    here = _stems(initiatives_found(session, [initiative_id])[initiative_id])
    if not here:
        return ()
    candidates = alike(session, sorted(here), initiative_id, today=today(session), most=CANDIDATES)
    rows = initiatives_found(session, candidates)
    close = [one for one in candidates if len(here & _stems(rows[one])) >= SHARED][:MOST]
    return hits_of(session, [(Kind.initiative, one) for one in close], ())


def _stems(shared: InitiativeFound) -> set[str]:
    """What an initiative is about, in brief: a long description shares a word with everything."""
    texts = (shared.title, shared.pitch, *shared.tags)
    return {one for text in texts for one in stems_of(text, shared.place.language)}
