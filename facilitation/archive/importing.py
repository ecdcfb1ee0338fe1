"""Importing: a workshop of another instance, or of this one, rebuilt from its archive."""

import json
from typing import IO

from db.base import now
from db.session import Session
from facilitation.actors import Actor
from facilitation.apart import Bounds, Leaving, said
from facilitation.archive.agenda import rebuild_rounds, rebuild_stages
from facilitation.archive.concepts import rebuild_concepts
from facilitation.archive.holding import hold
from facilitation.archive.initiatives import rebuild_initiatives
from facilitation.archive.matrix import rebuild_answers, rebuild_lifts, rebuild_matrix, rebuild_verdicts
from facilitation.archive.people import rebuild_people
from facilitation.archive.posts import rebuild_posts
from facilitation.archive.reading import Parcel, read_archive
from facilitation.archive.tables import rebuild_tables
from facilitation.archive.target import Target
from facilitation.archive.votes import rebuild_votes
from facilitation.archive.workshop import new_workshop, rebuild_logo, rebuild_territories
from facilitation.facilitators import may_run
from facilitation.redrawing import Redrawn
from facilitation.tokens import new_token
from facilitation.workshops import founded

READING = Bounds(seconds=120, megabytes=1536)


def read_apart(file: IO[bytes], leaving: Leaving | None = None) -> Parcel:
    """What read_archive() finds in a file, within bounds. Raises TooHeavy beyond them too."""
    answer = said("facilitation.archive.reading", within=READING, given=file, leaving=leaving)
    told, _, contents = answer.partition(b"\n")
    document, following = json.loads(told)
    drawn, start = {}, 0
    for name, width, height, size in following:
        drawn[name] = Redrawn(contents[start : start + size], width, height)
        start += size
    return Parcel(document, drawn)


def import_archive(session: Session, *, actor: Actor, data: bytes | Parcel) -> int:
    """Rebuild the workshop of an archive, run by this account; its id. Raises NotAllowed, or BadArchive.

    Give `data` as it was read where the transaction should be short.
    """
    may_run(session, actor)
    parcel = data if isinstance(data, Parcel) else read_archive(data)
    told = parcel.document
    hold(told)
    workshop = new_workshop(told["workshop"], actor)
    workshop.projector_token = new_token()
    founded(session, workshop, actor, "workshop_imported")
    target = Target(session, actor.account, now(), workshop, parcel.drawn)
    rebuild_logo(target, told["workshop"]["logo"])
    rebuild_territories(target, told["territories"])
    rebuild_people(target, told["people"], told["attendance"])
    rebuild_stages(target, told["stages"], told["openings"])
    rebuild_rounds(target, told["rounds"])
    rebuild_initiatives(target, told["initiatives"])
    rebuild_votes(target, told["votes"], told["stages"])
    rebuild_tables(target, told["tables"])
    rebuild_posts(target, told["posts"], told["links"])
    rebuild_verdicts(target, told["verdicts"])
    rebuild_matrix(target, told["matrix"])
    rebuild_lifts(target, told["lifts"])
    rebuild_answers(target, told["answers"])
    rebuild_concepts(target, told["concepts"])
    session.flush()
    return workshop.id
