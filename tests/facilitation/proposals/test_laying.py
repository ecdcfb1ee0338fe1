"""How many tables each initiative gets."""

from facilitation.proposals import Kind, TableNow, ToSeat, Work
from facilitation.proposals.laying import lay_tables


def crowd(number: int, *, wish: int | None = None) -> list[ToSeat]:
    return [ToSeat(id_, Kind.other, wishes=(wish,) if wish else ()) for id_ in range(1, number + 1)]


def test_twenty_people_and_two_initiatives_make_two_tables_each() -> None:
    assert lay_tables(crowd(20), [Work(10), Work(20)]) == [(1, 10), (2, 10), (3, 20), (4, 20)]


def test_two_hundred_people_and_three_initiatives_make_33_tables() -> None:
    laid = lay_tables(crowd(200), [Work(10), Work(20), Work(30)])
    assert [number for number, _ in laid] == list(range(1, 34))
    assert [sum(one == work for _, one in laid) for work in (10, 20, 30)] == [11, 11, 11]


def test_every_initiative_has_a_table_however_few_people_there_are() -> None:
    assert lay_tables(crowd(1), [Work(10), Work(20)]) == [(1, 10), (2, 20)]
    assert lay_tables([], [Work(10)]) == [(1, 10)]
    assert lay_tables(crowd(3), []) == []


def test_where_tables_would_be_too_full_the_most_wished_initiative_gets_one_more() -> None:
    assert lay_tables(crowd(17), [Work(10), Work(20)]) == [(1, 10), (2, 10), (3, 20)]
    assert lay_tables(crowd(17, wish=20), [Work(10), Work(20)]) == [(1, 10), (2, 20), (3, 20)]


def test_where_tables_would_be_too_empty_the_least_wished_initiative_gets_one_less() -> None:
    standing = [TableNow(1, 10), TableNow(2, 10), TableNow(3, 20), TableNow(4, 20)]
    assert lay_tables(crowd(13, wish=10), [Work(10), Work(20)], tables=standing) == [
        (1, 10),
        (2, 10),
        (3, 20),
    ]


def test_a_table_that_stays_is_used_whatever_the_number_of_people() -> None:
    standing = [TableNow(1, 10, stays=True), TableNow(2, 10), TableNow(3, 10, stays=True)]
    assert lay_tables(crowd(4), [Work(10)], tables=standing) == [(1, 10), (3, 10)]


def test_a_table_of_an_initiative_that_is_no_longer_kept_goes_unless_it_stays() -> None:
    standing = [TableNow(1, 99), TableNow(2, 98, stays=True)]
    assert lay_tables(crowd(6), [Work(10)], tables=standing) == [(1, 10), (2, 98)]


def test_tables_that_stand_keep_their_numbers_and_new_ones_take_the_free_ones() -> None:
    standing = [TableNow(2, 20), TableNow(5, 10)]
    assert lay_tables(crowd(20), [Work(10), Work(20), Work(30)], tables=standing) == [
        (1, 30),
        (2, 20),
        (5, 10),
    ]


def test_what_the_facilitator_asks_for_is_laid_as_asked() -> None:
    assert lay_tables(crowd(30), [Work(10, tables=1), Work(20, tables=0)]) == [(1, 10)]
    standing = [TableNow(1, 10), TableNow(2, 10), TableNow(3, 10)]
    assert lay_tables(crowd(3), [Work(10, tables=2)], tables=standing) == [(1, 10), (2, 10)]
