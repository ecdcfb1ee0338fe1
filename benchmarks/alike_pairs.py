"""How well likeness tells collected pairs of sentences: python -m benchmarks.alike_pairs [--wrong]

`precision` and `recall` are of what is suggested as the same; `differences` is the share of pairs with
another number, or the opposite, that is told as such.
"""

import argparse
import csv
import json
from pathlib import Path

from facilitation.likeness.comparing import CLOSE, Difference, difference, score
from facilitation.likeness.saying import saying

PAIRS = Path(__file__).parent / "alike_pairs.tsv"
SAME, DIFFERENT = ("same", "paraphrase"), ("number", "opposite")

Pair = dict[str, str]


def pairs(which: str) -> list[Pair]:
    """The pairs of one set: `tuned` were looked at while the words were written, `held` were not."""
    with PAIRS.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["set"] == which]


def judged(pair: Pair) -> tuple[bool, Difference | None]:
    """Whether a pair is suggested at all, and in what it is said to differ."""
    one, other = saying(pair["one"]), saying(pair["other"])
    return score(one, other) >= CLOSE, difference(one, other)


def is_right(pair: Pair) -> bool:
    """Whether a pair is told as what it is."""
    close, why = judged(pair)
    if pair["kind"] in SAME:
        return close and why is None
    return why is not None if pair["kind"] in DIFFERENT else not close or why is not None


def measured() -> dict[str, dict[str, float]]:
    """The figures of both sets."""
    found = {}
    for which in ("tuned", "held"):
        rows = pairs(which)
        suggested = [row for row in rows if judged(row) == (True, None)]
        good = [row for row in suggested if row["kind"] in SAME]
        different = [row for row in rows if row["kind"] in DIFFERENT]
        found[which] = {
            "precision": round(len(good) / len(suggested), 2),
            "recall": round(len(good) / sum(row["kind"] in SAME for row in rows), 2),
            "differences": round(sum(map(is_right, different)) / len(different), 2),
            "pairs": len(rows),
        }
    return found


def main() -> None:
    """Print the figures, and the pairs that are told wrongly."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--wrong", action="store_true", help="the pairs that are told wrongly, too")
    print(json.dumps(measured(), indent=2))
    if arguments.parse_args().wrong:
        for row in (*pairs("tuned"), *pairs("held")):
            if not is_right(row):
                print(row["set"], row["kind"], *judged(row), row["one"], "|", row["other"])


if __name__ == "__main__":
    main()
