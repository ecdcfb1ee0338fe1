"""How the database is, told soon whatever happens to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db.health import Health, examine
from db.session import DatabaseDown, reading, writing


@contextmanager
def locked(engine: Engine, *, readers: bool = False) -> Iterator[None]:
    """Another program holds the file; from `readers` too."""
    with closing(sqlite3.connect(engine.url.database or "", isolation_level=None)) as other:
        if readers:
            other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE alembic_version SET version_num = version_num")
        yield
        other.execute("ROLLBACK")


def test_a_database_that_can_be_read_and_written_is_well(database: Engine) -> None:
    assert examine() is Health.ok


@pytest.mark.parametrize("readers", [False, True])
def test_a_file_that_another_program_holds_is_busy_and_well_afterwards(rules: Engine, readers: bool) -> None:
    with locked(rules, readers=readers):
        assert examine() is Health.busy
    assert examine() is Health.ok


def test_a_file_that_an_act_of_ours_holds_is_busy(rules: Engine) -> None:
    with writing():
        assert examine() is Health.busy


def test_health_needs_none_of_the_connections_of_others(rules: Engine) -> None:
    held = [rules.connect() for _ in range(32)]
    assert examine() is Health.ok
    for one in held:
        one.close()


def test_a_database_without_our_tables_is_down(rules: Engine) -> None:
    with rules.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert examine() is Health.down


def test_a_file_that_is_no_database_any_more_is_down(rules: Engine) -> None:
    Path(rules.url.database or "").write_bytes(b"Monsieur le Maire, " * 5000)
    assert examine() is Health.down
    with pytest.raises(DatabaseDown), reading() as session:
        session.execute(text("SELECT * FROM people"))
