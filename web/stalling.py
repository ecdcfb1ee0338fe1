"""A connection whose other end does not read is cut: what waits for it is memory of everybody's."""

import asyncio

STALLED_SECONDS = 60.0


class Stalling(asyncio.Protocol):
    """Cuts a connection that has taken nothing for a minute while something waited for it."""

    transport: asyncio.Transport
    _stalled: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        """More waits to leave than a connection may hold back."""
        super().pause_writing()
        self._stalled = asyncio.get_running_loop().call_later(STALLED_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The other end reads again."""
        self._forget_stall()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing waits any more."""
        self._forget_stall()
        super().connection_lost(exc)

    def _forget_stall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
