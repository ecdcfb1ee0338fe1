"""`make bench`: of each scenario three runs with 20 people, three with 200; medians beside the targets."""

import asyncio
import statistics
import sys

from benchmarks.live import SCENARIOS, Figures
from benchmarks.targets import PEOPLE, TARGETS

RUNS = 3


def main() -> None:
    """Measure and print a table a scenario; fail where something acknowledged was not stored."""
    missed = sum(_table(scenario) for scenario in SCENARIOS)
    print(f"\n{missed} missed, marked with !" if missed else "\nAll targets are reached.")


def _table(scenario: str) -> int:
    """Measure a scenario, print its medians beside the targets, and count those that were missed."""
    medians = {people: _medians(scenario, people) for people in PEOPLE}
    lines = [f"{scenario:<22}" + "".join(f"{f'N = {people}':>12}{'target':>10}" for people in medians)]
    missed = 0
    for name in medians[PEOPLE[0]]:
        cells = ""
        for people, figures in medians.items():
            target = TARGETS.get((scenario, name, people))
            reached = target is None or target.reached(figures[name])
            missed += not reached
            cells += f"{figures[name]:>12g}{target or '':>9}{' ' if reached else '!'}"
        lines.append(f"{name:<22}{cells}")
    print("\n".join(lines), end="\n\n")
    return missed


def _medians(scenario: str, people: int) -> Figures:
    runs = []
    for number in range(RUNS):
        print(f"{scenario}, {people} people, run {number + 1} of {RUNS} ...", file=sys.stderr, flush=True)
        runs.append(asyncio.run(SCENARIOS[scenario](people)))
    if any(run["acknowledged"] != run["stored"] for run in runs):
        sys.exit("something acknowledged was not stored")
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


if __name__ == "__main__":
    main()
