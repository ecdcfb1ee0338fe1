"""The live channel of one tab: it hears what the tab's page shows and follows what the page depends on."""

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from benchmarks.tab import Tab
from benchmarks.wire import TEXT, WebSocket

Push = Callable[[str, bytes, float], None]

PULSE = "pulse-"
TOPIC = b'"topic":"'


class Channel:
    """The one WebSocket that all displays of a tab share, as live.js opens it."""

    def __init__(self, tab: Tab, on_push: Push) -> None:
        self._tab = tab
        self._on_push = on_push
        self._socket: WebSocket | None = None
        self._mounted: set[str] = set()
        self._heard: set[str] = set()
        self._drawn: dict[str, tuple[str, str]] = {}
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
        self._drawn = {
            str(feed["topic"]): (key, str(feed["version"]))
            for key in self._tab.widgets
            if key.startswith(PULSE)
            for feed in _feeds_in(self._tab.data(key))
        }

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
            key, version = self._drawn[topic]
            if json.loads(frame)["version"] != version:
                task = asyncio.create_task(self._rerun(key))
                self._reruns.add(task)
                task.add_done_callback(self._reruns.discard)

    async def _rerun(self, key: str) -> float:
        return await self._tab.trigger(key, "changed", None)


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
