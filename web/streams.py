"""Streamlit's own sockets: each belongs to the browser that opened it, and ends with what it was opened by.

A session id alone is nobody. The digests of the cookies go along as headers that only we can set
(`server.trustedUserHeaders` names them), so that Streamlit gives a session back to nobody who presents other
cookies; and a stream whose account or participant was signed out is closed at once.
"""

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from db import changes
from db.changes import Change
from db.session import DatabaseDown, reading
from facilitation.access import (
    CookieKind,
    account_by,
    beside_one_another,
    one_by_one,
    person_by,
    projector_by,
)
from facilitation.tokens import digest
from web.cookies import cookie, persons

STREAM = "/_stcore/stream"
HEADERS: dict[CookieKind, str] = {
    "account": "x-essaim-account",
    "person": "x-essaim-person",
    "projector": "x-essaim-projector",
}
SIGNED_OUT = 4403
DATABASE_PATIENCE = 1.0


@dataclass(eq=False)
class Stream:
    """One of Streamlit's sockets: the credentials that it was opened with, and whom they stood for."""

    credentials: dict[CookieKind, str]
    stood: set[str] | None = None
    """Topics, `account:7` or `me:12`, whose change may end it; None until it was looked at first."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)


class Streams:
    """The streams that are open, and what ends them."""

    def __init__(self) -> None:
        self._open: set[Stream] = set()
        self._checks: set[asyncio.Task[None]] = set()

    def open(self) -> None:
        """Start to listen to changes; called on the event loop."""
        self._loop = asyncio.get_running_loop()
        self._stop = changes.listen(self._told)

    def close(self) -> None:
        """Stop listening."""
        self._stop()

    def enter(self, stream: Stream) -> None:
        """Watch over a stream from now on."""
        self._open.add(stream)
        self._start(self._look([stream]))

    def leave(self, stream: Stream) -> None:
        """Forget a stream that is closed."""
        self._open.discard(stream)

    def _told(self, touched: frozenset[Change]) -> None:
        """Called by whichever thread has committed."""
        topics = {topic for _, topic in touched if topic.startswith(("me:", "account:"))}
        topics |= {f"settings:{workshop}" for workshop, topic in touched if topic == "settings"}
        if topics:
            self._loop.call_soon_threadsafe(self._changed, topics)

    def _changed(self, topics: set[str]) -> None:
        if concerned := [one for one in self._open if one.stood is None or not one.stood.isdisjoint(topics)]:
            self._start(self._look(concerned))

    def look_at_all(self) -> None:
        """Look at every stream anew: changes may have been missed."""
        self._start(self._look(list(self._open)))

    async def _look(self, streams: Iterable[Stream]) -> None:
        for stream in streams:
            while (standing := await asyncio.to_thread(whom, stream.credentials)) is None:
                await asyncio.sleep(DATABASE_PATIENCE)
            if stream.stood is not None and not stream.stood <= standing:
                stream.ended.set()
            stream.stood = standing

    def _start(self, check: Coroutine[Any, Any, None]) -> None:
        task = self._loop.create_task(check)
        self._checks.add(task)
        task.add_done_callback(self._checks.discard)


def whom(credentials: dict[CookieKind, str]) -> set[str] | None:
    """Whom these credentials stand for now, as topics; None while the database does not answer."""
    try:
        with reading() as session:
            account = account_by(session, credentials["account"]) if credentials["account"] else None
            people = [person_by(session, one) for one in one_by_one(credentials["person"])]
            projects = projector_by(session, credentials["projector"]) if credentials["projector"] else None
    except DatabaseDown:
        return None
    found = {f"account:{account.id}"} if account else set()
    for person in filter(None, people):
        found |= {f"me:{person.id}", f"settings:{person.workshop_id}"}
    return found | ({f"settings:{projects.workshop_id}"} if projects else set())


def credentials_of(connection: HTTPConnection) -> dict[CookieKind, str]:
    """The digests of the secrets in a browser's cookies, empty where it has none."""
    digests = {kind: digest(token) if (token := cookie(connection, kind)) else "" for kind in HEADERS}
    return digests | {"person": beside_one_another(digest(one) for one in persons(connection))}


class BoundStreams:
    """Says to Streamlit which browser opens a stream, and ends the stream with its credentials."""

    def __init__(self, app: ASGIApp, streams: Streams) -> None:
        self.app, self.streams = app, streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; headers of ours that a browser sends are dropped."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        stream = scope["type"] == "websocket" and scope["path"] == STREAM
        credentials = credentials_of(HTTPConnection(scope)) if stream else {}
        headers = MutableHeaders(scope=scope)  # after the cookies are read: reading replaces the scope's list
        for kind, name in HEADERS.items():
            del headers[name]
            if kind in credentials:
                headers[name] = credentials[kind]
        if not stream:
            await self.app(scope, receive, send)
            return
        await self._serve(Stream(credentials), scope, receive, send)

    async def _serve(self, stream: Stream, scope: Scope, receive: Receive, send: Send) -> None:
        self.streams.enter(stream)
        ended = asyncio.create_task(stream.ended.wait())

        async def receive_until_ended() -> Message:
            message = asyncio.ensure_future(receive())
            await asyncio.wait((message, ended), return_when=asyncio.FIRST_COMPLETED)
            if message.done():
                return message.result()
            message.cancel()
            await send({"type": "websocket.close", "code": SIGNED_OUT, "reason": ""})
            return {"type": "websocket.disconnect", "code": SIGNED_OUT, "reason": ""}

        try:
            await self.app(scope, receive_until_ended, send)
        finally:
            ended.cancel()
            self.streams.leave(stream)
