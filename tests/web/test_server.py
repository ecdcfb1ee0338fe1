"""The real server, started as an operator starts it."""

import asyncio
import json
import os
import re
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2
import psutil
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from db.session import close, configure
from facilitation.tickets import sign
from settings import ROOT, settings
from tests.web.conftest import cookies_of, make_code, make_form, make_room
from tests.web.raw import frame, is_cut, opened, shaken
from web.wire import DESCRIPTORS

START_WITHIN = 60


@dataclass
class Server:
    """A running Essaim."""

    process: "subprocess.Popen[str]"
    port: int
    said: str

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(folder: Path, *, port: int, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(folder), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def started(folder: Path, port: int, lines: int, **environment: str) -> Server:
    """Wait for the lines that say where Essaim is."""
    process = start(folder, port=port, **environment)
    assert process.stdout is not None
    said = "".join(process.stdout.readline() for _ in range(lines))
    httpx2.get(f"http://localhost:{port}/healthz", timeout=START_WITHIN)
    return Server(process, port, said)


def stop(server: Server) -> str:
    """Stop a server as an operator does; what it said until then."""
    server.process.terminate()
    rest, _ = server.process.communicate(timeout=20)
    return rest


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = started(tmp_path_factory.mktemp("data"), free_port(), 2)
    yield running
    stop(running)


def test_the_start_says_where_essaim_is_and_how_to_set_it_up(server: Server) -> None:
    where, setup = server.said.splitlines()

    assert where == f"Essaim: {server.url}"
    assert re.fullmatch(rf"Create the administrator here, once: {server.url}/setup/[\w-]{{43}}", setup)


def test_pages_and_routes_come_with_the_security_headers(server: Server) -> None:
    for path in ("/", "/room", "/healthz", "/_stcore/health", "/nothing/here"):
        answer = httpx2.get(f"{server.url}{path}")
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "<title>Essaim</title>" in httpx2.get(server.url).text


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/a/b",
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/auth/login",
        "/component/x/y",
    ],
)
def test_what_is_not_used_of_streamlit_is_closed(server: Server, path: str) -> None:
    for method in ("GET", "POST"):
        answer = httpx2.request(method, f"{server.url}{path}", content=b"x" if method == "POST" else None)
        assert (answer.status_code, answer.text) == (404, "There is nothing here.")
    assert httpx2.put(f"{server.url}{path}", content=b"x" * 1000).status_code in (404, 405)


def refused(server: Server, path: str, **headers: str) -> int:
    """The status by which a handshake is refused; 101 when it is not."""

    async def shake_hands() -> int:
        address = f"ws://localhost:{server.port}{path}"
        try:
            async with connect(address, additional_headers=headers, origin=None):
                return 101
        except InvalidStatus as refusal:
            return refusal.response.status_code

    return asyncio.run(shake_hands())


@pytest.mark.parametrize("path", ["/_stcore/stream", "/live"])
def test_a_handshake_needs_our_own_origin(server: Server, path: str) -> None:
    assert refused(server, path, Origin=server.url) == 101
    assert refused(server, path, Origin="https://evil.example") == 403
    assert refused(server, path) == 403


def test_foreign_handshakes_delay_nobody(server: Server) -> None:
    begun = time.monotonic()
    for _ in range(5):
        assert refused(server, "/_stcore/stream", Origin="https://evil.example") == 403
    assert httpx2.get(f"{server.url}/healthz").text == "ok"

    assert time.monotonic() - begun < 5


def test_a_spoofed_forwarded_address_passes_no_limit(server: Server) -> None:
    def guess(n: int) -> str:
        spoofed = {"X-Forwarded-For": f"198.51.100.{n}"}
        said: str = client.post("/resume", json={"resume_code": "LUNE-42-GAZ"}, headers=spoofed).json()[
            "error"
        ]
        return said

    with httpx2.Client(base_url=server.url, headers={"Sec-Fetch-Site": "same-origin"}) as client:
        answers = [guess(n) for n in range(62)]

    assert answers == ["WrongCode"] * 60 + ["TooManyTries"] * 2


@pytest.mark.attack("forty sockets without a cookie send frames of 20 MB that never end")
def test_frames_without_end_take_no_memory(server: Server) -> None:
    process = psutil.Process(server.process.pid)
    before = process.memory_info().rss
    for _ in range(40):
        with shaken(server.port, "/_stcore/stream") as socket, suppress(ConnectionError):
            for piece in (frame(b"", announced=20_000_000), *[bytes(1_000_000)] * 19):
                socket.sendall(piece)
            assert is_cut(socket)

    assert process.memory_info().rss - before < 40 * 1024 * 1024


