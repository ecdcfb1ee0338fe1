"""The live channel: one WebSocket a tab, on which every changed view arrives.

A view is computed once for all who hear it, off the event loop: at once when it changes; while one
computation runs, further changes only ask for one more. Nobody is waited for.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, get_ident
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from db import changes
from db.changes import Change
from db.session import DatabaseDown
from facilitation.live import FAMILIES, OF_GROUP, Audience
from facilitation.tickets import read
from web import views
from web.door import presents
from web.handwriting import Handwriting, Place, is_place
from web.sockets import Socket

_LOG = logging.getLogger(__name__)

RESTS = {"people": 0.1, "groups": 0.1, "progress": 0.25, "perspectives": 0.25, "matrix": 0.1, "material": 1}
"""Seconds between two views of what changes with everybody who comes in or writes, and nobody waits for."""
Key = tuple[int, str, Audience]
Hearing = tuple[str, str]
"""(topic, the version that the page has)"""

GONE = 4403
UNREADABLE = 1003
TRY_LATER = 1013
FAREWELL = '{"gone":true}'
TOPICS_A_SOCKET = 128
LONGEST_MESSAGE = 16_384
"""Characters; what is longer is cut, and so makes no sense."""
DATABASE_PATIENCE = 1.0
OTHERS_FIRST = 0.025
"""Seconds that a click waits for the screens of others before its own page is drawn again."""
WHO_IS_THERE = ("me:", "account:", "settings")
"""Topics whose change may end somebody's listening."""


