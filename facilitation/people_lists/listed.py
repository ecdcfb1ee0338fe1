"""A line of a list: who would be entered from it, and what is missing or not sure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from db.people import PersonRole
from db.spelling import keys_of_person, misspelt
from facilitation.naming import NAME_LIMIT, TERRITORY_LIMIT
from facilitation.people_lists.headings import Field
from facilitation.people_lists.names import said_name
from facilitation.people_lists.shorter import shorter
from facilitation.people_lists.titles import is_title, role_at, role_of
from facilitation.texts import ABSURD_LENGTH, clean, folded

Lack = Literal[
    "no_name", "name_shortened", "no_territory", "territory_shortened", "no_role", "unknown_role",
    "error", "homonym", "twice", "total", "section", "nobody",
]  # fmt: skip
ASIDE: frozenset[Lack] = frozenset({"twice", "total", "section", "nobody"})
"""What nobody is entered from unless the facilitator says so."""
_SHORTENED: frozenset[Lack] = frozenset({"name_shortened", "territory_shortened"})
TITLE_LIMIT = 200
_SILENT = frozenset("nan - – — ? / . # : *".split())
_NOTHING = _SILENT | frozenset("null none n/a n/d n.c. nc nr neant true false vrai faux".split())
"""What says nothing in a cell; of a name the words may be somebody's own."""
_ERROR = re.compile(
    r"#(N/?[AD]|REF!?|VALEUR!?|VALUE!?|NOM\??|NAME\??|DIV/0!?|NOMBRE!?|NUM!?|NULL?!?|SPILL!)"
    r"|err(eur|or)? ?: ?\d{3}",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"((sous|grand)[- ]?)?total\b|(nombre|nb) (total )?(de|d')|effectifs?\b")
_PARTED = re.compile("(?<=[^\\W\\d_])\u200b+(?=[A-ZÀ-Þ])")
"""An unseen place to break between two words, where a space was meant."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4})?[ T]?(\d\d?:\d\d(:\d\d(\.\d+)?)?)?")
"""A day, an hour or both, as spreadsheets say them: nobody's name, place or title."""
_REMARK = re.compile(r"(liste|page|document|mise? a jour|imprimee?|editee?|etat)\b.*\d")
"""What is noted of a whole list, its day above all."""
_NUMBER = re.compile(r"[\d\s.,/%€()-]*")


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody as they would be entered from a line."""

    line: int
    name: str
    territory: str
    role: PersonRole | None
    title: str = ""
    """The role in the list's own words."""
    lacks: tuple[Lack, ...] = ()
    """What the facilitator is to look at."""
    unshortened: str = ""
    """What was made shorter, in the list's own words."""
    chosen: bool | None = None
    """Whether the facilitator wants them entered, where they said so."""

    @property
    def taken(self) -> bool:
        """Whether they are entered."""
        return ASIDE.isdisjoint(self.lacks) if self.chosen is None else self.chosen


def listed(
    line: int, cells: Sequence[str], fields: Mapping[Field, int], roles: Mapping[str, PersonRole]
) -> ListedPerson:
    """Who would be entered from a line; `roles` says what titles mean, folded, before anything is guessed."""
    beside = bool(cell_of(cells, fields.get(Field.first_name, len(cells))))
    told = {
        one: _told(one, cell_of(cells, place), beside=beside and one is Field.name)
        for one, place in fields.items()
    }
    whole = said_name(told.get(Field.name, ""), told.get(Field.first_name, ""))
    name, name_lacks = _short(whole, Field.name)
    territory, territory_lacks = _short(told.get(Field.territory, ""), Field.territory)
    title = shorter(told.get(Field.role, ""), TITLE_LIMIT)
    role = roles.get(folded(title)) or role_at(title, told.get(Field.territory, ""))
    long = [(whole, name_lacks), (told.get(Field.territory, ""), territory_lacks)]
    unshortened = "; ".join(text for text, lacks in long if not _SHORTENED.isdisjoint(lacks))
    person = ListedPerson(line, name, territory, role, title, unshortened=unshortened)
    if aside := _aside(cells, person, [*fields.values()]):
        return replace(person, lacks=(aside,))
    lacks = [*_errors(cells, fields), *name_lacks]
    if Field.territory in fields:
        lacks += territory_lacks
    if Field.role in fields and role is None:
        lacks.append("unknown_role" if title else "no_role")
    return replace(person, lacks=tuple(lacks))


def in_sections(people: Sequence[ListedPerson], above: str = "") -> list[ListedPerson]:
    """The people, those without a title with the role that the line above them names for all that follow.

    The first such line may stand `above` the header.
    """
    role, told = role_of(above) if is_title(above) else None, []
    for one in people:
        if "section" in one.lacks:
            role = role_of(one.name)
        elif role and one.role is None and not one.title:
            one = replace(one, role=role, lacks=_without(one.lacks, "no_role"))
        told.append(one)
    return told


