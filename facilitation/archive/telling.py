"""Telling a workshop: one document that holds whatever of it may leave its room."""

from dataclasses import dataclass

from db.session import Session
from facilitation.archive.agenda import tell_openings, tell_rounds, tell_stages
from facilitation.archive.concepts import tell_concepts
from facilitation.archive.initiatives import tell_initiatives
from facilitation.archive.matrix import tell_answers, tell_lifts, tell_matrix, tell_verdicts
from facilitation.archive.people import tell_attendance, tell_people
from facilitation.archive.posts import tell_links, tell_posts
from facilitation.archive.schema import FORMAT, VERSION
from facilitation.archive.source import Told, gather
from facilitation.archive.tables import tell_tables
from facilitation.archive.votes import tell_votes
from facilitation.archive.workshop import tell_territories, tell_workshop


@dataclass(frozen=True, slots=True)
class Archive:
    """The document, and for each file of a picture that it names the picture's id."""

    document: Told
    pictures: dict[str, int]


def tell(session: Session, workshop_id: int) -> Archive:
    """The whole workshop, as the schema of this version has it; the caller has checked who asks."""
    source = gather(session, workshop_id)
    document = {
        "format": FORMAT,
        "version": VERSION,
        "workshop": tell_workshop(source),
        "territories": tell_territories(source),
        "attendance": tell_attendance(source),
        "people": tell_people(source),
        "stages": tell_stages(source),
        "openings": tell_openings(source),
        "rounds": tell_rounds(source),
        "initiatives": tell_initiatives(source),
        "votes": tell_votes(source),
        "tables": tell_tables(source),
        "posts": tell_posts(source),
        "links": tell_links(source),
        "verdicts": tell_verdicts(source),
        "matrix": tell_matrix(source),
        "lifts": tell_lifts(source),
        "answers": tell_answers(source),
        "concepts": tell_concepts(source),
    }
    return Archive(document, source.pictures)
