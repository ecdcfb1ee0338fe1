from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from facilitation.chance import mixed


@dataclass(frozen=True)
class One:
    id: int


SIX = [One(number) for number in range(6)]


@given(st.permutations(SIX), st.integers())
def test_one_seed_gives_one_order_whatever_order_they_came_in(found: list[One], seed: int) -> None:
    assert mixed(found, seed) == mixed(SIX, seed)


@given(st.integers())
def test_nobody_is_lost_and_nobody_stands_twice(seed: int) -> None:
    assert sorted(mixed(SIX, seed), key=lambda one: one.id) == SIX


def test_among_many_seeds_everybody_stands_first_about_as_often() -> None:
    first = [mixed(SIX, seed)[0].id for seed in range(6_000)]
    assert all(900 < first.count(number) < 1_100 for number in range(6))
