"""How much of a WebSocket message is taken in before it is whole.

The server below knows one limit for everybody, which is that of what Essaim sends. Here a visitor's message
is small, whoever is known may send more, and neither may leave a message unfinished.
"""

import asyncio
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame
from websockets.http11 import Request

from web.stalling import Stalling

VISITORS_MESSAGE = 64 * 1024
KNOWN_MESSAGE = 1024 * 1024
FRAGMENTS = 1_000
"""Pieces of a message; empty ones count too, for they take memory and no length."""
MESSAGE_SECONDS = 60.0
TAKE_MORE = "essaim.take_more"
"""The extension of the scope by which web/guard.py says that a socket's holder is known."""


class Frames(Stalling, WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, with a limit of its own for each connection that acts while a frame arrives."""

    _timer: asyncio.TimerHandle | None = None
    _whole = False

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.conn.max_message_size = VISITORS_MESSAGE

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more arrives."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in what came; a message that has begun must end."""
        self._whole = False
        super().data_received(data)
        unfinished = self.conn.reader.buffer or self.conn.current_size is not None
        if self._whole or not unfinished:
            self._stop_waiting()
        if unfinished and self._timer is None and not self.transport.is_closing():
            self._timer = self.loop.call_later(MESSAGE_SECONDS, self._cut_unfinished)

    def handle_connect(self, event: Request) -> None:
        """The handshake; the application may let this connection send more."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"][TAKE_MORE] = {"now": self._take_more}

    def handle_cont(self, event: Frame) -> None:
        """A further piece of a message, of which there may be so many."""
        if len(self.frames) < FRAGMENTS:
            super().handle_cont(event)
            return
        self.conn.fail(CloseCode.MESSAGE_TOO_BIG, "too many fragments")
        self.handle_parser_exception()

    def send_receive_event_to_app(self) -> None:
        """A message is whole."""
        self._whole = True
        super().send_receive_event_to_app()

    def handle_ping(self) -> None:
        """Answer a ping, unless earlier answers still wait for a client that does not read."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def keepalive_timeout(self) -> None:
        """Whoever answers nothing is not waited for."""
        super().keepalive_timeout()
        self.transport.abort()

    def _take_more(self) -> None:
        self.conn.max_message_size = KNOWN_MESSAGE

    def _cut_unfinished(self) -> None:
        self._timer = None
        if self.read_paused:  # it is we who do not read
            self._timer = self.loop.call_later(MESSAGE_SECONDS, self._cut_unfinished)
        else:
            self.transport.abort()

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
