"""Who is expected at a workshop or has come, in the order in which one looks a name up."""

from dataclasses import dataclass

from db.people import may_act, people_of
from db.session import Session
from facilitation.exports.words import Words
from facilitation.naming import without_territory


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody on a sheet to print."""

    name: str
    territory: str
    role: str


def attending(session: Session, workshop_id: int, words: Words) -> list[Attendee]:
    """Everybody but the removed, the erased, the merged and the simulated, by name."""
    return [
        Attendee(without_territory(person.name, territory or ""), territory or "", words.term(person.role))
        for person, territory in people_of(session, workshop_id)
        if may_act(person) and not person.simulated
    ]
