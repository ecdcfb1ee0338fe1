"""Chance decides between equals: nobody gains by standing first in a list."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from facilitation.tokens import digest


class Numbered(Protocol):
    """What has a number of its own."""

    @property
    def id(self) -> int:
        """By which chance tells it from the others."""


Each = TypeVar("Each", bound=Numbered)


def mixed(found: Iterable[Each], seed: object) -> list[Each]:
    """All of them in an order that is always the same for one `seed`, whatever order they came in."""
    return sorted(found, key=lambda one: digest(f"{seed}:{one.id}"))
