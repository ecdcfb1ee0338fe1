"""What /healthz says, and how soon, whatever everybody else waits for."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

import web.health
from db.health import Health
from db.session import reading
from facilitation.actors import Actor
from facilitation.people import people
from tests.factories.workshops import facilitator_of
from tests.web.conftest import make_code, make_form, make_room
from web.health import Watch

MORE_THAN_THREADS = 45
"""Starlette has 40 threads for what waits."""


@pytest.fixture
def elsewhere(rules: Engine) -> Iterator[sqlite3.Connection]:
    """Another program at the SQLite file."""
    with closing(sqlite3.connect(rules.url.database or "", isolation_level=None)) as other:
        yield other


@pytest.mark.promise(
    "health is told while SQLite is locked and every thread waits, and nothing sent meanwhile is lost"
)
def test_health_is_told_while_sqlite_is_locked_and_every_thread_waits(
    site: TestClient, elsewhere: sqlite3.Connection
) -> None:
    workshop, _, _ = make_room()
    code = make_code(workshop)
    statuses: list[int] = []

    def join(number: int) -> None:
        form = make_form(name=f"Personne {number}", attempt=f"attempt-{number}")
        statuses.append(site.post(f"/join/{code}", json=form).status_code)

    elsewhere.execute("BEGIN IMMEDIATE")
    waiting = [Thread(target=join, args=(number,)) for number in range(MORE_THAN_THREADS)]
    for one in waiting:
        one.start()
    answers = [site.get("/healthz") for _ in range(3)]
    assert statuses == []
    elsewhere.execute("ROLLBACK")
    for one in waiting:
        one.join()

    assert {(one.status_code, one.text.partition(":")[0]) for one in answers} == {(200, "busy")}
    assert statuses == [200] * MORE_THAN_THREADS
    with reading() as session:
        there = people(session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop)
    assert len(there) == MORE_THAN_THREADS + 1
    assert site.get("/healthz").text == "ok"


def test_a_file_that_is_gone_is_told(site: TestClient, rules: Engine) -> None:
    make_room()
    Path(rules.url.database or "").unlink()
    answer = site.get("/healthz")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.text == "gone: the database file was deleted, moved or replaced; the log says what to do"


def test_a_database_that_says_nothing_is_busy_and_down_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    silent, looks = Event(), []

    def look() -> Health:
        looks.append("look")
        silent.wait()
        return Health.ok

    watch = Watch(look)
    monkeypatch.setattr(web.health, "WITHIN", 0.01)

    async def ask_twice() -> list[Health]:
        return list(await asyncio.gather(watch.health(), watch.health()))

    assert asyncio.run(ask_twice()) == [Health.busy] * 2
    monkeypatch.setattr(web.health, "TOO_LONG", 0)
    assert asyncio.run(watch.health()) is Health.down
    monkeypatch.setattr(web.health, "WITHIN", 20)
    silent.set()
    assert asyncio.run(watch.health()) is Health.ok
    assert looks in (["look"], ["look"] * 2)
