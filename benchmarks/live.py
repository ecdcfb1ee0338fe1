"""Measure Essaim with a number of people: `python -m benchmarks.live --people 20 --json`."""

import argparse
import asyncio
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.atelier import POSTING_SECONDS, Atelier, Timings
from benchmarks.floor import floor
from benchmarks.measure import p50_ms, p95_ms
from benchmarks.seed import seed, stored
from benchmarks.server import running
from benchmarks.tables import Tables, tables_for

Figures = dict[str, float]


async def measure(people: int) -> Figures:
    """Play one workshop on a server of its own in a temporary folder, then the floor; the figures of both."""
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as name:
        folder = Path(name)
        seeded = seed(folder)
        async with running(folder) as server:
            timings = await _play(Atelier(server, seeded, people))
        kept = stored(folder)
        bare = await floor(people, timings.wall_frames, POSTING_SECONDS, folder)
    return _figures(people, timings, kept, bare)


async def measure_canvas(people: int) -> Figures:
    """Play the tables of one workshop on a server of its own; see `measure`."""
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as name:
        folder = Path(name)
        seeded = seed(folder, tables=tables_for(people))
        async with running(folder) as server:
            tables = Tables(server, seeded, people)
            await tables.open_screens()
            await tables.join()
            await tables.write()
            await tables.idle()
        return _canvas_figures(people, tables.timings, stored(folder))


async def _play(atelier: Atelier) -> Timings:
    await atelier.open_screens()
    await atelier.join()
    await atelier.post()
    await atelier.change_stage("ballot")
    await atelier.vote()
    await atelier.idle()
    return atelier.timings


def _figures(people: int, timings: Timings, kept: int, bare: list[float]) -> Figures:
    return {
        "people": people,
        "joins_per_s": timings.joins_per_s,
        "own_p50_ms": p50_ms(timings.own),
        "own_p95_ms": p95_ms(timings.own),
        "others_p50_ms": p50_ms(timings.others),
        "others_p95_ms": p95_ms(timings.others),
        "projector_p95_ms": p95_ms(timings.projector),
        "stage_p50_ms": p50_ms(timings.stage),
        "stage_p95_ms": p95_ms(timings.stage),
        "cpu_ms_per_vote": timings.votes.cpu_ms_each,
        "cpu_ms_per_delivery": timings.deliveries.cpu_ms_each,
        "rss_mb": timings.rss_mb,
        "idle_cpu_percent": timings.idle_cpu_percent,
        "acknowledged": timings.acknowledged,
        "stored": kept,
        "floor_others_p50_ms": p50_ms(bare),
        "floor_others_p95_ms": p95_ms(bare),
    }


def _canvas_figures(people: int, timings: Timings, kept: int) -> Figures:
    return {
        "people": people,
        "tables": tables_for(people),
        "own_p50_ms": p50_ms(timings.own),
        "own_p95_ms": p95_ms(timings.own),
        "others_p50_ms": p50_ms(timings.others),
        "others_p95_ms": p95_ms(timings.others),
        "cpu_ms_per_post": timings.deliveries.cpu_ms_each,
        "rss_mb": timings.rss_mb,
        "idle_cpu_percent": timings.idle_cpu_percent,
        "acknowledged": timings.acknowledged,
        "stored": kept,
    }


SCENARIOS = {"atelier": measure, "canvas": measure_canvas}


def main() -> None:
    """Measure once and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live", description=main.__doc__)
    parser.add_argument("--people", type=int, default=20, help="participants (20)")
    parser.add_argument("--scenario", choices=SCENARIOS, default="atelier", help="what is played (atelier)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = parser.parse_args()
    figures = asyncio.run(SCENARIOS[chosen.scenario](chosen.people))
    if chosen.json:
        print(json.dumps(figures))
    else:
        width = max(map(len, figures))
        print("\n".join(f"{name:<{width}}  {value:g}" for name, value in figures.items()))
    if figures["acknowledged"] != figures["stored"]:
        sys.exit("something acknowledged was not stored")


if __name__ == "__main__":
    main()
