"""A process that has loaded Essaim once, and of which every server of the browser tests is a copy.

What an operator starts reads its modules first, three seconds of a processor each time:
tests/web/test_server.py starts that one. Run as a program it takes an order a line (`Order`, as JSON) and
answers with the number of the process that it has become; it ends when nobody orders any more.
"""

import atexit
import gc
import json
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn, TypedDict

import psutil

ROOT = Path(__file__).parents[2]
LOADED = ("db", "facilitation", "web", "pages.ui", "pages.stages", "pages.preparing")


class Order(TypedDict):
    """One server that is wanted."""

    script: str
    port: int
    environment: dict[str, str]
    log: str


def born(script: str, port: int, environment: Mapping[str, str], log: Path) -> psutil.Process:
    """A server of its own process, which writes into the log."""
    nursery = _nursery()
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    order = Order(script=script, port=port, environment=dict(environment), log=str(log))
    nursery.stdin.write(json.dumps(order) + "\n")
    nursery.stdin.flush()
    return psutil.Process(int(nursery.stdout.readline()))


@cache
def _nursery() -> "subprocess.Popen[str]":
    nursery = subprocess.Popen(
        [sys.executable, "-m", __spec__.name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    atexit.register(nursery.kill)
    return nursery


def main() -> None:
    """Load what a server needs, then become one for each order."""
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        order: Order = json.loads(line)
        number = os.fork()
        if not number:
            _become(order)
        print(number, flush=True)


def _load() -> None:
    import_module("streamlit.web.cli")
    for name in LOADED:
        package = import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith("__main__") and ".versions" not in module.name:
                import_module(module.name)
    gc.collect()
    gc.freeze()


def _become(order: Order) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for ours, theirs in enumerate((nothing, log, log)):
        os.dup2(theirs, ours)
    os.environ.clear()
    os.environ.update(order["environment"])
    from streamlit.web.cli import main as streamlit

    port = str(order["port"])
    streamlit(["run", order["script"], "--server.port", port, "--server.address", "127.0.0.1"])
    raise SystemExit


if __name__ == "__main__":
    main()
