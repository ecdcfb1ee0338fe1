"""The outermost gate: what is refused before anything of ours, or of Streamlit's, looks at it."""

import asyncio
import os
import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from addresses import names_of_machine
from settings import settings
from web.frames import TAKE_MORE
from web.pace import Bucket, Paced
from web.places import Places
from web.refusals import refused
from web.visitors import AS_VISITOR, holder

BODY_LIMIT = 64 * 1024
PICTURE_BODY_LIMIT = 4 * 1024 * 1024 + 64 * 1024
ARCHIVE_BODY_LIMIT = 60 * 1024 * 1024
PICTURE_PATH = re.compile(r"/(initiatives|posts)/[^/]+/picture|/workshops/[^/]+/logo")
LONGEST_QUERY = 4096
MESSAGES = (30.0, 150.0)
"""A second, and at once: what a socket sends faster than that waits."""
ENTRANCE = (50.0, 10.0)
"""Visitors' sockets that are opened, a second and at once: each costs the server a session, 10 ms long."""
OPEN_CORE = ("health", "host-config", "stream", "allowed-message-origins", "script-health-check")
OPEN_CORE_FOLDERS = ("bidi-components/",)
UNSAFE = re.compile(r"^//|^/[A-Za-z]:|\\|\x00|(^|/)\.\.(/|$)")
"""What Streamlit refuses in its own words: other hosts, drives, folders above."""
CLOSED = ("/component/", "/auth/", "/oauth2callback", "/_stcore/")
SAFE = ("GET", "HEAD")


class Guard:
    """Refuses foreign hosts and origins, closed routes, oversize bodies and too many sockets."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.places = Places()
        self.entrance = Bucket(*ENTRANCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        address = true_address(scope, headers)
        if not (_host_is_ours(headers) and _origin_is_ours(headers) and not _closed(scope["path"])):
            await _hang_up(receive, send)
            return
        with self.places.taken(address) as place:
            known = await holder(scope) if place.has_room() else None
            if not place.belongs_to(known):
                await _hang_up(receive, send)
                return
            if known is None:
                await asyncio.sleep(self.entrance.take())
            _introduce(scope, known)
            await self.app(scope, Paced(receive, Bucket(*MESSAGES)), send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        true_address(scope, headers)
        refusal = _refusal(scope, headers)
        if refusal is not None:
            await refused(HTTPConnection(scope), refusal)(scope, receive, send)
            return
        await self.app(scope, _Metered(receive, _body_limit(scope["path"])), send)


class TooLarge(Exception):
    """A body longer than this route takes, whatever its header said."""


class _Metered:
    def __init__(self, receive: Receive, limit: int) -> None:
        self.receive, self.left = receive, limit

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise TooLarge
        return message


def _refusal(scope: Scope, headers: Headers) -> str | None:
    """The name of what is refused here, if anything is."""
    if not _host_is_ours(headers):
        return "ForeignHost"
    if _closed(scope["path"]):
        return "NothingHere"
    if len(scope["query_string"]) > LONGEST_QUERY:
        return "AddressTooLong"
    if scope["method"] not in (*SAFE, "POST"):
        return "NotDoneHere"
    if scope["method"] == "POST" and not _sent_from_our_page(headers):
        return "ForeignPage"
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > _body_limit(scope["path"]):
        return "TooLarge"
    return None


def _body_limit(path: str) -> int:
    if path == "/archives":
        return ARCHIVE_BODY_LIMIT
    return PICTURE_BODY_LIMIT if PICTURE_PATH.fullmatch(path) else BODY_LIMIT


def _closed(path: str) -> bool:
    """Whether this is a route of Streamlit's that Essaim does not use: uploads, agent, metrics, log-in."""
    core = path.removeprefix("/_stcore/")
    if core != path and (core in OPEN_CORE or core.startswith(OPEN_CORE_FOLDERS)):
        return False
    return path.startswith(CLOSED) or UNSAFE.search(path) is not None


def _host_is_ours(headers: Headers) -> bool:
    """A name must be ours; a bare address may be any, for no foreign name can lead to it."""
    try:
        name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    except ValueError:
        return False
    if name in ("localhost", urlsplit(settings().address).hostname) or _is_of_machine(name):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_of_machine(name: str) -> bool:
    """Whether a room without internet calls this machine so; an instance with a name has that alone."""
    return not settings().base_url and name.removesuffix(".") in names_of_machine()


def _origin_is_ours(headers: Headers) -> bool:
    origin = headers.get("origin", "")
    try:
        return bool(origin) and urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False


def _sent_from_our_page(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return _origin_is_ours(headers)


def true_address(scope: Scope, headers: Headers) -> str:
    """The address behind a request; what a proxy says counts only where FORWARDED_ALLOW_IPS names the proxy.

    Without that variable the server below believes anybody on this very machine; that belief is taken back.
    """
    client = scope.get("client") or ("unknown", 0)
    forwarded = ",".join(headers.getlist("x-forwarded-for"))
    if forwarded and not os.environ.get("FORWARDED_ALLOW_IPS") and client[0] in forwarded:
        scope["client"] = client = ("127.0.0.1", 0)
    return str(client[0])


def _introduce(scope: Scope, known: str | None) -> None:
    """Tell the pages that a visitor comes, and the server below that somebody known does."""
    scope["headers"] = [each for each in scope["headers"] if each[0] != AS_VISITOR[0]]
    if known is None:
        scope["headers"].append(AS_VISITOR)
    elif take_more := scope.get("extensions", {}).get(TAKE_MORE):
        take_more["now"]()


async def _hang_up(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008, "reason": ""})
