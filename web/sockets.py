"""One browser tab on the live channel: what is on its way to it, and what it already has."""

import asyncio

from starlette.websockets import WebSocket

from db.changes import PROCESS
from facilitation.live import Listener

UNSENT = 256
"""Messages that a browser may be behind before it is dropped; it comes back and compares versions."""


class Socket:
    """One browser tab on the channel."""

    def __init__(self, websocket: WebSocket, listener: Listener) -> None:
        self.websocket, self.listener = websocket, listener
        self.known: dict[str, str] = {}
        self.name: str | None = None
        self._unsent: asyncio.Queue[str | int] = asyncio.Queue(UNSENT)
        self.writing = asyncio.create_task(self._write())

    def send(self, message: str) -> None:
        """Let a message leave when it can; a browser that does not read is dropped."""
        self._put(message)

    def send_view(self, topic: str, version: str, message: str) -> None:
        """Let a view leave unless the page already has it, or a later one."""
        known = self.known.get(topic)
        if known is None or known == version or _is_later(known, version):
            return
        self.known[topic] = version
        self._put(message)

    def close(self, code: int) -> None:
        """End the connection after what is already on its way."""
        self._put(code)

    def _put(self, what: str | int) -> None:
        try:
            self._unsent.put_nowait(what)
        except asyncio.QueueFull:
            self.writing.cancel()

    async def _write(self) -> None:
        while isinstance(message := await self._unsent.get(), str):
            await self.websocket.send_text(message)
        await self.websocket.close(message)


def _is_later(version: str, other: str) -> bool:
    """Whether a version of this process was given after another of this process."""
    (process, _, number), (other_process, _, other_number) = version.partition(":"), other.partition(":")
    both_ours = process == other_process == PROCESS
    return both_ours and number.isdecimal() and int(number) > int(other_number)
