"""What every file of a large workshop costs, and what a room notices: python -m benchmarks.exports --json"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import db.session
from benchmarks.atelier import Atelier
from benchmarks.large import seed_large
from benchmarks.measure import p95_ms
from benchmarks.seed import Seeded, database_url, seed
from benchmarks.server import ROOT, Server, running
from benchmarks.wire import Jar
from db.accounts import all_accounts
from db.session import reading
from facilitation.exports import FORMATS

TARGET_SECONDS, TARGET_MB = 10, 300
"""For each file, in a process of its own, its start included."""
AT_ONCE = 2
"""As many files as the server writes at the same time."""
WRITE = """
import sys
from db.session import configure
from facilitation.exports.apart import written_apart
configure(sys.argv[1])
sys.stdout.buffer.write(written_apart(int(sys.argv[2]), sys.argv[3]))
"""
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one file took: seconds by the clock and of a processor, megabytes at its peak; and its size."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    size_mb: float


def cost(folder: Path, workshop_id: int, name: str) -> Cost:
    """Write one file as the server does, in processes of its own."""
    written = folder / "written"
    command = [sys.executable, "-S", str(ROOT / "benchmarks" / "peak.py"), str(written)]
    command += [sys.executable, "-c", WRITE, database_url(folder), str(workshop_id), name]
    done = subprocess.run(command, cwd=ROOT, env=_environment(folder), stdout=subprocess.PIPE, check=True)
    took = json.loads(done.stdout)
    if took["code"]:
        raise RuntimeError(f"{name} could not be written")
    return Cost(
        seconds=round(took["seconds"], 2),
        cpu_seconds=round(took["cpu_seconds"], 2),
        peak_mb=round(took["peak_mb"], 1),
        size_mb=round(written.stat().st_size / 1e6, 2),
    )


def costs(people: int, share: float, names: list[str]) -> dict[str, Cost]:
    """What each file costs of a workshop with everything in it."""
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as name:
        folder = Path(name)
        seed(folder)
        workshop_id = _add_large(folder, people, share)
        return {name: cost(folder, workshop_id, name) for name in names}


async def room(people: int, share: float, names: list[str]) -> Figures:
    """What reaches the projector, and when, while nobody takes files and while two at once are taken."""
    figures: Figures = {}
    for kind in ("alone", "beside_exports"):
        with tempfile.TemporaryDirectory(prefix="essaim-bench-") as name:
            folder = Path(name)
            seeded = seed(folder)
            large = _add_large(folder, 400, share) if kind == "beside_exports" else 0
            async with running(folder) as server:
                delays, taken = await _vote(server, seeded, people, large, names)
            figures[f"projector_p95_ms_{kind}"] = p95_ms(delays)
            figures["files_taken"] = taken
    alone, beside = figures["projector_p95_ms_alone"], figures["projector_p95_ms_beside_exports"]
    return figures | {"ratio": round(beside / alone, 2)}


async def _vote(
    server: Server, seeded: Seeded, people: int, large: int, names: list[str]
) -> tuple[list[float], int]:
    """Play a vote, files of the `large` workshop being taken meanwhile; the delays, and how many files."""
    atelier = Atelier(server, seeded, people)
    await atelier.open_screens()
    await atelier.join()
    await atelier.post()
    await atelier.change_stage("ballot")
    taken: list[str] = []
    takers = [
        asyncio.create_task(_take(server, seeded, large, names[first::AT_ONCE], taken))
        for first in range(AT_ONCE if large else 0)
    ]
    await atelier.vote()
    for taker in takers:
        taker.cancel()
        with suppress(asyncio.CancelledError):
            await taker
    return atelier.timings.projector, len(taken)


async def _take(server: Server, seeded: Seeded, workshop_id: int, names: list[str], taken: list[str]) -> None:
    """Download one file after the other, again and again."""
    jar = Jar(server.host, dict([seeded.account_cookie]))
    while True:
        for name in names:
            answer = await jar.get(f"/download/{workshop_id}/{name}")
            if answer.status != 200:
                raise RuntimeError(f"{name}: {answer.status}")
            taken.append(name)


def _add_large(folder: Path, people: int, share: float) -> int:
    db.session.configure(database_url(folder))
    try:
        with reading() as session:
            by = all_accounts(session)[0].id
        return seed_large(by, people, share)
    finally:
        db.session.close()


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": database_url(folder), "DATA_DIR": str(folder)}


def main() -> None:
    """Print what each file costs and what the room notices; fail where a file is over its bounds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--people", type=int, default=200, help="in the room that votes meanwhile (200)")
    arguments.add_argument("--share", type=float, default=1.0, help="of the 3,000 contributions (1.0)")
    arguments.add_argument("--only", nargs="*", metavar="NAME", help="these files alone")
    arguments.add_argument("--no-room", action="store_true", help="files alone, without a room")
    arguments.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = arguments.parse_args()
    names = chosen.only or list(FORMATS)
    files = costs(400, chosen.share, names)
    figures = {} if chosen.no_room else asyncio.run(room(chosen.people, chosen.share, names))
    if chosen.json:
        print(json.dumps({"files": {name: asdict(one) for name, one in files.items()}, "room": figures}))
    else:
        for name, one in files.items():
            print(
                f"{name:<28}{one.seconds:>8.2f} s{one.cpu_seconds:>8.2f} s of a processor"
                f"{one.peak_mb:>9.1f} MB{one.size_mb:>8.2f} MB"
            )
        print("\n".join(f"{name:<40}{figure:g}" for name, figure in figures.items()))
    over = [name for name, one in files.items() if one.seconds > TARGET_SECONDS or one.peak_mb > TARGET_MB]
    if over:
        sys.exit(f"over {TARGET_SECONDS} s or {TARGET_MB} MB: {', '.join(over)}")


if __name__ == "__main__":
    main()
