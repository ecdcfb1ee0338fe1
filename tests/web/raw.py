"""A client that keeps to no protocol, and the server below as Essaim has it, in this very process."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from starlette.types import ASGIApp
from uvicorn import Config, Server

from web.frames import Frames
from web.requests import Requests

PATIENCE = 10
"""Seconds in which a server must have given up what it gives up at once."""


@contextmanager
def serving(app: ASGIApp) -> Iterator[int]:
    """A uvicorn with our connections; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(Config(app, http=Requests, ws=Frames, log_level="critical", ws_max_size=20_000_000))
        thread = Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def opened(port: int, said: bytes = b"") -> socket.socket:
    """A connection on which something was said."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    connection.sendall(said)
    return connection


def shaken(port: int, path: str = "/live", cookie: str = "", timeout: float = PATIENCE) -> socket.socket:
    """A WebSocket whose handshake was taken."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: localhost:{port}",
        f"Origin: http://localhost:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        f"Cookie: {cookie}",
    ]
    connection = opened(port, ("\r\n".join(lines) + "\r\n\r\n").encode())
    said = b""
    while not said.endswith(b"\r\n\r\n"):
        said += connection.recv(1)
    assert b" 101 " in said.partition(b"\r\n")[0]
    connection.settimeout(timeout)
    return connection


def frame(payload: bytes, *, opcode: int = 1, final: bool = True, announced: int | None = None) -> bytes:
    """A frame as browsers mask it; `announced` is a length that it does not keep."""
    length = len(payload) if announced is None else announced
    return bytes([opcode | (0x80 if final else 0), 0xFF]) + length.to_bytes(8, "big") + bytes(4) + payload


def close_code(connection: socket.socket) -> int | None:
    """The code by which a server ends a WebSocket; None where it just cuts it."""
    said, code = b"", re.compile(rb"\x88.(..)", re.DOTALL)
    try:
        while not (found := code.search(said)):
            if not (piece := connection.recv(4096)):
                return None
            said += piece
    except ConnectionError:
        return None
    return int.from_bytes(found[1], "big")


def is_cut(connection: socket.socket) -> bool:
    """Whether a server ends a connection; TimeoutError where it goes on waiting."""
    try:
        while connection.recv(4096):
            pass
    except ConnectionError:
        pass
    return True