def told_apart(people: Sequence[ListedPerson]) -> list[ListedPerson]:
    """The people, those marked who stand there twice, or bear the name of somebody from another territory.

    By the same keys as where they are entered; of two of whom one has no territory, the other one stays.
    """
    told = [replace(one, lacks=_without(one.lacks, "twice", "homonym")) for one in people]
    known: dict[str, list[int]] = {}
    for place, one in enumerate(told):
        keys = keys_of_person(one.name) if one.name and ASIDE.isdisjoint(one.lacks) else ()
        same = sorted({other for key in keys for other in known.get(key, ())})
        twin = next((other for other in same if _may_be_from(told[other].territory, one.territory)), None)
        if twin is not None and (told[twin].territory or not one.territory):
            told[place] = replace(one, lacks=(*one.lacks, "twice"))
            continue
        if twin is not None:
            told[twin] = replace(told[twin], lacks=(*_without(told[twin].lacks, "homonym"), "twice"))
        elif same:
            told[place] = replace(one, lacks=(*one.lacks, "homonym"))
        for key in keys:
            known[key] = [*(other for other in known.get(key, ()) if other != twin), place]
    return told


def _may_be_from(one: str, other: str) -> bool:
    return not one or not other or misspelt(one, other)


def amended(
    people: Sequence[ListedPerson], changes: Mapping[int, Mapping[str, object]]
) -> list[ListedPerson]:
    """The people as the facilitator changed them: by their place, `name`, `territory`, `role` or `taken`."""
    return told_apart([_changed(one, changes.get(place, {})) for place, one in enumerate(people)])


def cell_of(cells: Sequence[str], place: int) -> str:
    """What stands in a column of a line that may end before it."""
    return "".join(cells[place : place + 1]).strip()


def _changed(one: ListedPerson, changes: Mapping[str, object]) -> ListedPerson:
    if "name" in changes:
        name, lacks = _short(str(changes["name"] or ""), Field.name)
        one = replace(
            one,
            name=name,
            lacks=(*_without(one.lacks, "no_name", "name_shortened", "total", "section", "nobody"), *lacks),
        )
    if "territory" in changes:
        territory, lacks = _short(str(changes["territory"] or ""), Field.territory)
        settled = _without(one.lacks, "no_territory", "territory_shortened", "error")
        one = replace(one, territory=territory, lacks=(*settled, *lacks))
    if role := changes.get("role"):
        one = replace(one, role=PersonRole(str(role)), lacks=_without(one.lacks, "no_role", "unknown_role"))
    return replace(one, chosen=bool(changes["taken"])) if "taken" in changes else one


def _without(lacks: tuple[Lack, ...], *gone: Lack) -> tuple[Lack, ...]:
    return tuple(lack for lack in lacks if lack not in gone)


def _says(cell: str) -> bool:
    """Whether a cell says anything, be it an error."""
    return cell.casefold() not in _SILENT and not _is_punctuation(cell)


def _is_punctuation(cell: str) -> bool:
    return all(one in "=+|~^<>" or unicodedata.category(one)[0] in "PZ" for one in cell)


def _told(field: Field, cell: str, *, beside: bool = False) -> str:
    """What a cell says; an error of a formula, or a sign for nothing, is nothing.

    Where a first name stands `beside` a last name, what is written as one is one.
    """
    cell = _seen(_PARTED.sub(" ", cell))
    silent = _NOTHING if field in (Field.territory, Field.role) else _SILENT
    if beside and cell[:1].isupper() and cell.casefold() == "nan":
        return cell
    nothing = (
        cell.casefold() in silent
        or _is_punctuation(cell)
        or _MOMENT.fullmatch(cell)
        or _ERROR.fullmatch(cell)
    )
    return "" if nothing else cell


def _seen(text: str) -> str:
    """A text as it is kept, with plain spaces between its words."""
    kept = clean(text[:ABSURD_LENGTH], limit=ABSURD_LENGTH, field="cell", required=False)
    return " ".join(kept.split())


def _errors(cells: Sequence[str], fields: Mapping[Field, int]) -> list[Lack]:
    return ["error"] if any(_ERROR.fullmatch(cell_of(cells, place)) for place in fields.values()) else []


def _short(text: str, field: Literal[Field.name, Field.territory]) -> tuple[str, list[Lack]]:
    """A text within its limit, and that it is missing or was made shorter."""
    short = shorter(text, NAME_LIMIT if field is Field.name else TERRITORY_LIMIT)
    missing: Lack = "no_name" if field is Field.name else "no_territory"
    shortened: Lack = "name_shortened" if field is Field.name else "territory_shortened"
    if not short:
        return short, [missing]
    return short, [shortened] if len(short) < len(
        clean(text[:ABSURD_LENGTH], limit=ABSURD_LENGTH, field=field, required=False)
    ) else []


def _aside(cells: Sequence[str], person: ListedPerson, places: Sequence[int]) -> Lack | None:
    """What a line is that tells no person: a sum, nothing of anybody, or the title of those that follow."""
    said = [cell.strip() for cell in cells if cell.strip()]
    ours = [cell for cell in (cell_of(cells, place) for place in places) if cell]
    for sum_ in (said[0], person.name) if said else ():
        others = [cell for cell in ours if cell != sum_]
        if _TOTAL.match(folded(sum_)) and all(map(_NUMBER.fullmatch, others)):
            return "total"
    if not any(map(_says, ours)) or (len(said) == 1 and _REMARK.match(folded(said[0]))):
        return "nobody"
    return "section" if len(places) > 1 and len(said) == 1 and is_title(person.name) else None
