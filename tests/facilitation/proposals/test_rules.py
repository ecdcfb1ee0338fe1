"""What a seating leaves unmet is said rule by rule."""

from facilitation.proposals import Kind, Rule, SeatedTable, ToSeat, Unmet, unmet_rules


def five(first: int) -> list[ToSeat]:
    """Five people of five territories with every kind among them, numbered from `first`."""
    kinds = (Kind.elected, Kind.officer, Kind.other, Kind.other, Kind.elected)
    return [ToSeat(first + place, kind, first + place) for place, kind in enumerate(kinds)]


def ids(people: list[ToSeat]) -> tuple[int, ...]:
    return tuple(one.id for one in people)


def test_a_good_table_leaves_nothing_unmet() -> None:
    people = five(1)
    assert unmet_rules(people, [SeatedTable(1, 10, ids(people))]) == ()


def test_no_people_and_no_tables_leave_nothing_unmet() -> None:
    assert unmet_rules([], []) == ()


def test_too_few_and_too_many_are_told_table_by_table() -> None:
    few, many = five(1)[:3], [*five(11), *five(21)[1:]]
    tables = [SeatedTable(1, 10, ids(few)), SeatedTable(2, 10, ids(many))]
    assert unmet_rules([*few, *many], tables) == (
        Unmet(Rule.too_few, (1,), there=3),
        Unmet(Rule.too_many, (2,), there=9),
    )


def test_four_and_eight_are_within_the_bounds_and_off_the_target() -> None:
    four, eight = five(1)[:4], [*five(11), *five(21)[:3]]
    tables = [SeatedTable(1, 10, ids(four)), SeatedTable(2, 10, ids(eight))]
    assert unmet_rules([*four, *eight], tables) == (Unmet(Rule.off_target, (1, 2)),)


def test_two_of_one_territory_are_named_with_how_many_come_from_there() -> None:
    people = [*five(1), ToSeat(6, Kind.other, 1), *five(11), ToSeat(16, Kind.other, 1)]
    tables = [SeatedTable(1, 10, ids(people[:6])), SeatedTable(2, 10, ids(people[6:]))]
    assert unmet_rules(people, tables) == (Unmet(Rule.same_territory, (1,), (1, 6), 1, there=3),)


def test_people_without_a_territory_sit_together_freely() -> None:
    people = [ToSeat(one.id, one.kind) for one in five(1)]
    assert unmet_rules(people, [SeatedTable(1, 10, ids(people))]) == ()


def test_a_kind_is_missed_only_where_the_room_has_any() -> None:
    nobody_elected = [ToSeat(number, Kind.officer if number % 2 else Kind.other) for number in range(1, 6)]
    assert unmet_rules(nobody_elected, [SeatedTable(1, 10, ids(nobody_elected))]) == ()
    people = [*nobody_elected, *five(11)]
    tables = [SeatedTable(1, 10, ids(nobody_elected)), SeatedTable(2, 10, ids(five(11)))]
    assert unmet_rules(people, tables) == (Unmet(Rule.no_elected, (1,), there=2),)


def test_tables_without_officer_or_other_are_told_together() -> None:
    elected = [[ToSeat(number + base, Kind.elected) for number in range(5)] for base in (100, 200)]
    good = five(1)
    people = [*elected[0], *elected[1], *good]
    tables = [SeatedTable(n, 10, ids(group)) for n, group in enumerate((*elected, good), 1)]
    assert unmet_rules(people, tables) == (
        Unmet(Rule.no_officer, (1, 2), there=1),
        Unmet(Rule.no_other, (1, 2), there=2),
    )


def test_a_holder_away_from_their_initiative_is_told_with_its_tables() -> None:
    first, second, third = five(1), five(11), five(21)
    second[0] = ToSeat(11, Kind.elected, holds=(10,))
    people = [*first, *second, *third]
    tables = [SeatedTable(1, 10, ids(first)), SeatedTable(2, 20, ids(second)), SeatedTable(3, 10, ids(third))]
    assert unmet_rules(people, tables) == (Unmet(Rule.holder, (1, 3), (11,)),)


def test_the_holder_of_an_initiative_without_a_table_sits_anywhere() -> None:
    people = five(1)
    people[0] = ToSeat(1, Kind.elected, holds=(99,))
    assert unmet_rules(people, [SeatedTable(1, 10, ids(people))]) == ()


def test_whoever_misses_their_dearest_wish_is_told_once_for_all() -> None:
    first, second = five(1), five(11)
    first[0] = ToSeat(1, Kind.elected, wishes=(20, 10))
    first[1] = ToSeat(2, Kind.officer, wishes=(10, 20))
    second[0] = ToSeat(11, Kind.elected, wishes=(10,))
    second[1] = ToSeat(12, Kind.officer, wishes=(99, 20))
    tables = [SeatedTable(1, 10, ids(first)), SeatedTable(2, 20, ids(second))]
    assert unmet_rules([*first, *second], tables) == (Unmet(Rule.wish, (), (1, 11), there=4),)


def test_a_holder_at_their_own_initiative_misses_no_wish() -> None:
    first, second = five(1), five(11)
    first[0] = ToSeat(1, Kind.elected, holds=(10,), wishes=(20,))
    tables = [SeatedTable(1, 10, ids(first)), SeatedTable(2, 20, ids(second))]
    assert unmet_rules([*first, *second], tables) == ()


def test_somebody_unknown_at_a_table_is_passed_over() -> None:
    people = five(1)
    assert unmet_rules(people, [SeatedTable(1, 10, (*ids(people), 999))]) == ()
