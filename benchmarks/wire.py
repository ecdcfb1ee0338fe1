"""A WebSocket client and one HTTP request: just enough of both to load a server without loading the machine.

One process plays two hundred people beside the server it measures, so a frame must cost microseconds.
Frames from a server are not masked; frames sent are masked with zeros, which leaves them as they are.
"""

import asyncio
import base64
import json
import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field

FrameHandler = Callable[[bytes, float], None]

FINAL, OPCODE = 0x80, 0x0F
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
HANDSHAKE_SECONDS = 30.0


class HandshakeRefused(ConnectionError):
    """The server answered the WebSocket handshake with something else than 101."""


class WebSocket(asyncio.Protocol):
    """One open connection; every whole message goes to `on_frame` with the moment it was read."""

    def __init__(self, request: bytes, on_frame: FrameHandler) -> None:
        self._request = request
        self._on_frame = on_frame
        self._buffer = bytearray()
        self._parts: list[bytes] = []
        self._transport: asyncio.Transport | None = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the handshake."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Hand on every message that is whole by now."""
        now = time.perf_counter()
        self._buffer += data
        if not self.is_open and not self._read_handshake():
            return
        self._read_frames(now)

    def connection_lost(self, _: Exception | None) -> None:
        """Remember that nothing can be sent any more."""
        self.is_open = False
        if not self.closed.done():
            self.closed.set_result(None)
        if not self.opened.done():
            self.opened.set_exception(HandshakeRefused("connection closed during the handshake"))

    def send(self, payload: bytes, opcode: int = BINARY) -> None:
        """Send one message in one write."""
        if self._transport is None:
            raise ConnectionError("not connected")
        self._transport.write(_header(opcode, len(payload)) + payload)

    def close(self) -> None:
        """Drop the connection."""
        if self._transport is not None:
            self._transport.close()

    def _read_handshake(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        status_line = bytes(self._buffer[: self._buffer.find(b"\r\n")])
        del self._buffer[: end + 4]
        if b" 101 " not in status_line:
            self.opened.set_exception(HandshakeRefused(status_line.decode("latin-1")))
            self.close()
            return False
        self.is_open = True
        self.opened.set_result(None)
        return True

    def _read_frames(self, now: float) -> None:
        buffer, position = self._buffer, 0
        while (frame := _frame_at(buffer, position)) is not None:
            first, start, position = frame
            self._take(first, bytes(memoryview(buffer)[start:position]), now)
        if position:
            del buffer[:position]

    def _take(self, first: int, payload: bytes, now: float) -> None:
        opcode = first & OPCODE
        if opcode == PING:
            self.send(payload, PONG)
        elif opcode == CLOSE:
            self.close()
        elif opcode != PONG:
            self._parts.append(payload)
            if first & FINAL:
                message = payload if len(self._parts) == 1 else b"".join(self._parts)
                self._parts.clear()
                self._on_frame(message, now)


def _frame_at(buffer: bytearray, position: int) -> tuple[int, int, int] | None:
    """First byte, start and end of the payload of the frame at `position`; nothing while it is incomplete."""
    available = len(buffer) - position
    if available < 2:
        return None
    length, header = buffer[position + 1] & 0x7F, 2
    if length >= 126:
        header = 4 if length == 126 else 10
        if available < header:
            return None
        length = int.from_bytes(buffer[position + 2 : position + header], "big")
    if available < header + length:
        return None
    return buffer[position], position + header, position + header + length


def _header(opcode: int, length: int) -> bytes:
    mask = b"\0\0\0\0"
    if length < 126:
        return bytes((FINAL | opcode, 0x80 | length)) + mask
    if length < 65536:
        return struct.pack("!BBH", FINAL | opcode, 0x80 | 126, length) + mask
    return struct.pack("!BBQ", FINAL | opcode, 0x80 | 127, length) + mask


@dataclass(slots=True)
class Host:
    """The server under test, as a browser at home there would address it."""

    port: int
    name: str = "localhost"

    @property
    def netloc(self) -> str:
        """Name and port, as in the Host header."""
        return f"{self.name}:{self.port}"

    @property
    def origin(self) -> str:
        """What a browser sends as Origin."""
        return f"http://{self.netloc}"

    async def websocket(
        self, path: str, on_frame: FrameHandler, *, cookies: str = "", protocols: str = ""
    ) -> WebSocket:
        """Open a WebSocket the way a page of this origin does."""
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {self.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Version: 13",
            f"Origin: {self.origin}",
            "Accept-Language: fr",
        ]
        if cookies:
            lines.append(f"Cookie: {cookies}")
        if protocols:
            lines.append(f"Sec-WebSocket-Protocol: {protocols}")
        request = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        loop = asyncio.get_running_loop()
        _, socket = await loop.create_connection(lambda: WebSocket(request, on_frame), "127.0.0.1", self.port)
        await asyncio.wait_for(socket.opened, HANDSHAKE_SECONDS)
        return socket


@dataclass(slots=True)
class Answer:
    """An HTTP response: its status, where it redirects to, what it set and what it says."""

    status: int
    location: str
    cookies: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Jar:
    """The cookies of one browser, and its plain HTTP requests."""

    host: Host
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def header(self) -> str:
        """The Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> Answer:
        """Fetch one page; cookies it sets stay in the jar."""
        return await self._request("GET", path, b"")

    async def post(self, path: str, fields: dict[str, object]) -> Answer:
        """Send fields as a page of the same origin does; cookies it sets stay in the jar."""
        return await self._request("POST", path, json.dumps(fields).encode())

    async def _request(self, method: str, path: str, body: bytes) -> Answer:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: {self.host.netloc}",
            "Connection: close",
            "Accept-Language: fr",
            "Sec-Fetch-Site: same-origin",
            "Sec-Fetch-Mode: cors",
            "Sec-Fetch-Dest: empty",
        ]
        if self.cookies:
            lines.append(f"Cookie: {self.header}")
        if method == "POST":
            lines += [
                f"Origin: {self.host.origin}",
                "Content-Type: application/json",
                f"Content-Length: {len(body)}",
            ]
        reader, writer = await asyncio.open_connection("127.0.0.1", self.host.port)
        try:
            writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)
            answer = _parse(await reader.read())
        finally:
            writer.close()
        self.cookies.update(answer.cookies)
        return answer


def _parse(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    if not lines[0].startswith("HTTP/"):
        raise ConnectionError("the server closed the connection without an answer")
    location, cookies = "", {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "location":
            location = value.strip()
        elif name.lower() == "set-cookie":
            cookie, _, content = value.strip().partition(";")[0].partition("=")
            cookies[cookie] = content
    return Answer(int(lines[0].split(" ", 2)[1]), location, cookies, body)
