"""What a server holds after people have come, gone on and left: `python -m benchmarks.soak --minutes 10`.

Everybody looks at the wall, draws their page again every few seconds and reloads it now and then; at the end
all close their tabs. Its memory is read every minute, and once more when nobody is left.
"""

import argparse
import asyncio
import json
import random
import tempfile
import time
from pathlib import Path

from benchmarks.atelier import Atelier
from benchmarks.seed import seed
from benchmarks.server import Server, running

Figures = dict[str, float]

RELOADS = 0.05
"""Of the times that a page is drawn again, those by reloading it."""


async def measure(people: int, minutes: int, afterwards: float, pause: float) -> Figures:
    """Play on a server of its own; megabytes by minute, then after everybody has left."""
    with tempfile.TemporaryDirectory(prefix="essaim-soak-") as name:
        seeded = seed(Path(name))
        async with running(Path(name)) as server:
            figures = {"start_mb": round(server.rss_mb(), 1)}
            atelier = Atelier(server, seeded, people)
            await atelier.open_screens()
            await atelier.join()
            await atelier.post()
            figures["joined_mb"] = round(server.rss_mb(), 1)
            for minute in range(1, minutes + 1):
                await _one_minute(atelier, people, pause)
                figures[f"minute_{minute}_mb"] = round(server.rss_mb(), 1)
            atelier.leave()
            return figures | await _alone(server, afterwards)


async def _one_minute(atelier: Atelier, people: int, pause: float) -> None:
    until = time.perf_counter() + 60
    await asyncio.gather(*(_look(atelier, number, until, pause) for number in range(people)))


async def _look(atelier: Atelier, number: int, until: float, pause: float) -> None:
    while time.perf_counter() < until:
        await asyncio.sleep(random.uniform(0, 2 * pause))
        screen = atelier.rooms[number]
        if random.random() < RELOADS:
            await atelier.reload(number)
        else:
            async with screen.hand:
                await screen.tab.rerun()


async def _alone(server: Server, seconds: float) -> Figures:
    await asyncio.sleep(seconds)
    return {"after_s": seconds, "after_mb": round(server.rss_mb(), 1)}


def main() -> None:
    """Soak a server once and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=main.__doc__)
    parser.add_argument("--people", type=int, default=30, help="who looks at their pages (30)")
    parser.add_argument("--minutes", type=int, default=10, help="for how long (10)")
    parser.add_argument("--afterwards", type=float, default=180, help="seconds to wait after they left (180)")
    parser.add_argument("--pause", type=float, default=2, help="seconds between two looks, on average (2)")
    chosen = parser.parse_args()
    played = measure(chosen.people, chosen.minutes, chosen.afterwards, chosen.pause)
    print(json.dumps(asyncio.run(played)))


if __name__ == "__main__":
    main()
