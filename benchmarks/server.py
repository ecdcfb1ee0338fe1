"""Essaim itself, started as an operator starts it, over a data folder that is thrown away."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.ports import START_SECONDS, free_port
from benchmarks.wire import Host, Jar

ROOT = Path(__file__).parent.parent
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and what its process has used so far."""

    host: Host
    process: psutil.Process

    def cpu_seconds(self) -> float:
        """Processor time used since the start, in user and system mode."""
        used = self.process.cpu_times()
        return float(used.user + used.system)

    def rss_mb(self) -> float:
        """Memory resident now."""
        return float(self.process.memory_info().rss) / MEBIBYTE


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Server]:
    """Start `streamlit run app.py` over the data folder, wait until it is healthy, stop it at the end."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    output = (folder / "server.log").open("wb")
    started = subprocess.Popen(
        command, cwd=ROOT, env=_environment(folder, port), stdout=output, stderr=subprocess.STDOUT
    )
    try:
        host = Host(port)
        await _until_healthy(host, started, folder / "server.log")
        yield Server(host, psutil.Process(started.pid))
    except Exception:
        print((folder / "server.log").read_text(), file=sys.stderr)
        raise
    finally:
        started.terminate()
        started.wait(30)
        output.close()


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("BASE_URL", "DATABASE_URL")}
    return kept | {"DATA_DIR": str(folder), "PORT": str(port), "HOST": "127.0.0.1"}


async def _until_healthy(host: Host, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.perf_counter() + START_SECONDS
    while time.perf_counter() < until and process.poll() is None:
        try:
            if (await Jar(host).get("/healthz")).status == 200:
                return
        except ConnectionError:
            await asyncio.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
