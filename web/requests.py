"""How long a request may take to arrive, and how much of it is not its body.

uvicorn waits for ever: a client that opens a thousand connections and sends half a line on each takes every
descriptor that the process has, and a header without an end takes its memory.
"""

import asyncio
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from web.stalling import Stalling

HEAD_SECONDS = 10.0
HEAD_LIMIT = 32 * 1024
"""Bytes of a request that are not its body: its line, its headers, what frames its pieces."""
BODY_SECONDS = 20.0
SLOWEST = 4 * 1024
"""Bytes a second that a body brings at least, looked at every BODY_SECONDS."""
UNHEARD = 500
"""Connections that may wait for their headers at once; of more, the one that has waited longest goes."""


class Requests(Stalling, HttpToolsProtocol):
    """uvicorn's HTTP connection, which ends when its request does not arrive in time or has no end."""

    unheard: ClassVar[dict["Requests", None]] = {}
    _timer: asyncio.TimerHandle | None = None
    _around = 0
    _brought = 0

    def connection_made(self, transport: Any) -> None:
        """A connection is worth keeping once it has said what it wants."""
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Count what is not a body; too much of it ends the connection."""
        self._around += len(data)
        super().data_received(data)
        if self._around > HEAD_LIMIT:
            self.transport.abort()

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        if self._timer is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        """From here on a body may follow, which must not come drop by drop."""
        self._stop_waiting()
        super().on_headers_complete()
        self._await_body()

    def on_body(self, body: bytes) -> None:
        """A piece of a body."""
        self._around -= len(body)
        self._brought += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is here as a whole."""
        self._stop_waiting()
        self._around = 0
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """From here on web/frames.py looks after the connection."""
        self._stop_waiting()
        super().handle_websocket_upgrade()

    def _await_head(self) -> None:
        self._timer = self.loop.call_later(HEAD_SECONDS, self.transport.abort)
        self.unheard[self] = None
        if len(self.unheard) > UNHEARD:
            longest = next(iter(self.unheard))
            del self.unheard[longest]
            longest.transport.abort()

    def _await_body(self) -> None:
        self._timer = self.loop.call_later(BODY_SECONDS, self._look_at_body, self._brought)

    def _look_at_body(self, had: int) -> None:
        """A body that we do not read ourselves is not late."""
        if not self.flow.read_paused and self._brought - had < SLOWEST * BODY_SECONDS:
            self.transport.abort()
        else:
            self._await_body()

    def _stop_waiting(self) -> None:
        self.unheard.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
