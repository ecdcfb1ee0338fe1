"""The two doors to the database: reading() and writing()."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from db import changes, traces
from db.indexing import keep_index
from db.private import keep_private

__all__ = ["DatabaseDown", "Session", "address", "close", "configure", "connected", "reading", "writing"]


class DatabaseDown(Exception):
    """The database does not answer; the transaction under way did nothing."""


WRITER_PATIENCE = 15.0

_makers: dict[str, sessionmaker[Session]] = {}
_line = Lock()


def configure(url: str) -> Engine:
    """Open the database at `url` for this process and return its engine; the former one is closed."""
    close()
    keep_index()
    sqlite = url.startswith("sqlite")
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        pool_pre_ping=not sqlite,
        connect_args={"timeout": 15, "check_same_thread": False} if sqlite else {},
    )
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    _makers["reading"] = sessionmaker(engine)
    _makers["writing"] = sessionmaker(engine.execution_options(essaim_writing=True))
    return engine


def close() -> None:
    """Close the database of this process, if one is open."""
    if maker := _makers.pop("reading", None):
        traces.forget(maker.kw["bind"])
        maker.kw["bind"].dispose()
    _makers.pop("writing", None)


def connected() -> bool:
    """Whether a database has been opened."""
    return "reading" in _makers


def address() -> str:
    """Where this process's database is, its password included: for a process of our own to open it too."""
    url: str = _makers["reading"].kw["bind"].url.render_as_string(hide_password=False)
    return url


@contextmanager
def reading() -> Iterator[Session]:
    """A session that sees one snapshot and writes nothing. Raises DatabaseDown."""
    with _answering(), _makers["reading"]() as session:
        yield session
        session.close()
        traces.pay(session.get_bind().engine)


@contextmanager
def writing() -> Iterator[Session]:
    """One transaction: everything is committed at the end, or nothing. Listeners are told after the commit.

    Raises DatabaseDown.
    """
    with _in_line(), _answering(), _makers["writing"]() as session:
        yield session
        changes.announce(session)
        session.commit()
        traces.wipe(session)
        traces.pay(session.get_bind().engine)
    changes.tell(session)


@contextmanager
def _in_line() -> Iterator[None]:
    """Let SQLite's writers queue here: it takes one at a time, and waiting inside it is polling."""
    if _makers["writing"].kw["bind"].dialect.name != "sqlite":
        yield
        return
    if not _line.acquire(timeout=WRITER_PATIENCE):
        raise DatabaseDown
    try:
        yield
    finally:
        _line.release()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, NoConnectionLeft) as error:
        raise DatabaseDown from error


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    keep_private(Path(connection.execute("PRAGMA database_list").fetchone()[2]))
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    writing = connection.get_execution_options().get("essaim_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
