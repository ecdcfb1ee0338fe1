"""Who is expected at a workshop or has come, in the order in which one looks a name up."""

import unicodedata
from dataclasses import dataclass

from db.people import may_act, people_of
from db.session import Session
from facilitation.exports.words import Words


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody on a sheet to print."""

    name: str
    territory: str
    role: str


def attending(session: Session, workshop_id: int, words: Words) -> list[Attendee]:
    """Everybody but the removed, the erased, the merged and the simulated, by name whatever its accents."""
    people = [
        Attendee(person.name, territory or "", words.term(person.role))
        for person, territory in people_of(session, workshop_id)
        if may_act(person) and not person.simulated
    ]
    return sorted(people, key=lambda one: (_folded(one.name), one.name))


def _folded(name: str) -> str:
    """The name as it is sorted: é stands with e."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
