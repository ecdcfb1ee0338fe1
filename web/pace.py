"""What comes too fast waits: a number at once, and then so many a second."""

import asyncio
from time import monotonic

from starlette.types import Message, Receive


class Bucket:
    """Holds what may come at once, and fills up again with time."""

    def __init__(self, a_second: float, at_once: float) -> None:
        self.a_second, self.at_once = a_second, at_once
        self._left, self._at = at_once, monotonic()

    def take(self) -> float:
        """Take one; how many seconds it is early. Whoever refuses it must give it back."""
        now = monotonic()
        self._left = min(self.at_once, self._left + (now - self._at) * self.a_second) - 1
        self._at = now
        return max(0.0, -self._left / self.a_second)

    def give_back(self) -> None:
        """Put back one that was refused."""
        self._left += 1


class Paced:
    """Hands on what a socket says, no faster than its bucket allows; the client's network holds the rest."""

    def __init__(self, receive: Receive, bucket: Bucket) -> None:
        self.receive, self.bucket = receive, bucket

    async def __call__(self) -> Message:
        """The next message, when its time has come."""
        message = await self.receive()
        if message["type"] == "websocket.receive" and (early := self.bucket.take()):
            await asyncio.sleep(early)
        return message
