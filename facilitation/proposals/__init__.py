"""Proposals of groups: who could sit where by the method's rules; pure functions on plain values."""

from collections.abc import Sequence
from importlib import import_module
from threading import Thread

from facilitation.chance import mixed
from facilitation.proposals.laying import lay_tables
from facilitation.proposals.plan import (
    GUIDES,
    SIZES,
    Kind,
    Rule,
    SeatedTable,
    Seating,
    Sizes,
    TableNow,
    ToSeat,
    Unmet,
    Work,
)
from facilitation.proposals.rules import unmet_rules

PATIENCE = 8.0
"""Seconds of search in all; the best that is known then is the answer."""

__all__ = [
    "GUIDES",
    "SIZES",
    "Kind",
    "Rule",
    "SeatedTable",
    "Seating",
    "Sizes",
    "TableNow",
    "ToSeat",
    "Unmet",
    "Work",
    "get_ready",
    "propose",
    "unmet_rules",
]


def get_ready() -> None:
    """Load the solver beforehand, aside: the first proposal is then there as soon as the next ones."""
    Thread(target=import_module, args=("facilitation.proposals.solving",), daemon=True).start()


def propose(
    people: Sequence[ToSeat],
    initiatives: Sequence[Work],
    *,
    tables: Sequence[TableNow] = (),
    sizes: Sizes = SIZES,
    variant: int = 0,
    patience: float = PATIENCE,
) -> Seating:
    """Seat everybody by the method's rules, breaking as few as can be, and say which those are.

    Another `variant` is another answer where several are as good; the same one is always the same answer.
    """
    from facilitation.proposals.solving import seat  # SciPy costs 40 MB: only a server that proposes has it

    slots = lay_tables(people, initiatives, tables=tables, sizes=sizes)
    places = seat(mixed(people, variant), slots, sizes=sizes, patience=patience)
    seated = tuple(
        SeatedTable(number, initiative, tuple(one.id for one in people if places[one.id] == number))
        for number, initiative in slots
    )
    return Seating(seated, unmet_rules(people, seated, sizes=sizes))
