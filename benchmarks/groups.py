"""How long a proposal of groups takes, and how long it keeps everybody else's thread waiting.

    python -m benchmarks.groups --people N [--runs 5] [--json]

A thread that ticks every millisecond stands for the live pages: its longest pause is how long the search has
kept the interpreter to itself.
"""

import argparse
import json
import random
import threading
import time
from dataclasses import replace

from benchmarks.measure import p50_ms
from facilitation.proposals import GUIDES, Kind, Seating, ToSeat, Work, propose

TICK = 0.001
ROOMFUL = 50
TERRITORIES_A_PERSON = 0.3


def crowd(number: int, works: list[int], chance: random.Random) -> list[ToSeat]:
    """People as a workshop has them: many elected and officers, neighbours, wishes that lean one way."""
    territories = max(6, round(number * TERRITORIES_A_PERSON))
    people = [
        ToSeat(
            id_,
            chance.choices(list(Kind), (8, 7, 5))[0],
            chance.randint(1, territories),
            wishes=tuple(chance.sample(works, chance.randint(0, len(works)))),
        )
        for id_ in range(1, number + 1)
    ]
    holders = chance.sample(range(number), min(number, len(works)))
    for place, work in zip(holders, works, strict=False):
        people[place] = replace(people[place], holds=(work,))
    return people


def measure(number: int, runs: int) -> dict[str, float]:
    """The figures of some proposals for as many rooms of this size."""
    works = [1, 2] if number <= ROOMFUL else [1, 2, 3]
    took, pauses, made = [], [], []
    for run in range(runs):
        people = crowd(number, works, random.Random(run))
        with Ticking() as ticking:
            started = time.perf_counter()
            made.append(propose(people, [Work(work) for work in works]))
            took.append(time.perf_counter() - started)
        pauses.append(ticking.longest)
    return {
        "people": number,
        "tables": len(made[0].tables),
        "proposal_p50_ms": p50_ms(took),
        "proposal_max_ms": round(max(took) * 1000, 1),
        "longest_pause_ms": round(max(pauses) * 1000, 1),
        "rules_unmet": sum(map(_rules_unmet, made)) / runs,
    }


class Ticking:
    """A thread that would go on every millisecond, and the longest it could not."""

    def __enter__(self) -> "Ticking":
        self.longest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tick)
        self._thread.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._over.set()
        self._thread.join()

    def _tick(self) -> None:
        last = time.perf_counter()
        while not self._over.wait(TICK):
            now = time.perf_counter()
            self.longest, last = max(self.longest, now - last), now


def _rules_unmet(seating: Seating) -> int:
    return sum(one.rule not in GUIDES for one in seating.unmet)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=200)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    propose([], [])  # loads the solver before the clock starts, as the desk does while the facilitator reads
    figures = measure(given.people, given.runs)
    print(json.dumps(figures) if given.json else "\n".join(f"{name}: {one}" for name, one in figures.items()))


if __name__ == "__main__":
    main()
