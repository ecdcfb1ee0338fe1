"""Essaim as an operator starts it, in a folder of its own, for a real browser to visit."""

import os
import socket
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import psutil

from tests.browser.nursery import born
from tests.browser.patience import until


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A server that can be killed and started again on the same port and data."""

    folder: Path
    port: int = field(default_factory=free_port)
    script: str = "app.py"
    environment: dict[str, str] = field(default_factory=dict)
    process: psutil.Process | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        """All it has printed."""
        return (self.folder / "server.log").read_text()

    def start(self) -> None:
        """Start it and wait until it answers."""
        kept = {k: v for k, v in os.environ.items() if k not in ("BASE_URL", "DATABASE_URL", "SECRET_KEY")}
        own = {"DATA_DIR": str(self.folder), "PORT": str(self.port), "HOST": "127.0.0.1"}
        self.process = born(self.script, self.port, kept | own | self.environment, self.folder / "server.log")
        until(self._answers, f"the server answers on {self.url}")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.is_running(), self.log
        try:
            with urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
