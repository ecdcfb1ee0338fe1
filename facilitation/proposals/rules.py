"""What a seating leaves unmet, rule by rule; the same for a proposal and for tables seated by hand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from facilitation.proposals.plan import SIZES, WITHOUT, Rule, SeatedTable, Sizes, ToSeat, Unmet


def unmet_rules(
    people: Sequence[ToSeat], tables: Sequence[SeatedTable], *, sizes: Sizes = SIZES
) -> tuple[Unmet, ...]:
    """Every rule that these tables leave unmet, the weightiest first; empty where all is as it should be."""
    known = {one.id: one for one in people}
    seated = {table: [known[id_] for id_ in table.people if id_ in known] for table in tables}
    return (
        *_holders(seated),
        *_sizes(seated, sizes.least, sizes.most, Rule.too_few, Rule.too_many),
        *_territories(seated),
        *_kinds(seated),
        *_off_target(seated, sizes),
        *_wishes(seated),
    )


Seated = dict[SeatedTable, list[ToSeat]]


def _holders(seated: Seated) -> Iterator[Unmet]:
    """Each holder who sits elsewhere than at the table of an initiative of theirs that has one."""
    tables: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for table in seated:
        tables[table.initiative_id] += (table.number,)
    for table, there in seated.items():
        for person in there:
            for held in person.holds:
                if held in tables and held != table.initiative_id:
                    yield Unmet(Rule.holder, tables[held], (person.id,))


def _sizes(seated: Seated, least: int, most: int, few: Rule, many: Rule) -> Iterator[Unmet]:
    for table, there in seated.items():
        if len(there) < least:
            yield Unmet(few, (table.number,), there=len(there))
        if len(there) > most:
            yield Unmet(many, (table.number,), there=len(there))


def _off_target(seated: Seated, sizes: Sizes) -> Iterator[Unmet]:
    """Tables within the bounds that have fewer or more people than is best, told together."""
    off = [
        table.number
        for table, there in seated.items()
        if sizes.least <= len(there) <= sizes.most
        and not sizes.target_least <= len(there) <= sizes.target_most
    ]
    if off:
        yield Unmet(Rule.off_target, tuple(off))


def _territories(seated: Seated) -> Iterator[Unmet]:
    everybody = Counter(person.territory_id for there in seated.values() for person in there)
    for table, there in seated.items():
        of: defaultdict[int, list[int]] = defaultdict(list)
        for person in there:
            if person.territory_id is not None:
                of[person.territory_id].append(person.id)
        for territory, ids in of.items():
            if len(ids) > 1:
                yield Unmet(
                    Rule.same_territory, (table.number,), tuple(ids), territory, there=everybody[territory]
                )


def _kinds(seated: Seated) -> Iterator[Unmet]:
    """The tables without an elected member, an officer or another, where there is any in the room."""
    everybody = Counter(person.kind for there in seated.values() for person in there)
    for kind, rule in WITHOUT.items():
        without = [table.number for table, there in seated.items() if kind not in {one.kind for one in there}]
        if without and everybody[kind]:
            yield Unmet(rule, tuple(without), there=everybody[kind])


def _wishes(seated: Seated) -> Iterator[Unmet]:
    """Those who work on another initiative than the one they wished for most, told together.

    Holders have no wish to lose: they are pinned to what they hold.
    """
    worked_on = {table.initiative_id for table in seated}
    other = [
        person.id
        for table, there in seated.items()
        for person in there
        if (dearest := next((one for one in person.wishes if one in worked_on), None)) is not None
        and table.initiative_id not in (dearest, *person.holds)
    ]
    if other:
        yield Unmet(
            Rule.wish, (), tuple(other), there=sum(bool(p.wishes) for t in seated.values() for p in t)
        )
