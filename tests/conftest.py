"""Real databases, quickly: migrated once, copied for every test."""

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, make_url

import db.session
from db.migrate import upgrade_to_head
from tests.factories.postgresql import carried_server

pytest_plugins = ("tests.trust",)

_serial = count(1)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file at head that tests copy."""
    file = tmp_path_factory.mktemp("migrated") / "essaim.db"
    engine = create_engine(f"sqlite:///{file}")
    upgrade_to_head(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL, else one of this test process's own.

    Its folder is not one of pytest's: every other pytest that starts closes those to the server's user.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    server = carried_server("essaim-postgresql-")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET synchronous_commit = off")
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[str]:
    """The name of a PostgreSQL database at head that tests copy."""
    name = f"essaim_{os.getpid()}_migrated"
    _on_server(postgresql_server, f"CREATE DATABASE {name}")
    engine = create_engine(_at(postgresql_server, name))
    upgrade_to_head(engine)
    engine.dispose()
    yield name
    _on_server(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database."""
    yield from _postgresql(postgresql_server, "template1")


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database at head."""
    file = tmp_path / "essaim.db"
    shutil.copyfile(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgresql_url(postgresql_server: str, migrated_postgresql: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database at head."""
    yield from _postgresql(postgresql_server, migrated_postgresql)


@pytest.fixture
def rules(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A fresh SQLite database behind reading() and writing(): for rules that depend on no database.

    A test of a whole file of rules may ask for `database` all the same: then this is that one.
    """
    if "database" in request.fixturenames:
        yield request.getfixturevalue("database")
    else:
        yield from _opened(request.getfixturevalue("sqlite_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database at head, of each kind in turn."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Engine]:
    """A fresh database behind reading() and writing(), of each kind in turn."""
    yield from _opened(database_url)


def _opened(url: str) -> Iterator[Engine]:
    yield db.session.configure(url)
    db.session.close()


def _postgresql(server: str, template: str) -> Iterator[str]:
    name = f"essaim_{os.getpid()}_{next(_serial)}"
    _on_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _at(server, name)
    _on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())


def _at(server: str, name: str) -> str:
    url = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)
