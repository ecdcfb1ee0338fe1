"""The people: those who let their names out, and how many the others were."""

from collections import Counter

from db.people import Attribution, Person, PersonRole, is_here
from facilitation.archive.source import Source, Told
from facilitation.archive.target import Target, perhaps_at
from facilitation.errors import BadArchive


def tell_attendance(source: Source) -> Told:
    """How many came, by role."""
    roles = Counter(source.everybody[person_id].role for person_id in source.there)
    return {role.value: roles[role] for role in PersonRole}


def tell_people(source: Source) -> list[Told]:
    """Those who let their names out, in the order of their coming."""
    return [_told(source, source.everybody[person_id]) for person_id in source.person_numbers]


def _told(source: Source, person: Person) -> Told:
    return {
        "name": person.name,
        "role": person.role.value,
        "territory": source.territory_numbers[person.territory_id] if person.territory_id else None,
        "contact": person.contact if person.contact_consent else "",
        "came": person.id in source.there,
        "here": is_here(person),
        "removed": person.removed_at is not None or person.merged_into_id is not None,
    }


def rebuild_people(target: Target, people: list[Told], attendance: Told) -> None:
    """Make the named ones, then somebody without a name for everybody else who came."""
    target.names = {told["name"] for told in people}
    target.people = list(target.add([_named(target, told) for told in people]))
    named = Counter(told["role"] for told in people if told["came"])
    for role in PersonRole:
        others = attendance[role.value] - named[role.value]
        if others < 0:
            raise BadArchive("numbers", "attendance")
        target.unnamed += [_came(target, target.stand_in(role)) for _ in range(others)]
    target.add(target.unnamed)


def seated(target: Target) -> Person:
    """Somebody without a name who has no seat yet; made where all who came have one."""
    if target.unnamed:
        return target.unnamed.pop(0)
    person = target.stand_in(PersonRole.other)
    person.expected_at = target.at
    target.add([person])
    return person


def _named(target: Target, told: Told) -> Person:
    if told["here"] and (told["removed"] or not told["came"]):
        raise BadArchive("numbers", "people")
    return Person(
        workshop_id=target.workshop.id,
        name=told["name"],
        territory_id=perhaps_at(target.territories, told["territory"]),
        role=PersonRole(told["role"]),
        attribution=Attribution.name,
        contact_consent=bool(told["contact"]),
        contact=told["contact"],
        resume_code=target.code(),
        expected_at=None if told["came"] else target.at,
        arrived_at=target.at if told["came"] else None,
        left_at=target.at if told["came"] and not told["here"] else None,
        removed_at=target.at if told["removed"] else None,
    )


def _came(target: Target, person: Person) -> Person:
    person.arrived_at = person.left_at = target.at
    return person