@pytest.mark.attack("half-sent requests take every descriptor that a process has")
def test_half_sent_requests_leave_descriptors_to_everybody(server: Server) -> None:
    soft, hard = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
    assert soft == hard or soft >= DESCRIPTORS
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (700, hard))
    half = f"GET / HTTP/1.1\r\nHost: localhost:{server.port}\r\nX-Half".encode()
    waiting = [opened(server.port, half) for _ in range(720)]
    try:
        assert httpx2.get(f"{server.url}/healthz", timeout=5).text == "ok"
    finally:
        for each in waiting:
            each.close()


def test_a_page_is_usable_within_two_seconds_of_a_visit(server: Server) -> None:
    begun = time.monotonic()
    assert httpx2.get(server.url).status_code == 200
    assert time.monotonic() - begun < 2


def test_a_restart_keeps_everything_and_offers_a_new_set_up_link(tmp_path: Path) -> None:
    port = free_port()
    first = started(tmp_path, port, 2)
    assert stop(first).strip() == ""
    second = started(tmp_path, port, 2)

    assert first.said.splitlines()[0] == second.said.splitlines()[0]
    assert first.said != second.said
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    stop(second)


@pytest.mark.attack("a second server on one SQLite file stops with one sentence; a killed one leaves no lock")
def test_a_second_server_on_one_sqlite_file_is_refused(tmp_path: Path) -> None:
    first = started(tmp_path, free_port(), 2)
    second = start(tmp_path, port=free_port())
    said, _ = second.communicate(timeout=START_WITHIN)
    assert second.returncode == 2
    assert said == (
        f"DATABASE_URL: another Essaim (process {first.process.pid}) is at work on {tmp_path}/essaim.db: "
        "stop it first, or give this one another database.\n"
    )
    first.process.kill()
    first.process.communicate()
    stop(started(tmp_path, free_port(), 2))


def test_two_replicas_on_one_postgresql_hear_of_each_others_changes(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = {
        "DATABASE_URL": postgresql_url.replace("+psycopg", ""),
        "SECRET_KEY": "one key for all replicas" * 2,
    }
    monkeypatch.setenv("SECRET_KEY", shared["SECRET_KEY"])
    settings.cache_clear()
    configure(postgresql_url)
    workshop, _, listener = make_room()
    ticket, code, cookies = sign(listener), make_code(workshop), cookies_of(listener)
    close()
    monkeypatch.undo()
    settings.cache_clear()
    one, other = (started(tmp_path, free_port(), 2, **shared) for _ in range(2))

    async def heard_on_the_other() -> int:
        address = f"ws://localhost:{other.port}/live?ticket={ticket}"
        async with connect(address, origin=Origin(other.url), additional_headers=cookies) as live:
            await live.send(json.dumps({"hear": [{"topic": "people", "version": ""}]}))
            assert json.loads(await live.recv())["view"]["present"] == 1
            answer = await asyncio.to_thread(
                httpx2.post,
                f"{one.url}/join/{code}",
                json=make_form(name="Paul"),
                headers={"Sec-Fetch-Site": "same-origin"},
            )
            assert answer.json()["ok"] is True
            present: int = json.loads(await asyncio.wait_for(live.recv(), 20))["view"]["present"]
            return present

    try:
        assert asyncio.run(heard_on_the_other()) == 2
    finally:
        stop(one)
        stop(other)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "DATABASE_URL",
            "mysql://somewhere",
            "DATABASE_URL: must start with sqlite:/// or postgresql:// (it is 'mysql://somewhere' now).",
        ),
        ("DEFAULT_LANGUAGE", "de", "DEFAULT_LANGUAGE: Input should be 'fr' or 'en' (it is 'de' now)."),
        ("SECRET_KEY", "short", "SECRET_KEY: must have at least 32 characters (it is 'short' now)."),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    process = start(tmp_path, port=free_port(), **{name: value})
    said, _ = process.communicate(timeout=START_WITHIN)

    assert (process.returncode, said.strip()) == (2, sentence)


def test_a_database_that_cannot_be_reached_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    nowhere = f"postgresql://essaim:secret@127.0.0.1:{free_port()}/essaim"
    process = start(tmp_path, port=free_port(), DATABASE_URL=nowhere)
    said, _ = process.communicate(timeout=START_WITHIN)

    assert process.returncode == 2
    assert len(said.strip().splitlines()) == 1
    assert said.startswith("DATABASE_URL: cannot open or change postgresql+psycopg://essaim:***@127.0.0.1")


def test_an_operator_ends_a_lock_out_from_the_command_line(tmp_path: Path) -> None:
    def unlock(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "web.unlock", *arguments],
            cwd=ROOT,
            env={**os.environ, "DATA_DIR": str(tmp_path), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    assert unlock().returncode == 2
    assert unlock("fanny", DATABASE_URL="mysql://x").returncode == 2
    missing = unlock("fanny", DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/essaim.db")
    assert (missing.returncode, missing.stderr.count("\n")) == (2, 1)
    subprocess.run(
        [sys.executable, "-m", "db.migrate"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert unlock("fanny").stdout == "fanny may try to sign in again.\n"
