"""The seating that breaks as little as can be, found by SciPy's mixed-integer solver (HiGHS).

A person at a table is a column of 0 or 1. Every rule is a row with slack that says by how much it is broken.
The slacks are brought lowest one rule after another, the weightiest first, and what one has reached the next
ones may not give up: no weight has to be guessed, and a rule is broken only where that saves a weightier one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from facilitation.proposals.laying import Slot
from facilitation.proposals.plan import Kind, Sizes, ToSeat

A_WISH = 10
"""How many people tables may be off the others' size to bring one person a place nearer to their wish."""

Columns = NDArray[np.int64]
Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
"""The column of each person (row) at each table."""


@dataclass(frozen=True)
class Goal:
    """Columns to bring low together, each with its weight."""

    columns: Columns
    weights: Numbers

    def worth(self, found: Numbers) -> int:
        """What it comes to; slacks follow whole people, so it is a whole number."""
        return round(float(self.weights @ found[self.columns]))


@dataclass
class Model:
    """The rows of a linear programme as they come, and how many columns there are."""

    seats: int
    columns: int
    rows: list[tuple[Columns, Numbers]] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def row(self, columns: Columns, weights: Numbers, low: float, high: float) -> None:
        """One more row: the columns by their weights add up to something within the bounds."""
        self.rows.append((columns, weights))
        self.lows.append(low)
        self.highs.append(high)

    def at_most(self, columns: Columns, high: int) -> int:
        """One more row that may be broken upwards; the column that says by how much."""
        return self._slack(columns, -1.0, -np.inf, high)

    def at_least(self, columns: Columns, low: int) -> int:
        """One more row that may be broken downwards; the column that says by how much."""
        return self._slack(columns, 1.0, low, np.inf)

    def _slack(self, columns: Columns, weight: float, low: float, high: float) -> int:
        slack = self.columns
        self.columns += 1
        self.row(np.append(columns, slack), np.append(np.ones(len(columns)), weight), low, high)
        return slack

    def completed(self, seats: Numbers) -> Numbers:
        """Columns that seat people so, with every slack as wide as that needs."""
        found = np.concatenate((seats, np.zeros(self.columns - self.seats)))
        for (columns, weights), low, high in zip(self.rows, self.lows, self.highs, strict=True):
            there = float(weights @ found[columns])
            if columns[-1] >= self.seats:
                found[columns[-1]] = max(0.0, low - there, there - high)
        return found

    def matrix(self) -> csr_array:
        """The rows as SciPy takes them."""
        ends = np.cumsum([0, *(len(columns) for columns, _ in self.rows)])
        columns = np.concatenate([columns for columns, _ in self.rows])
        weights = np.concatenate([weights for _, weights in self.rows])
        return csr_array((weights, columns, ends), shape=(len(self.rows), self.columns))


def seat(people: Sequence[ToSeat], slots: Sequence[Slot], *, sizes: Sizes, patience: float) -> dict[int, int]:
    """The number of the table of each person, by id; after `patience` seconds, the best known by then."""
    if not people or not slots:
        return {}
    places = np.arange(len(people) * len(slots)).reshape(len(people), len(slots))
    model = Model(places.size, places.size)
    for row in places:
        model.row(row, np.ones(len(row)), 1, 1)
    hard = _hard(model, people, places, sizes)
    soft = _soft(model, people, slots, places, sizes)
    found = _solve(model, hard, soft, _open_places(people, slots), monotonic() + patience)
    chosen = found[: model.seats].reshape(places.shape).argmax(axis=1)
    return {person.id: slots[table][0] for person, table in zip(people, chosen, strict=True)}


