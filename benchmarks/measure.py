"""Turning moments into figures, and spreading clicks over time."""

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable, Sequence

MS = 1000.0
PATIENCE_SECONDS = 10.0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def p50_ms(seconds: Sequence[float]) -> float:
    """The median of some durations, in milliseconds."""
    return round(percentile(seconds, 0.50) * MS, 1)


def p95_ms(seconds: Sequence[float]) -> float:
    """What 95 of 100 durations do not exceed, in milliseconds."""
    return round(percentile(seconds, 0.95) * MS, 1)


async def at_random_moments(actions: Sequence[Callable[[], Awaitable[float]]], seconds: float) -> list[float]:
    """Start every action at its own random moment of the next `seconds`, waiting for none before the next.

    People do not queue for each other: a slow answer delays nobody's next click, and two may fall together.
    The moments are others in every run: with the same ones, one collision would decide three runs alike.
    """
    started = time.perf_counter()

    async def at(moment: float, action: Callable[[], Awaitable[float]]) -> float:
        await asyncio.sleep(max(0.0, started + moment - time.perf_counter()))
        return await action()

    return await asyncio.gather(*(at(random.uniform(0, seconds), action) for action in actions))


class Deliveries:
    """When each marked thing was sent, and when the last of its receivers had it."""

    def __init__(self) -> None:
        self._sent: dict[bytes, float] = {}
        self._missing: dict[bytes, set[int]] = {}
        self.delays: list[float] = []

    def expect(self, mark: bytes, receivers: set[int]) -> None:
        """From now on `mark` is on its way to `receivers`."""
        self._sent[mark] = time.perf_counter()
        self._missing[mark] = receivers

    def seen(self, receiver: int, frame: bytes, now: float) -> None:
        """A receiver read a frame: whatever mark is in it has arrived there."""
        for mark in [mark for mark in self._missing if mark in frame]:
            missing = self._missing[mark]
            missing.discard(receiver)
            if not missing:
                del self._missing[mark]
                self.delays.append(now - self._sent.pop(mark))

    @property
    def undelivered(self) -> int:
        """How many marks somebody still waits for."""
        return len(self._missing)


async def until(arrived: Callable[[], bool]) -> None:
    """Wait until everything that is on its way has arrived. Raises TimeoutError after ten seconds."""
    last = time.perf_counter() + PATIENCE_SECONDS
    while not arrived():
        if time.perf_counter() > last:
            raise TimeoutError("something that was sent has not arrived everywhere")
        await asyncio.sleep(0.02)
