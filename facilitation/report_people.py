"""The part of a report that says who was there: by role, and one by one where that was chosen."""

from collections import Counter
from collections.abc import Iterable, Sequence

from db.people import Person, PersonRole, may_act, people_of
from db.session import Session
from db.workshops import territories_of
from facilitation.attribution import Credit, credit
from facilitation.report_parts import ReportPresence
from facilitation.texts import folded


def presence(session: Session, workshop_id: int, there: Sequence[Person]) -> ReportPresence:
    """Who was there and who was expected and was not, each as they sign what they write."""
    homes = {territory.id: territory.name for territory in territories_of(session, workshop_id)}
    here = {person.id for person in there}
    missing = [
        person
        for person, _territory in people_of(session, workshop_id)
        if person.id not in here and may_act(person)
    ]
    return ReportPresence(_signed(there, homes), _signed(missing, homes))


def roles_of(people: Iterable[Person]) -> tuple[tuple[str, int], ...]:
    """How many of each role, in the method's order."""
    counts = Counter(person.role for person in people)
    return tuple((role.value, counts[role]) for role in PersonRole if counts[role])


def _signed(people: Iterable[Person], homes: dict[int, str]) -> tuple[Credit, ...]:
    """Names first, then territories, then who signs nothing."""
    signed = [
        credit(person.name, homes.get(person.territory_id or 0), person.role, person.signs)
        for person in people
    ]
    return tuple(sorted(signed, key=_named_first))


def _named_first(one: Credit) -> tuple[bool, str, bool, str]:
    return not one.author, folded(one.author), not one.territory, folded(one.territory)
