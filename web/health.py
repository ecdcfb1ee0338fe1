"""Whether Essaim is well, for whoever watches it: said within a second, whatever everybody else waits for."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from db.health import Health, examine

WITHIN = 0.8
"""Seconds after which an answer is given, whether the database has given one or not."""
TOO_LONG = 15.0
"""Seconds without a word from the database after which it is not slow but gone."""
WORDS = {
    Health.ok: "ok",
    Health.busy: "busy: something else holds the database; reading goes on, writing waits",
    Health.down: "down: the database does not answer",
    Health.gone: "gone: the database file was deleted, moved or replaced; the log says what to do",
}
WELL = {Health.ok, Health.busy}
"""A lock goes by itself: nobody should end a server because of it."""


class Watch:
    """Looks at the database in a thread of its own, one look at a time, which all who ask meanwhile share."""

    def __init__(self, look: Callable[[], Health]) -> None:
        self._look = look
        self._lock = Lock()
        self._seen: Future[Health] | None = None
        self._begun = 0.0

    async def health(self) -> Health:
        """How the database is; while it does not say, busy, and down when it has not for long."""
        seen = self._under_way()
        await asyncio.wait([asyncio.wrap_future(seen)], timeout=WITHIN)
        if seen.done():
            return seen.result()
        return Health.down if monotonic() - self._begun > TOO_LONG else Health.busy

    def _under_way(self) -> Future[Health]:
        with self._lock:
            if self._seen is None or self._seen.done():
                self._seen, self._begun = Future(), monotonic()
                Thread(target=self._tell, args=(self._seen,), name="health", daemon=True).start()
            return self._seen

    def _tell(self, seen: Future[Health]) -> None:
        health = Health.down
        try:
            health = self._look()
        finally:
            seen.set_result(health)


_watch = Watch(examine)


async def healthz(_: Request) -> Response:
    """GET /healthz: 200 while people can be served, 503 while they cannot, and in words why."""
    health = await _watch.health()
    headers = {"Cache-Control": "no-store"} | ({} if health in WELL else {"Retry-After": "5"})
    return PlainTextResponse(WORDS[health], 200 if health in WELL else 503, headers)
