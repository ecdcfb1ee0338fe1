"""Waiting for a condition, never for a time."""

from collections.abc import Callable
from threading import Event
from time import monotonic


def until(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Return as soon as `condition` holds; fail with `what` was awaited when it does not."""
    limit = monotonic() + seconds
    pause = Event()
    while not condition():
        assert monotonic() < limit, f"waited {seconds:g} s in vain: {what}"
        pause.wait(0.02)
