"""How many tables an initiative gets, and which of those that stand already are used."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import count
from math import floor

from facilitation.proposals.plan import SIZES, Sizes, TableNow, ToSeat, Work

Slot = tuple[int, int]
"""(the number of a table, its initiative)"""


def lay_tables(
    people: Sequence[ToSeat],
    initiatives: Sequence[Work],
    *,
    tables: Sequence[TableNow] = (),
    sizes: Sizes = SIZES,
) -> list[Slot]:
    """The tables to seat people at, by number: those that stand as far as they serve, then new ones.

    Every initiative gets as many, unless the facilitator says how many, or a table would take too many people
    or too few: then the initiative that most, or fewest, wish for gets one more, or one less.
    """
    wanted = _how_many(len(people), initiatives, tables, _dearest(people), sizes)
    used = [table for table in tables if table.stays]
    for table in tables:
        if not table.stays and _of(used, table.initiative_id) < wanted.get(table.initiative_id, 0):
            used.append(table)
    taken = {table.number for table in used}
    free = (number for number in count(1) if number not in taken)
    laid = [(table.number, table.initiative_id) for table in used]
    for one in initiatives:
        laid += [(next(free), one.id) for _ in range(wanted[one.id] - _of(used, one.id))]
    return sorted(laid)


def _how_many(
    people: int,
    initiatives: Sequence[Work],
    tables: Sequence[TableNow],
    dearest: Mapping[int, int],
    sizes: Sizes,
) -> dict[int, int]:
    """How many tables each initiative gets."""
    each = max(1, floor(people / (sizes.best * max(1, len(initiatives))) + 0.5))
    least = {one.id: _of([table for table in tables if table.stays], one.id) for one in initiatives}
    wanted = {
        one.id: max(least[one.id], one.tables if one.tables is not None else _of(tables, one.id) or each)
        for one in initiatives
    }
    free = [one.id for one in initiatives if one.tables is None]
    while free and people > sizes.most * sum(wanted.values()):
        wanted[min(free, key=lambda one: (wanted[one], -dearest.get(one, 0)))] += 1
    while people < sizes.least * sum(wanted.values()):
        spare = [one for one in free if wanted[one] > max(1, least[one])]
        if not spare:
            break
        wanted[max(spare, key=lambda one: (wanted[one], -dearest.get(one, 0)))] -= 1
    return wanted


def _dearest(people: Sequence[ToSeat]) -> Mapping[int, int]:
    """How many people wish for each initiative most."""
    return Counter(person.wishes[0] for person in people if person.wishes)


def _of(tables: Sequence[TableNow], initiative_id: int) -> int:
    return sum(table.initiative_id == initiative_id for table in tables)
