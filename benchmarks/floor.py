"""The floor: the least that any server of this kind costs on this machine, measured in the same run.

A bare Starlette WebSocket server commits the same row to SQLite (WAL, synchronous=FULL) and then sends the
same bytes to everybody. It knows no people, no rights, no rules and no page.
"""

import argparse
import asyncio
import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket as Accepted
from starlette.websockets import WebSocketDisconnect

from benchmarks.measure import Deliveries, at_random_moments, until
from benchmarks.ports import free_port, until_listening
from benchmarks.wire import TEXT, Host

TABLE = "CREATE TABLE posts (id INTEGER PRIMARY KEY, author TEXT, title TEXT, pitch TEXT, at TEXT)"
INSERT = "INSERT INTO posts (author, title, pitch, at) VALUES (?, ?, ?, datetime('now'))"


class Floor:
    """The server's two routes: a room listens and posts, and one sender leaves the frames to answer with."""

    def __init__(self, database: Path) -> None:
        self._rooms: set[Accepted] = set()
        self._frames: list[str] = []
        self._database = sqlite3.connect(database, isolation_level=None)
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", TABLE):
            self._database.execute(statement)

    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(routes=[WebSocketRoute("/", self.room), WebSocketRoute("/frames", self.frames)])

    async def frames(self, socket: Accepted) -> None:
        """Keep the frames that the posts are answered with."""
        await socket.accept()
        self._frames = json.loads(await socket.receive_text())
        await socket.send_text("kept")
        await socket.close()

    async def room(self, socket: Accepted) -> None:
        """Commit each post of this room, then send its frame to every room."""
        await socket.accept()
        self._rooms.add(socket)
        try:
            while True:
                post = json.loads(await socket.receive_text())
                self._database.execute("BEGIN IMMEDIATE")
                self._database.execute(INSERT, (post["author"], post["title"], post["pitch"]))
                self._database.execute("COMMIT")
                frame = post["title"] + self._frames[post["n"]]
                for room in list(self._rooms):
                    await room.send_text(frame)
        except WebSocketDisconnect:
            self._rooms.discard(socket)


async def floor(people: int, frames: Sequence[str], seconds: float, folder: Path) -> list[float]:
    """The delays from a post to the last of the other rooms, one post for each frame, on a bare server."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.floor", str(port), str(folder / "floor.db")]
    server = subprocess.Popen(command, cwd=Path(__file__).parent.parent)
    try:
        await until_listening(port)
        return await _posts(Host(port), people, frames, seconds)
    finally:
        server.terminate()
        server.wait(10)


async def _posts(host: Host, people: int, frames: Sequence[str], seconds: float) -> list[float]:
    deliveries = Deliveries()
    kept = asyncio.Event()
    sender = await host.websocket("/frames", lambda _frame, _now: kept.set())
    sender.send(json.dumps(list(frames)).encode(), TEXT)
    await kept.wait()
    rooms = [await host.websocket("/", partial(deliveries.seen, number)) for number in range(people)]

    async def post(number: int) -> float:
        author = number % people
        row = {"author": f"Personne {author}", "title": f"Mesure {number:06}", "pitch": "x" * 80, "n": number}
        deliveries.expect(str(row["title"]).encode(), set(range(people)) - {author})
        rooms[author].send(json.dumps(row).encode(), TEXT)
        return 0.0

    await at_random_moments([partial(post, number) for number in range(len(frames))], seconds)
    await until(lambda: not deliveries.undelivered)
    for room in rooms:
        room.close()
    return deliveries.delays


def main() -> None:
    """Serve the floor on a port with a database file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("database", type=Path)
    chosen = parser.parse_args()
    uvicorn.run(
        Floor(chosen.database).app(),
        host="127.0.0.1",
        port=chosen.port,
        log_level="error",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )


if __name__ == "__main__":
    main()
