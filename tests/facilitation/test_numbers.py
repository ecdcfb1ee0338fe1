from hypothesis import given
from hypothesis.strategies import integers, text

from facilitation.numbers import MOST, is_held, number_in


@given(integers(0, MOST - 1))
def test_a_number_that_every_database_holds_is_read(number: int) -> None:
    assert (number_in(str(number)), is_held(number), is_held(-number)) == (number, True, True)


@given(integers(min_value=MOST))
def test_a_longer_one_names_nothing(number: int) -> None:
    assert (number_in(str(number)), is_held(number), is_held(-number)) == (None, False, False)


@given(text())
def test_nothing_else_is_a_number(words: str) -> None:
    assert number_in(f"{words}x") is None
    assert number_in(f"-{words}") is None
