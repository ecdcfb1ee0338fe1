"""How soon /healthz answers: quietly, and while another program holds SQLite's file and everybody waits.

python -m benchmarks.health --json
"""

import argparse
import asyncio
import json
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.measure import p50_ms, p95_ms
from benchmarks.seed import Seeded, seed
from benchmarks.server import running
from benchmarks.wire import Host, Jar

LOCKED_SECONDS = 12.0
WAITING = 60
"""People who join meanwhile: more than there are threads for what waits."""
ASKED = 200
EVERY = 0.25

Figures = dict[str, float]


async def measured(locked_seconds: float = LOCKED_SECONDS) -> Figures:
    """One server, asked while nothing happens and while its file is locked; every join must be stored."""
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        seeded = seed(folder)
        async with running(folder) as server:
            floor = [await _seconds(server.host, "/robots.txt") for _ in range(ASKED)]
            quiet = [await _seconds(server.host, "/healthz") for _ in range(ASKED)]
            locked, joined = await _while_locked(server.host, folder, seeded, locked_seconds)
        with closing(sqlite3.connect(folder / "essaim.db")) as database:
            [stored] = database.execute("SELECT count(*) FROM people").fetchone()
    return {
        "floor_p50_ms": p50_ms(floor),
        "quiet_p50_ms": p50_ms(quiet),
        "quiet_p95_ms": p95_ms(quiet),
        "ratio": round(p50_ms(quiet) / p50_ms(floor), 2),
        "locked_p50_ms": p50_ms(locked),
        "locked_max_ms": round(max(locked) * 1000, 1),
        "asked_while_locked": len(locked),
        "joined": joined,
        "stored": stored,
    }


async def _while_locked(host: Host, folder: Path, seeded: Seeded, seconds: float) -> tuple[list[float], int]:
    with closing(sqlite3.connect(folder / "essaim.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        joining = [asyncio.create_task(_join(host, seeded, number)) for number in range(WAITING)]
        until, took = time.perf_counter() + seconds, []
        while time.perf_counter() < until:
            took.append(await _seconds(host, "/healthz"))
            await asyncio.sleep(EVERY)
        other.execute("ROLLBACK")
    return took, sum(await asyncio.gather(*joining))


async def _join(host: Host, seeded: Seeded, number: int) -> bool:
    form: dict[str, object] = {"name": f"Personne {number}", "role": "elected", "attempt": f"mesure-{number}"}
    return (await Jar(host).post(f"/join/{seeded.code}", form)).status == 200


async def _seconds(host: Host, path: str) -> float:
    asked = time.perf_counter()
    await Jar(host).get(path)
    return time.perf_counter() - asked


def main() -> None:
    """Measure once and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--seconds", type=float, default=LOCKED_SECONDS, help="how long the file is locked")
    asked = parser.parse_args()
    figures = asyncio.run(measured(asked.seconds))
    print(
        json.dumps(figures)
        if asked.json
        else "\n".join(f"{name:<20}{figures[name]:>10g}" for name in figures)
    )


if __name__ == "__main__":
    main()
