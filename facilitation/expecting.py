"""Those whom a list enters, told from those who are there already: read once, however long the list."""

from dataclasses import replace
from itertools import count

from db.base import now
from db.people import Bearer, Person, bearers_in, names_in
from db.session import Session
from db.spelling import keys_of_person, known_by
from db.workshops import Territory, territories_of
from facilitation.naming import apart_from, free_resume_code, person_name, territory_name
from facilitation.people_table import PersonRow
from facilitation.recognising import entered

_LATER = 2**62
"""Those of the list have no id yet while it is read; they come after all who are there."""


class Expected:
    """The people and territories of a workshop while a list is entered. The workshop is locked meanwhile."""

    def __init__(self, session: Session, workshop_id: int) -> None:
        self._session, self._workshop_id = session, workshop_id
        self._territories = {known_by(one.name): one for one in territories_of(session, workshop_id)}
        self._taken = names_in(session, workshop_id)
        self._bearers: dict[str, dict[int, Bearer]] = {}
        self._codes: set[str] = set()
        self._new: dict[int, Person] = {}
        for one in bearers_in(session, workshop_id):
            self._know(one)

    def enter(self, row: PersonRow) -> bool:
        """Expect somebody; False where they are there already. A territory not known yet is filled in."""
        territory = self._territory(row.territory)
        if row.unnamed:
            self._expect(replace(row, name=self._numbered(row.name)), territory)
            return True
        there = entered(self._alike(row.name), row.name, row.territory)
        if there is None:
            self._expect(row, territory)
            return True
        if territory is not None and not there.territory:
            self._person(there.id).territory_id = territory.id
            self._know(there._replace(territory_id=territory.id, territory=territory.name))
        return False

    def _expect(self, row: PersonRow, territory: Territory | None) -> None:
        named = territory.name if territory else ""
        person = Person(
            workshop_id=self._workshop_id,
            name=apart_from(self._taken, person_name(row.name), named),
            territory_id=territory.id if territory else None,
            role=row.role,
            resume_code=self._code(),
            expected_at=now(),
        )
        self._session.add(person)
        self._taken.add(known_by(person.name))
        later = _LATER + len(self._new)
        self._new[later] = person
        self._know(Bearer(later, person.name, person.role, person.territory_id, named, awaited=True))

    def _numbered(self, name: str) -> str:
        """The word for whoever has no name, with the first number that nobody has."""
        numbered = (f"{name} {number}" for number in count(1))
        return next(one for one in numbered if known_by(one) not in self._taken)

    def _code(self) -> str:
        """A resume code that nobody has, nor was given to somebody of this list."""
        with self._session.no_autoflush:
            codes = iter(lambda: free_resume_code(self._session), "")
            code = next(code for code in codes if code not in self._codes)
        self._codes.add(code)
        return code

    def _territory(self, name: str) -> Territory | None:
        """The territory of this name, made where there is none."""
        name = territory_name(name, required=False)
        if name and known_by(name) not in self._territories:
            made = Territory(workshop_id=self._workshop_id, name=name)
            self._session.add(made)
            self._session.flush()
            self._territories[known_by(name)] = made
        return self._territories.get(known_by(name)) if name else None

    def _know(self, one: Bearer) -> None:
        for key in keys_of_person(one.name):
            self._bearers.setdefault(key, {})[one.id] = one

    def _alike(self, name: str) -> list[Bearer]:
        """Those of one name, the first entered first."""
        found = {one.id: one for key in keys_of_person(name) for one in self._bearers.get(key, {}).values()}
        return [found[key] for key in sorted(found)]

    def _person(self, person_id: int) -> Person:
        return self._new.get(person_id) or self._session.get_one(Person, person_id)
