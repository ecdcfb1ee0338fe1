"""What one client can do to the others: `python -m benchmarks.floods --only frames visits halves`.

Each flood is bounded in number and in time and goes to a server of its own on this machine.
"""

import argparse
import asyncio
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from benchmarks.seed import seed
from benchmarks.server import Server, running
from benchmarks.tab import Tab
from benchmarks.wire import HandshakeRefused, Host, Jar

Figures = dict[str, float]

FRAMES, FRAME_BYTES, ROUNDS = 40, 20_000_000, 3
VISITS = 300
HALVES = 1_100
SYSTEMD_DESCRIPTORS = 1_024
GIVEN_BACK_SECONDS = 15.0
PATIENCE = 60.0


class Watch:
    """Asks /healthz all the time, from a process of its own, and remembers how long the answers took."""

    def __init__(self, host: Host) -> None:
        self._port = host.port
        self.seconds: list[float] = []

    async def __aenter__(self) -> "Watch":
        self._asking = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.asking", str(self._port), stdout=asyncio.subprocess.PIPE
        )
        assert self._asking.stdout is not None
        await self._asking.stdout.readline()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._asking.terminate()
        said, _rest = await self._asking.communicate()
        self.seconds = [float(line) for line in said.splitlines()]

    @property
    def longest(self) -> float:
        """Seconds of the slowest answer."""
        return round(max(self.seconds), 2)


async def frames(server: Server) -> Figures:
    """Sockets without a cookie, each with a frame of 20 MB that never ends; three rounds."""
    before, peak = server.rss_mb(), 0.0
    async with Watch(server.host) as watch:
        for _ in range(ROUNDS):
            sockets = await asyncio.gather(*(_unfinished(server.host) for _ in range(FRAMES)))
            peak = max(peak, server.rss_mb())
            for writer in sockets:
                writer.transport.abort()
            await asyncio.sleep(0.5)
    await asyncio.sleep(GIVEN_BACK_SECONDS)
    return {
        "before_mb": before,
        "peak_mb": peak,
        "after_mb": server.rss_mb(),
        "healthz_max_s": watch.longest,
    }


async def _unfinished(host: Host) -> asyncio.StreamWriter:
    reader, writer = await asyncio.open_connection("127.0.0.1", host.port)
    lines = (
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host.netloc}",
        f"Origin: {host.origin}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Protocol: streamlit",
    )
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
        await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
        writer.write(b"\x82\xff" + FRAME_BYTES.to_bytes(8, "big") + bytes(4))
        for _ in range(FRAME_BYTES // 1_000_000 - 1):
            writer.write(bytes(1_000_000))
            await asyncio.wait_for(writer.drain(), 5)
    return writer


async def visits(server: Server) -> Figures:
    """Three hundred visitors of one address open the home page at once."""
    await _shown(Tab(Jar(server.host), "/"))  # the first page of a server reads its modules
    tabs = [Tab(Jar(server.host), "/") for _ in range(VISITS)]
    started = time.perf_counter()
    async with Watch(server.host) as watch:
        shown = await asyncio.gather(*(_shown(tab) for tab in tabs))
    seconds = time.perf_counter() - started
    for tab in tabs:
        tab.close()
    return {
        "shown": sum(shown),
        "turned_away": VISITS - sum(shown),
        "all_s": round(seconds, 2),
        "healthz_max_s": watch.longest,
        "healthz_p50_s": round(statistics.median(watch.seconds), 3),
    }


async def _shown(tab: Tab) -> bool:
    try:
        await tab.open()
    except (HandshakeRefused, TimeoutError):
        return False
    return True


async def halves(server: Server) -> Figures:
    """More half-sent requests than systemd lets a process have descriptors."""
    limits = (SYSTEMD_DESCRIPTORS, SYSTEMD_DESCRIPTORS)
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, limits)
    sent = [await _half(server.host) for _ in range(HALVES)]
    started = time.perf_counter()
    answered = PATIENCE
    while time.perf_counter() - started < PATIENCE:
        with suppress(OSError, TimeoutError):
            if (await asyncio.wait_for(Jar(server.host).get("/healthz"), 1)).status == 200:
                answered = time.perf_counter() - started
                break
    for writer in sent:
        writer.transport.abort()
    return {"half_sent": HALVES, "healthz_answers_after_s": round(answered, 2)}


async def _half(host: Host) -> asyncio.StreamWriter:
    _, writer = await asyncio.open_connection("127.0.0.1", host.port)
    writer.write(f"GET / HTTP/1.1\r\nHost: {host.netloc}\r\nX-Half".encode())
    return writer


FLOODS: dict[str, Callable[[Server], Awaitable[Figures]]] = {
    "frames": frames,
    "visits": visits,
    "halves": halves,
}


async def measure(flood: str) -> Figures:
    """Play one flood on a server of its own."""
    with tempfile.TemporaryDirectory(prefix="essaim-floods-") as name:
        seed(Path(name))
        async with running(Path(name)) as server:
            return await FLOODS[flood](server)


def main() -> None:
    """Play the floods that were chosen and print what came of each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floods", description=main.__doc__)
    parser.add_argument("--only", nargs="+", choices=FLOODS, default=list(FLOODS), help="which (all)")
    chosen = parser.parse_args()
    for flood in chosen.only:
        print(json.dumps({"flood": flood, **asyncio.run(measure(flood))}), flush=True)


if __name__ == "__main__":
    main()