def _hard(model: Model, people: Sequence[ToSeat], places: Places, sizes: Sizes) -> list[Goal]:
    """The rules that a seating keeps where it can, weightiest first.

    A territory with more people than there are tables is spread evenly: three and two, not four and one.
    """
    homes = Counter(person.territory_id for person in people if person.territory_id is not None)
    shared = [
        [row for row, person in enumerate(people) if person.territory_id == home]
        for home, of_there in homes.items()
        if of_there > 1
    ]
    kinds = [[row for row, person in enumerate(people) if person.kind == kind] for kind in Kind]
    tables = list(places.T)
    crowded = [(rows, -(-len(rows) // len(tables))) for rows in shared if len(rows) > len(tables)]
    return [
        _sum_of(
            [model.at_least(table, sizes.least) for table in tables],
            [model.at_most(table, sizes.most) for table in tables],
        ),
        _sum_of(
            [model.at_most(table[rows], 1) for table in tables for rows in shared],
            [model.at_most(table[rows], even) for table in tables for rows, even in crowded],
        ),
        _sum_of([model.at_least(table[rows], 1) for table in tables for rows in kinds if rows]),
    ]


def _soft(
    model: Model, people: Sequence[ToSeat], slots: Sequence[Slot], places: Places, sizes: Sizes
) -> list[Goal]:
    """What gives way to every rule: the best size; then the wishes, and tables of one size among equals."""
    tables = list(places.T)
    fewest, left = divmod(len(people), len(slots))
    target = _sum_of(
        [model.at_least(table, sizes.target_least) for table in tables],
        [model.at_most(table, sizes.target_most) for table in tables],
    )
    even = _sum_of(
        [model.at_least(table, fewest) for table in tables],
        [model.at_most(table, fewest + bool(left)) for table in tables],
    )
    far = _far_from_wishes(people, [initiative for _, initiative in slots]).ravel() * A_WISH
    wished = np.flatnonzero(far)
    wishes = Goal(
        np.concatenate((wished, even.columns)), np.concatenate((far[wished].astype(float), even.weights))
    )
    return [target, wishes]


def _sum_of(*columns: list[int]) -> Goal:
    together = np.array([column for part in columns for column in part], dtype=np.int64)
    return Goal(together, np.ones(len(together)))


def _far_from_wishes(people: Sequence[ToSeat], works: Sequence[int]) -> NDArray[np.int64]:
    """How far each table is from each person's first wish, squared: two second wishes beat a third."""
    far = np.zeros((len(people), len(works)), dtype=np.int64)
    for row, person in zip(far, people, strict=True):
        ranks = [wish for wish in person.wishes if wish in works]
        row[:] = [(ranks.index(work) if work in ranks else len(ranks)) ** 2 for work in works]
    return far


def _open_places(people: Sequence[ToSeat], slots: Sequence[Slot]) -> NDArray[np.bool_]:
    """Where each person may sit: the locked where they are, holders at their initiative, others anywhere."""
    numbers = np.array([number for number, _ in slots])
    works = np.array([initiative for _, initiative in slots])
    open_ = np.ones((len(people), len(slots)), dtype=np.bool_)
    for row, person in zip(open_, people, strict=True):
        if person.locked_to in numbers:
            row[:] = numbers == person.locked_to
        elif (own := np.isin(works, person.holds)).any():
            row[:] = own
    return open_


def _solve(
    model: Model, hard: list[Goal], soft: list[Goal], open_: NDArray[np.bool_], until: float
) -> Numbers:
    """Reach one goal after another, giving nothing up; all the hard ones at once where they can be kept."""
    whole = Goal(
        np.concatenate([goal.columns for goal in hard]), np.concatenate([goal.weights for goal in hard])
    )
    best = _reach(model, whole, open_, until, model.completed(_anyhow(open_)))
    goals = soft if whole.worth(best) == 0 else [*hard, *soft]
    if goals is soft:
        model.row(whole.columns, whole.weights, 0, 0)
    for goal in goals:
        best = _reach(model, goal, open_, until, best)
        model.row(goal.columns, goal.weights, -np.inf, goal.worth(best))
    return best


def _anyhow(open_: NDArray[np.bool_]) -> Numbers:
    """Everybody somewhere they may sit, in turn: where the time is up before anything better is known."""
    seats = np.zeros(open_.shape)
    for turn, row in enumerate(open_):
        may = np.flatnonzero(row)
        seats[turn, may[turn % len(may)]] = 1.0
    return seats.ravel()


def _reach(model: Model, goal: Goal, open_: NDArray[np.bool_], until: float, best: Numbers) -> Numbers:
    """The columns that bring a goal lowest, as far as the time allows; `best` where nothing was found."""
    left = until - monotonic()
    if left <= 0:
        return best
    costs = np.zeros(model.columns)
    np.add.at(costs, goal.columns, goal.weights)
    slacks = model.columns - model.seats
    result = milp(
        costs,
        integrality=np.concatenate((np.ones(model.seats), np.zeros(slacks))),
        bounds=Bounds(0, np.concatenate((open_.ravel().astype(float), np.full(slacks, np.inf)))),
        constraints=LinearConstraint(model.matrix(), model.lows, model.highs),
        options={"time_limit": left, "mip_rel_gap": 0},
    )
    return best if result.x is None else np.asarray(result.x, dtype=np.float64)
