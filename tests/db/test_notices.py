import asyncio
import subprocess
import sys
from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import make_url

from db import changes
from db.changes import Change
from db.notices import follow, needed
from settings import ROOT

ANOTHER_PROCESS = """
import sys
from db.changes import touch
from db.session import close, configure, writing
configure(sys.argv[1])
with writing() as session:
    touch(session, 5, "wall", *(f"ballot:{n}" for n in range(500)))
close()
"""


def write_elsewhere(url: str) -> None:
    subprocess.run([sys.executable, "-c", ANOTHER_PROCESS, url], cwd=ROOT, check=True)


def plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def until(condition: Callable[[], bool], told: asyncio.Event) -> None:
    while not condition():
        await asyncio.wait_for(told.wait(), 20)
        told.clear()


def test_only_postgresql_is_shared_with_other_processes() -> None:
    assert (needed("postgresql+psycopg://x"), needed("sqlite:///x")) == (True, False)


def test_what_another_process_commits_is_heard_and_a_lost_connection_is_made_good(
    postgresql_url: str,
) -> None:
    heard: set[Change] = set()
    gaps: list[str] = []

    async def whole() -> None:
        told = asyncio.Event()

        def hear(touched: frozenset[Change]) -> None:
            heard.update(touched)
            told.set()

        def after_a_gap() -> None:
            gaps.append("gap")
            told.set()

        stop = changes.listen(hear)
        following = asyncio.create_task(follow(postgresql_url, after_a_gap))
        listening = await asyncio.to_thread(wait_for_a_listener, postgresql_url)
        await asyncio.to_thread(write_elsewhere, postgresql_url)
        await until(lambda: len(heard) == 501, told)
        assert gaps == []

        heard.clear()
        await asyncio.to_thread(cut, postgresql_url, listening)
        await until(lambda: gaps == ["gap"], told)
        await asyncio.to_thread(write_elsewhere, postgresql_url)
        await until(lambda: len(heard) == 501, told)

        following.cancel()
        with pytest.raises(asyncio.CancelledError):
            await following
        stop()

    asyncio.run(whole())

    assert (5, "wall") in heard
    assert gaps == ["gap"]


def wait_for_a_listener(url: str) -> int:
    """The server process of the connection that listens, once there is one."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        while True:
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle'"
                " AND datname = current_database()"
            ).fetchone()
            if found:
                return int(found[0])


def cut(url: str, process: int) -> None:
    """Cut a connection on the server's side."""
    with psycopg.connect(plain(url), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", (process,))
