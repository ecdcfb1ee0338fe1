"""The two doors, on both databases."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text

import db.session
from db import changes
from db.accounts import Account
from db.session import DatabaseDown, close, configure, connected, reading, writing
from tests.factories.workshops import make_account


def test_what_is_written_is_read_back(database: Engine) -> None:
    with writing() as session:
        key = make_account(session, name="Léa")
    with reading() as session:
        found = session.get(Account, key)
        assert found is not None
        assert found.name == "Léa"


def write_and_fail() -> None:
    with writing() as session:
        make_account(session, name="Nobody")
        changes.touch(session, 1, "wall")
        raise RuntimeError


def test_a_failure_writes_nothing_and_tells_nobody(database: Engine) -> None:
    told: list[frozenset[changes.Change]] = []
    stop = changes.listen(told.append)
    with pytest.raises(RuntimeError):
        write_and_fail()
    stop()
    with reading() as session:
        assert session.query(Account).count() == 0
    assert told == []


def test_listeners_hear_of_a_change_once_it_can_be_read(database: Engine) -> None:
    heard: list[tuple[frozenset[changes.Change], int]] = []

    def listener(touched: frozenset[changes.Change]) -> None:
        with reading() as session:
            heard.append((touched, session.query(Account).count()))

    stop = changes.listen(listener)
    before = changes.version(7, "wall")
    with writing() as session:
        make_account(session)
        changes.touch(session, 7, "wall", "people")
    stop()
    assert heard == [(frozenset({(7, "wall"), (7, "people")}), 1)]
    assert changes.version(7, "wall") != before


def test_moments_come_back_in_utc_from_any_zone(database: Engine) -> None:
    paris = timezone(timedelta(hours=2))
    with writing() as session:
        key = make_account(session)
        session.get_one(Account, key).created_at = datetime(2026, 6, 1, 14, 0, tzinfo=paris)
    with reading() as session:
        found = session.get(Account, key)
        assert found is not None
        assert found.created_at == datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def test_two_writers_do_not_lose_each_others_counts(database: Engine) -> None:
    with writing() as session:
        key = make_account(session, name="0")
    start = Barrier(8)

    def count_on() -> None:
        start.wait()
        with writing() as session:
            account = session.get_one(Account, key, with_for_update=True)
            account.name = str(int(account.name) + 1)

    threads = [Thread(target=count_on) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading() as session:
        assert session.get_one(Account, key).name == "8"


def test_sqlite_keeps_what_it_has_acknowledged(rules: Engine) -> None:
    with reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_opening_another_database_closes_the_former(sqlite_url: str) -> None:
    close()
    assert not connected()
    configure(sqlite_url)
    assert connected()
    configure(sqlite_url)
    close()
    assert not connected()


def test_a_writer_who_waits_too_long_hears_that_the_database_does_not_answer(
    rules: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db.session, "WRITER_PATIENCE", 0.05)
    with writing(), pytest.raises(DatabaseDown), writing():
        pass
