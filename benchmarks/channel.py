"""The live channel of one tab: it hears what the tab's page shows and follows what the page depends on."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from benchmarks.tab import Tab
from benchmarks.wire import TEXT, WebSocket

Push = Callable[[str, bytes, float], None]

PULSE = "pulse-"
TOPIC = b'"topic":"'
SETTLE_SECONDS = 0.03
_last = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a pulse was drawn from: its widget's key, the version, and how far reruns are spread."""

    key: str
    version: str
    spread_ms: float


class Channel:
    """The one WebSocket that all displays of a tab share, as live.js opens it."""

    def __init__(self, tab: Tab, on_push: Push) -> None:
        self._tab = tab
        self._on_push = on_push
        self._socket: WebSocket | None = None
        self._mounted: set[str] = set()
        self._heard: set[str] = set()
        self._drawn: dict[str, Drawn] = {}
        self._answered: dict[str, str] = {}
        self._due: dict[str, str] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._reruns: set[asyncio.Task[float]] = set()
        self.pushes = 0

    async def open(self) -> None:
        """Connect with the ticket of the page, and hear every topic that the page shows or depends on."""
        ticket = next(feed["ticket"] for feed in self._feeds())
        jar = self._tab.jar
        self._socket = await jar.host.websocket(
            f"/live?ticket={quote(ticket)}", self._read, cookies=jar.header
        )
        self._tab.on_finish = self._page_has_rerun
        self._page_has_rerun()

    def close(self) -> None:
        """Close the socket."""
        if self._socket is not None:
            self._socket.close()

    def _page_has_rerun(self) -> None:
        mounted = {widget.id for widget in self._tab.widgets.values() if widget.kind == "bidi_component"}
        if mounted != self._mounted:
            self._mounted = mounted
            self._hear()
        self._drawn = {}
        for key in self._tab.widgets:
            if key.startswith(PULSE):
                data = self._tab.data(key)
                for feed in _feeds_in(data):
                    self._drawn[str(feed["topic"])] = Drawn(key, str(feed["version"]), data.get("spread", 0))
        for topic, drawn in self._drawn.items():
            if self._due.get(topic) == drawn.version:
                del self._due[topic]

    def _hear(self) -> None:
        shown = {str(feed["topic"]): str(feed["version"]) for feed in self._feeds()}
        added = [{"topic": topic, "version": shown[topic]} for topic in shown.keys() - self._heard]
        gone = sorted(self._heard - shown.keys())
        self._heard = set(shown)
        if added:
            self._send({"hear": added})
        if gone:
            self._send({"unhear": gone})

    def _send(self, message: object) -> None:
        if self._socket is not None:
            self._socket.send(json.dumps(message).encode(), TEXT)

    def _feeds(self) -> Iterator[dict[str, Any]]:
        for key, widget in self._tab.widgets.items():
            if widget.kind == "bidi_component":
                yield from _feeds_in(self._tab.data(key))

    def _read(self, frame: bytes, now: float) -> None:
        start = frame.find(TOPIC, 0, 64) + len(TOPIC)
        topic = frame[start : frame.index(b'"', start)].decode()
        self.pushes += 1
        self._on_push(topic, frame, now)
        if topic in self._drawn:
            self._follow(topic, str(json.loads(frame)["version"]))

    def _follow(self, topic: str, version: str) -> None:
        """What pulse.js does: rerun the page soon, unless it comes with this version by itself meanwhile."""
        drawn = self._drawn[topic]
        if version in (drawn.version, self._answered.get(topic)):
            return
        self._answered[topic] = self._due[topic] = version
        if self._timer is not None:
            self._timer.cancel()
        delay = SETTLE_SECONDS + random.random() * drawn.spread_ms / 1000
        self._timer = asyncio.get_running_loop().call_later(delay, self._fire, drawn.key)

    def _fire(self, key: str) -> None:
        if self._due and key in self._tab.widgets:
            self._due.clear()
            rerun = asyncio.create_task(self._tab.trigger(key, "changed", {"n": growing()}))
            self._reruns.add(rerun)
            rerun.add_done_callback(self._reruns.discard)


def growing() -> int:
    """A number that grows, as surfaces number what they send: the clock, never twice the same."""
    global _last  # one clock for everybody, like the browser's
    _last = max(_last + 1, int(time.time() * 1000))
    return _last


def _feeds_in(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        if "topic" in data and "version" in data:
            yield data
        else:
            for value in data.values():
                yield from _feeds_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _feeds_in(value)
