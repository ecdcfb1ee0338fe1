"""`make bench`: three runs with 20 people, three with 200, and their medians beside the targets."""

import asyncio
import statistics
import sys

from benchmarks.live import Figures, measure
from benchmarks.targets import TARGETS

RUNS = 3


def main() -> None:
    """Measure and print the table; fail where something acknowledged was not stored."""
    medians = {people: _medians(people) for people in (20, 200)}
    lines, missed = [f"{'':<22}" + "".join(f"{f'N = {people}':>12}{'target':>10}" for people in medians)], 0
    for name in medians[20]:
        cells = ""
        for people, figures in medians.items():
            target = TARGETS.get((name, people))
            reached = target is None or target.reached(figures[name])
            missed += not reached
            cells += f"{figures[name]:>12g}{target or '':>9}{' ' if reached else '!'}"
        lines.append(f"{name:<22}{cells}")
    print("\n".join(lines))
    print(f"\n{missed} missed, marked with !" if missed else "\nAll targets are reached.")


def _medians(people: int) -> Figures:
    runs = []
    for number in range(RUNS):
        print(f"{people} people, run {number + 1} of {RUNS} ...", file=sys.stderr, flush=True)
        runs.append(asyncio.run(measure(people)))
    if any(run["acknowledged"] != run["stored"] for run in runs):
        sys.exit("something acknowledged was not stored")
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    main()