class Hub:
    """Who hears what, and the views under way to them."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self._sockets: defaultdict[Key, set[Socket]] = defaultdict(set)
        self._everybody: set[Socket] = set()
        self._running: set[Key] = set()
        self._dirty: set[Key] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Start to listen to changes; called on the event loop."""
        self._loop = asyncio.get_running_loop()
        self._thread = get_ident()
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="views")
        self._hands = Handwriting(self._loop, self._beside)
        self._stop = changes.listen(self._told)

    def close(self) -> None:
        """Stop listening; browsers will come back by themselves."""
        self._stop()
        self._hands.close()
        for task in self._tasks:
            task.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def refresh_everything(self) -> None:
        """Compute and compare all that somebody hears: changes may have been missed."""
        changes.hear(frozenset((workshop_id, topic) for workshop_id, topic, _ in self._sockets))
        self._check(self._everybody)

    async def talk(self, websocket: WebSocket) -> None:
        """Serve one WebSocket until it ends."""
        await websocket.accept()
        listener = read(websocket.query_params.get("ticket", ""))
        if listener is None or not presents(websocket, listener):
            await websocket.send_text(FAREWELL)
            await websocket.close(GONE)
            return
        socket = Socket(websocket, listener)
        self._everybody.add(socket)
        ends = (self._watch(socket.writing), self._start(self._listen(socket)))
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._forget(socket)
            for task in ends:
                task.cancel()

    async def _listen(self, socket: Socket) -> None:
        try:
            while True:
                said = json.loads((await socket.websocket.receive_text())[:LONGEST_MESSAGE])
                await self._answer(socket, said)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            socket.close(UNREADABLE)
        except DatabaseDown:
            socket.close(TRY_LATER)
        await asyncio.wait((socket.writing,))

    async def _answer(self, socket: Socket, said: dict[str, Any]) -> None:
        if hearings := [(str(each["topic"]), str(each["version"])) for each in said.get("hear", ())]:
            await self._hear(socket, hearings[:TOPICS_A_SOCKET])
        for topic in said.get("unhear", ()):
            self._unhear(socket, str(topic))
        if "writing" in said:
            await self._write(socket, str(said["writing"]["topic"]), str(said["writing"]["section"]))
        if "ping" in said:
            socket.send(json.dumps({"now": views.milliseconds()}))

    async def _hear(self, socket: Socket, hearings: list[Hearing]) -> None:
        [allowed] = await self._off_loop(
            views.all_allowed, [(socket.listener, [topic for topic, _ in hearings])]
        )
        if socket not in self._everybody:
            return
        if allowed is None:
            self._send_away(socket)
            return
        for topic, version in hearings:
            if topic not in allowed or len(socket.known) >= TOPICS_A_SOCKET:
                continue
            socket.known[topic] = version
            key = (socket.listener.workshop_id, topic, socket.listener.audience)
            self._sockets[key].add(socket)
            if version != changes.version(socket.listener.workshop_id, topic):
                self._compute_soon(key)
            if socket.listener.audience != "projector":
                self._hands.greet(socket, key[:2])

    async def _write(self, socket: Socket, topic: str, section: str) -> None:
        """Let the others at a canvas know that somebody is writing there; never a projector."""
        known = topic in socket.known and changes.family(topic) in OF_GROUP
        if not known or not is_place(section) or socket.listener.audience == "projector":
            return
        if socket.name is None:
            socket.name = await self._off_loop(views.name, socket.listener)
        if topic in socket.known:
            self._hands.note(socket, (socket.listener.workshop_id, topic), section)

    def _beside(self, place: Place) -> list[Socket]:
        """Everybody who may know who is writing on a canvas."""
        audiences: tuple[Audience, ...] = ("room", "console")
        return [one for audience in audiences for one in self._sockets.get((*place, audience), ())]

    def _unhear(self, socket: Socket, topic: str) -> None:
        socket.known.pop(topic, None)
        key = (socket.listener.workshop_id, topic, socket.listener.audience)
        self._hands.leave(socket, key[:2])
        if key in self._sockets:
            self._sockets[key].discard(socket)
            if not self._sockets[key]:
                del self._sockets[key]

    def _forget(self, socket: Socket) -> None:
        self._everybody.discard(socket)
        for topic in list(socket.known):
            self._unhear(socket, topic)

    def _told(self, touched: frozenset[Change]) -> None:
        """Called by whichever thread has committed, which waits a moment: others see a change first.

        What comes next there is the clicker's own page, and it would only compete for the interpreter.
        """
        sent = Event()
        self._loop.call_soon_threadsafe(self._changed, touched, sent)
        if get_ident() != self._thread:
            sent.wait(OTHERS_FIRST)

    def _changed(self, touched: frozenset[Change], sent: Event) -> None:
        keys = [key for workshop_id, topic in sorted(touched) for key in self._heard(workshop_id, topic)]
        keys.sort(key=lambda key: -len(self._sockets[key]))  # what many look at before what is for one
        self._start(self._compute_all(keys, sent))
        for workshop_id, topic in touched:
            if topic.startswith(WHO_IS_THERE):
                self._check(
                    [each for each in self._everybody if views.concerns(workshop_id, topic, each.listener)]
                )

    def _heard(self, workshop_id: int, topic: str) -> list[Key]:
        """The views that a changed topic is behind: a whole family's where no one in it is named."""
        if topic in FAMILIES:
            return [key for key in self._sockets if key[0] == workshop_id and changes.family(key[1]) == topic]
        audiences: tuple[Audience, ...] = ("room", "projector", "console", "studio")
        return [key for audience in audiences if (key := (workshop_id, topic, audience)) in self._sockets]

    async def _compute_all(self, keys: Iterable[Key], sent: Event) -> None:
        started = [task for key in keys if (task := self._compute_soon(key))]
        if started:
            await asyncio.wait(started)
        sent.set()

    def _compute_soon(self, key: Key) -> asyncio.Task[None] | None:
        if key in self._running:
            self._dirty.add(key)
            return None
        self._running.add(key)
        return self._start(self._compute(key))

    async def _compute(self, key: Key) -> None:
        self._dirty.add(key)
        try:
            while key in self._dirty and key in self._sockets:
                self._dirty.discard(key)
                started = self._loop.time()
                await self._compute_once(key)
                if key in self._dirty:  # in a storm, at least as long a rest as the work took
                    await asyncio.sleep(max(self._loop.time() - started, RESTS.get(key[1], 0)))
        finally:
            self._dirty.discard(key)
            self._running.discard(key)

    async def _compute_once(self, key: Key) -> None:
        try:
            version, message = await self._off_loop(views.message, *key)
        except DatabaseDown:
            self._dirty.add(key)
            await asyncio.sleep(DATABASE_PATIENCE)
            return
        for socket in tuple(self._sockets.get(key, ())):
            socket.send_view(key[1], version, message)

    def _check(self, sockets: Iterable[Socket]) -> None:
        if sockets := list(sockets):
            self._start(self._send_away_who_left(sockets))

    async def _send_away_who_left(self, sockets: list[Socket]) -> None:
        asked = [(socket.listener, list(socket.known)) for socket in sockets]
        for socket, allowed in zip(sockets, await self._off_loop(views.all_allowed, asked), strict=True):
            if allowed is None:
                self._send_away(socket)
                continue
            socket.name = None
            for topic in set(socket.known) - allowed:
                self._unhear(socket, topic)

    def _send_away(self, socket: Socket) -> None:
        self._forget(socket)
        socket.send(FAREWELL)
        socket.close(GONE)

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        return self._watch(self._loop.create_task(work))

    def _watch(self, task: asyncio.Task[None]) -> asyncio.Task[None]:
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, WebSocketDisconnect):
            _LOG.error("The live channel met a problem.", exc_info=error)

    async def _off_loop(self, work: Any, *arguments: Any) -> Any:
        return await self._loop.run_in_executor(self._pool, work, *arguments)
