"""The proposal: whoever can be seated by every rule is, and whatever cannot be kept is said."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import ceil
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.proposals import (
    GUIDES,
    Kind,
    Rule,
    SeatedTable,
    Seating,
    Sizes,
    TableNow,
    ToSeat,
    Unmet,
    Work,
    get_ready,
    propose,
    unmet_rules,
)
from facilitation.proposals.laying import lay_tables

SMALL = Sizes(least=2, most=3, target_least=2, target_most=3)
"""Bounds under which a handful of people can be tried in every way there is."""
KINDS = list(Kind)


def room_of(number: int, *, territories: int, works: tuple[int, ...] = (10, 20)) -> list[ToSeat]:
    """People of every kind, evenly spread over territories; the first of them hold the initiatives."""
    return [
        ToSeat(
            id_,
            KINDS[id_ % 3],
            id_ % territories + 1,
            holds=works[id_ - 1 : id_],
            wishes=(works[id_ % len(works)],),
        )
        for id_ in range(1, number + 1)
    ]


def every_seating(people: list[ToSeat], slots: list[tuple[int, int]]) -> Iterator[tuple[SeatedTable, ...]]:
    """Every way to seat these people that leaves the locked where they are."""
    numbers = [number for number, _ in slots]
    free = [(one.locked_to,) if one.locked_to in numbers else numbers for one in people]
    for places in product(*free):
        yield tuple(
            SeatedTable(n, work, tuple(p.id for p, place in zip(people, places, strict=True) if place == n))
            for n, work in slots
        )


def hard(unmet: tuple[Unmet, ...]) -> list[Unmet]:
    return [one for one in unmet if one.rule not in GUIDES]


def broken(unmet: tuple[Unmet, ...], sizes: Sizes, tables: int) -> tuple[int, int, int, int]:
    """How much is broken: holders elsewhere, people beyond the bounds, neighbours, kinds missing."""
    return (
        sum(one.rule == Rule.holder for one in unmet),
        sum(sizes.least - one.there for one in unmet if one.rule == Rule.too_few)
        + sum(one.there - sizes.most for one in unmet if one.rule == Rule.too_many),
        sum(
            len(one.people) - 1 + (one.there > tables) * max(0, len(one.people) - ceil(one.there / tables))
            for one in unmet
            if one.rule == Rule.same_territory
        ),
        sum(
            len(one.tables) for one in unmet if one.rule in (Rule.no_elected, Rule.no_officer, Rule.no_other)
        ),
    )


def wishes_missed(people: list[ToSeat], seating: tuple[SeatedTable, ...]) -> int:
    """How far from their wishes people sit in all, as the proposal counts it."""
    works = {table.initiative_id for table in seating}
    missed = 0
    for table in seating:
        for one in people:
            if one.id in table.people:
                ranks = [wish for wish in one.wishes if wish in works]
                at = ranks.index(table.initiative_id) if table.initiative_id in ranks else len(ranks)
                missed += at**2
    return missed


@st.composite
def rooms(draw: st.DrawFn) -> list[ToSeat]:
    number = draw(st.integers(1, 7))
    tables = max(2, round(number / 2.5))
    people = []
    for id_ in range(1, number + 1):
        people.append(
            ToSeat(
                id_,
                draw(st.sampled_from(KINDS)),
                draw(st.none() | st.integers(1, 4)),
                holds=((10, 20)[id_ - 1],) if id_ <= 2 and draw(st.booleans()) else (),
                wishes=tuple(draw(st.permutations((10, 20)))[: draw(st.integers(0, 2))]),
                locked_to=draw(st.none() | st.none() | st.none() | st.integers(1, tables)),
            )
        )
    return people


@settings(max_examples=60, deadline=None)
@given(rooms())
def test_no_rule_is_broken_that_any_seating_keeps_and_wishes_come_last(people: list[ToSeat]) -> None:
    works = [Work(10), Work(20)]
    seating = propose(people, works, sizes=SMALL)
    slots = lay_tables(people, works, sizes=SMALL)
    assert [(table.number, table.initiative_id) for table in seating.tables] == slots
    assert sorted(id_ for table in seating.tables for id_ in table.people) == [one.id for one in people]
    best = min(
        (*broken(unmet_rules(people, other, sizes=SMALL), SMALL, len(slots)), wishes_missed(people, other))
        for other in every_seating(people, slots)
    )
    reached = (*broken(seating.unmet, SMALL, len(slots)), wishes_missed(people, seating.tables))
    assert reached == best
    assert bool(hard(seating.unmet)) == (best[:4] != (0, 0, 0, 0))


@settings(max_examples=60, deadline=None)
@given(rooms())
def test_the_locked_stay_and_the_other_holders_sit_at_their_initiative(people: list[ToSeat]) -> None:
    seating = propose(people, [Work(10), Work(20)], sizes=SMALL)
    at = {id_: table for table in seating.tables for id_ in table.people}
    for one in people:
        if one.locked_to in {table.number for table in seating.tables}:
            assert at[one.id].number == one.locked_to
        elif one.holds:
            assert (at[one.id].initiative_id,) == one.holds


@settings(max_examples=30, deadline=None)
@given(st.integers(8, 60), st.integers(1, 3), st.integers(8, 20), st.integers(0, 3))
def test_a_mixed_room_of_any_size_is_seated_within_every_rule(
    number: int, initiatives: int, territories: int, variant: int
) -> None:
    works = tuple(range(10, 10 * initiatives + 1, 10))
    people = room_of(number, territories=territories, works=works)
    seating = propose(people, [Work(one) for one in works], variant=variant)
    if number >= 4 * len(works) and number <= territories * len(seating.tables):
        assert hard(seating.unmet) == []


def test_twenty_people_and_two_initiatives_make_four_tables_of_five() -> None:
    seating = propose(room_of(20, territories=18), [Work(10), Work(20)])
    assert [len(table.people) for table in seating.tables] == [5, 5, 5, 5]
    assert hard(seating.unmet) == []


def test_pairs_of_one_territory_are_split() -> None:
    people = [ToSeat(id_, KINDS[id_ % 2], (id_ + 1) // 2) for id_ in range(1, 13)]
    seating = propose(people, [Work(10), Work(20)])
    home = {one.id: one.territory_id for one in people}
    assert [sorted(home[id_] or 0 for id_ in table.people) for table in seating.tables] == [
        [1, 2, 3, 4, 5, 6]
    ] * 2


def test_what_cannot_be_kept_is_said_and_no_more_than_that() -> None:
    people = [ToSeat(id_, Kind.officer, id_) for id_ in range(1, 12)]
    seating = propose([*people, ToSeat(12, Kind.elected, 12)], [Work(10), Work(20)])
    (unmet,) = seating.unmet
    assert (unmet.rule, len(unmet.tables), unmet.there) == (Rule.no_elected, 1, 1)


def test_five_of_one_territory_at_two_tables_sit_three_and_two() -> None:
    people = [ToSeat(id_, KINDS[id_ % 3], 1 if id_ <= 5 else id_) for id_ in range(1, 13)]
    seating = propose(people, [Work(10), Work(20)])
    assert sorted((len(one.people), one.territory_id, one.there) for one in hard(seating.unmet)) == [
        (2, 1, 5),
        (3, 1, 5),
    ]


def test_a_rule_weighs_more_than_every_wish() -> None:
    people = [replace(one, holds=(), wishes=(10,)) for one in room_of(12, territories=12)]
    seating = propose(people, [Work(10), Work(20)])
    assert sorted(len(table.people) for table in seating.tables) == [5, 7]
    (unmet,) = seating.unmet
    assert (unmet.rule, len(unmet.people), unmet.there) == (Rule.wish, 5, 12)


def test_two_second_wishes_are_better_than_one_third() -> None:
    people = [ToSeat(id_, Kind.other, wishes=(10, 20, 30)) for id_ in range(1, 16)]
    seating = propose(people, [Work(10), Work(20), Work(30)])
    assert [len(table.people) for table in seating.tables] == [5, 5, 5]


def test_asked_again_the_locked_stay_where_they_are() -> None:
    people = room_of(20, territories=18)
    first = propose(people, [Work(10), Work(20)])
    keeps = {id_: table.number for table in first.tables for id_ in table.people if id_ % 2}
    again = propose(
        [replace(one, locked_to=keeps.get(one.id)) for one in people],
        [Work(10), Work(20)],
        tables=[TableNow(table.number, table.initiative_id) for table in first.tables],
        variant=1,
    )
    at = {id_: table.number for table in again.tables for id_ in table.people}
    assert {id_: at[id_] for id_ in keeps} == keeps
    assert hard(again.unmet) == []


def test_the_same_question_has_the_same_answer_and_another_variant_another_one() -> None:
    people = room_of(20, territories=18)
    answers = [propose(people, [Work(10), Work(20)], variant=variant) for variant in (0, 0, 1)]
    assert answers[0] == answers[1]
    assert answers[0].tables != answers[2].tables
    assert hard(answers[2].unmet) == []


def test_the_solver_is_loaded_aside_and_once() -> None:
    get_ready()
    get_ready()
    assert hard(propose(room_of(12, territories=12), [Work(10)]).unmet) == []


def test_nobody_and_nothing_make_an_empty_proposal() -> None:
    assert propose([], []) == Seating((), ())
    assert propose(room_of(3, territories=3), []) == Seating((), ())
    assert propose([], [Work(10)]) == Seating(
        (SeatedTable(1, 10, ()),), (Unmet(Rule.too_few, (1,), there=0),)
    )


def test_where_the_time_is_up_everybody_is_seated_all_the_same() -> None:
    seating = propose(room_of(20, territories=18), [Work(10), Work(20)], patience=0)
    assert sum(len(table.people) for table in seating.tables) == 20
    at = {id_: table.initiative_id for table in seating.tables for id_ in table.people}
    assert (at[1], at[2]) == (10, 20)


def test_a_search_cut_short_answers_what_is_known_by_then() -> None:
    people = room_of(200, territories=40, works=(10, 20, 30))
    seating = propose(people, [Work(10), Work(20), Work(30)], patience=0.05)
    assert sum(len(table.people) for table in seating.tables) == 200


@pytest.mark.parametrize(("number", "seconds"), [(20, 1.0), (200, 10.0)])
def test_a_proposal_is_there_in_time(number: int, seconds: float) -> None:
    works = (10, 20, 30) if number > 20 else (10, 20)
    propose([], [])  # the desk has loaded the solver by then
    started = perf_counter()
    seating = propose(room_of(number, territories=40, works=works), [Work(one) for one in works])
    assert perf_counter() - started < seconds
    assert hard(seating.unmet) == []
