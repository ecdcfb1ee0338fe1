"""Heavy work for a request: in turn, in a process of its own, ended when whoever asked goes away.

It waits in the event loop and works in a thread of its own: those of the pages stay free.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import IO, TypeVar

from anyio import CancelScope, CapacityLimiter
from anyio.to_thread import run_sync
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from facilitation.apart import Leaving
from facilitation.errors import Refused, TooHeavy
from facilitation.pictures import redrawn_apart
from facilitation.redrawing import Redrawn
from web.line import Line, Who

FILES = Line(at_once=2, a_person=10, in_all=60)
"""Documents, sheets to print and archives, those that come in too."""
SUMMARIES = Line(at_once=1, a_person=1, in_all=1000)
"""Summaries that participants take home: whole rooms at once, and before none of who prepares."""
PICTURES = Line(at_once=1, a_person=3, in_all=60)
ARRIVING = Line(at_once=1, a_person=3, in_all=600)
"""Bodies on their way: whoever sends slowly takes a place here, and none in the lines of work."""

Done = TypeVar("Done")


@asynccontextmanager
async def sent(request: Request, who: Who) -> AsyncIterator[IO[bytes]]:
    """The body as a file, so that no memory holds it. Raises LineFull for who sends too many at once."""
    with TemporaryFile() as file:
        with ARRIVING.admitted(who):
            async for part in request.stream():
                file.write(part)
        yield file


async def asked_first(request: Request, may: Callable[[], Done]) -> Done:
    """What `may` says before the body is kept; of what it refuses the body passes, so that one hears why."""
    try:
        return await run_in_threadpool(may)
    except Refused:
        async for _ in request.stream():
            pass
        raise


async def redrawn_in_turn(request: Request, who: Who) -> Redrawn:
    """The picture that is sent, drawn anew."""
    async with sent(request, who) as file:
        with PICTURES.admitted(who):
            return await in_turn(request, PICTURES, who, partial(redrawn_apart, file))


async def in_turn(request: Request, line: Line, who: Who, work: Callable[[Leaving], Done]) -> Done:
    """What this work comes to, once it is its turn. Raises ClientDisconnect where nobody waits for it."""
    leaving = Leaving()
    with CancelScope() as waits:
        watch = asyncio.ensure_future(_stop_when_gone(request, leaving, waits))
        try:
            async with line.turn(who):
                return await run_sync(work, leaving, limiter=CapacityLimiter(1))
        except TooHeavy:
            if not waits.cancel_called:
                raise
        finally:
            watch.cancel()
            leaving.leave()
    raise ClientDisconnect


@dataclass(eq=False)
class Shared:
    """Work that goes on as long as somebody waits for it."""

    task: asyncio.Task[bytes]
    leaving: Leaving
    waiting: int = 0


SHARED: dict[Hashable, Shared] = {}
"""What is being written for several, by what it is."""


async def once_for_all(
    request: Request, line: Line, key: Hashable, work: Callable[[Leaving], bytes]
) -> bytes:
    """What this work comes to, done once for all who ask for the same (`key`) at the same time.

    Raises ClientDisconnect for whoever goes away; it ends once nobody waits any more.
    """
    shared = SHARED.get(key) or _begun(line, key, work)
    shared.waiting += 1
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((shared.task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not shared.task.done():
            raise ClientDisconnect
        return shared.task.result()
    finally:
        gone.cancel()
        shared.waiting -= 1
        if not shared.waiting:
            del SHARED[key]
            shared.leaving.leave()
            shared.task.cancel()


def _begun(line: Line, key: Hashable, work: Callable[[Leaving], bytes]) -> Shared:
    leaving = Leaving()

    async def done() -> bytes:
        async with line.turn(key):
            return await run_sync(work, leaving, limiter=CapacityLimiter(1))

    task = asyncio.ensure_future(done())
    task.add_done_callback(lambda one: one.cancelled() or one.exception())
    SHARED[key] = Shared(task, leaving)
    return SHARED[key]


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _stop_when_gone(request: Request, leaving: Leaving, waits: CancelScope) -> None:
    await _gone(request)
    leaving.leave()
    waits.cancel()
