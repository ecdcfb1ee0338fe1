from random import Random

from hypothesis import given
from hypothesis import strategies as st

from db.decisions import How
from facilitation.tallies import Cut, Tally, cut, default_dots


def test_the_rule_gives_a_third_of_the_candidates_between_two_and_five() -> None:
    assert [default_dots(n) for n in (1, 4, 5, 7, 8, 10, 11, 14, 15, 40)] == [2, 2, 2, 2, 3, 3, 4, 5, 5, 5]


@given(st.integers(1, 10_000))
def test_the_rule_never_leaves_two_to_five_and_never_falls_as_candidates_grow(candidates: int) -> None:
    assert 2 <= default_dots(candidates) <= default_dots(candidates + 1) <= 5


def test_the_best_supported_are_above_the_cut() -> None:
    assert cut([Tally(1, 2, 1), Tally(2, 5, 1), Tally(3, 4, 1)], 2) == Cut((2, 3), (), (1,), How.TALLY)


def test_a_tie_above_the_cut_does_not_matter() -> None:
    assert cut([Tally(1, 4, 1), Tally(2, 4, 1), Tally(3, 1, 1)], 2) == Cut((1, 2), (), (3,), How.TALLY)


def test_a_tie_below_the_cut_does_not_matter() -> None:
    tallies = [Tally(1, 4, 1), Tally(2, 3, 1), Tally(3, 1, 1), Tally(4, 1, 1)]
    assert cut(tallies, 2) == Cut((1, 2), (), (3, 4), How.TALLY)


def test_a_tie_at_the_cut_is_settled_by_more_distinct_territories() -> None:
    tallies = [Tally(1, 4, 1), Tally(2, 3, 2), Tally(3, 3, 3)]
    assert cut(tallies, 2) == Cut((1, 3), (), (2,), How.TERRITORIES)


def test_a_tie_that_territories_do_not_settle_is_left_for_the_run_off() -> None:
    tallies = [Tally(1, 4, 1), Tally(2, 3, 2), Tally(3, 3, 2), Tally(4, 3, 1)]
    assert cut(tallies, 2) == Cut((1,), (2, 3), (4,), None)


def test_territories_may_settle_one_seat_and_leave_the_other_tied() -> None:
    tallies = [Tally(1, 3, 3), Tally(2, 3, 2), Tally(3, 3, 2)]
    assert cut(tallies, 2) == Cut((1,), (2, 3), (), None)


def test_the_run_off_settles_the_tie_among_the_tied_alone() -> None:
    tallies = [Tally(1, 4, 1), Tally(2, 3, 2, 5), Tally(3, 3, 2, 6), Tally(4, 2, 2)]
    assert cut(tallies, 2) == Cut((1, 3), (), (2, 4), How.RUNOFF)


def test_a_run_off_without_a_winner_keeps_all_if_that_makes_three() -> None:
    tallies = [Tally(1, 4, 1), Tally(2, 3, 2, 5), Tally(3, 3, 2, 5), Tally(4, 2, 2)]
    assert cut(tallies, 2) == Cut((1, 2, 3), (), (4,), How.ALL_KEPT)


def test_a_run_off_without_a_winner_is_the_facilitators_if_all_would_be_more_than_three() -> None:
    tallies = [Tally(one, 3, 2, 5) for one in (1, 2, 3, 4)]
    assert cut(tallies, 2) == Cut((), (1, 2, 3, 4), (), None)


def test_an_initiative_without_any_dot_is_never_kept_by_the_tally() -> None:
    assert cut([Tally(1, 1, 1), Tally(2, 0, 0), Tally(3, 0, 0)], 3) == Cut((1,), (), (2, 3), How.TALLY)


def test_no_candidate_at_all_makes_an_empty_cut() -> None:
    assert cut([], 3) == Cut((), (), (), How.TALLY)


TALLIES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 4), st.integers(0, 3)), min_size=0, max_size=10
).map(
    lambda rows: [
        Tally(n, dots, min(dots, territories), runoff) for n, (dots, territories, runoff) in enumerate(rows)
    ]
)


@given(TALLIES, st.integers(2, 3))
def test_everybody_is_on_one_side_of_the_cut(tallies: list[Tally], keep: int) -> None:
    line = cut(tallies, keep)
    assert sorted([*line.above, *line.tied, *line.below]) == [tally.id for tally in tallies]


@given(TALLIES, st.integers(2, 3))
def test_nobody_below_has_more_dots_than_anybody_above(tallies: list[Tally], keep: int) -> None:
    line, dots = cut(tallies, keep), {tally.id: tally.dots for tally in tallies}
    higher = [dots[one] for one in (*line.above, *line.tied)]
    assert max((dots[one] for one in line.below), default=0) <= min(higher, default=99)


@given(TALLIES, st.integers(2, 3))
def test_a_settled_cut_keeps_as_many_as_asked_or_three_or_all_that_were_supported(
    tallies: list[Tally], keep: int
) -> None:
    line = cut(tallies, keep)
    supported = sum(tally.dots > 0 for tally in tallies)
    if line.how is How.ALL_KEPT:
        assert keep < len(line.above) <= 3
    elif line.how:
        assert len(line.above) == min(keep, supported)
    else:
        assert len(line.above) < keep < len(line.above) + len(line.tied)


@given(TALLIES, st.integers(2, 3), st.randoms(use_true_random=False))
def test_the_cut_does_not_depend_on_the_order_of_counting(
    tallies: list[Tally], keep: int, random: Random
) -> None:
    shuffled = random.sample(tallies, len(tallies))
    assert cut(shuffled, keep) == cut(tallies, keep)


def test_territories_that_are_withheld_settle_nothing() -> None:
    tied = [Tally(1, 4, None), Tally(2, 4, None), Tally(3, 4, None), Tally(4, 1, None)]
    assert cut(tied, 2) == Cut((), (1, 2, 3), (4,), None)
    again = [Tally(1, 4, None, 2), Tally(2, 4, None, 5), Tally(3, 4, None, 3), Tally(4, 1, None)]
    assert cut(again, 2) == Cut((2, 3), (), (1, 4), How.RUNOFF)
