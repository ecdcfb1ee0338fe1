"""The two doors to the database: reading() and writing()."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.orm import Session, sessionmaker

from db import changes, traces
from db.engines import WRITING, Bounds, make_engine
from db.indexing import keep_index
from db.outages import DatabaseBusy, DatabaseDown, DatabaseFull, meaning
from db.whereabouts import Whereabouts

__all__ = [
    "DatabaseDown",
    "DatabaseFull",
    "Session",
    "address",
    "close",
    "configure",
    "connected",
    "examining",
    "reading",
    "writing",
]

WRITER_PATIENCE = 15.0
GLANCE = 0.25
"""Seconds that who only looks whether the database is well waits for others."""

_makers: dict[str, sessionmaker[Session]] = {}
_where: dict[str, Whereabouts] = {}
_line = Lock()


def configure(url: str) -> Engine:
    """Open the database at `url` for this process and return its engine; the former one is closed."""
    close()
    keep_index()
    if url.startswith("sqlite"):
        _where["file"] = Whereabouts(Path(make_url(url).database or "").absolute())
    where = _where.get("file")
    engine = make_engine(url, where, Bounds(kept=8, more=24, lock=WRITER_PATIENCE, answer=5))
    apart = make_engine(url, where, Bounds(kept=1, more=0, lock=GLANCE, answer=2))
    _makers["reading"] = sessionmaker(engine)
    _makers["writing"] = sessionmaker(engine.execution_options(**{WRITING: True}))
    _makers["examining"] = sessionmaker(apart.execution_options(**{WRITING: True}))
    return engine


def close() -> None:
    """Close the database of this process, if one is open."""
    for name in ("reading", "examining"):
        if maker := _makers.pop(name, None):
            traces.forget(maker.kw["bind"])
            maker.kw["bind"].dispose()
    _makers.pop("writing", None)
    _where.clear()


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
    with _in_line(WRITER_PATIENCE), _answering(), _makers["writing"]() as session:
        _check_place()
        yield session
        changes.announce(session)
        session.commit()
        _check_place()
        changes.tell(session)
        traces.wipe(session)
        traces.pay(session.get_bind().engine)


@contextmanager
def examining() -> Iterator[Session]:
    """A session that might write and does not, on a connection of its own, which waits for nobody for long.

    Raises DatabaseDown.
    """
    with _in_line(GLANCE), _answering(), _makers["examining"]() as session:
        _check_place()
        yield session


@contextmanager
def _in_line(patience: float) -> Iterator[None]:
    """Let SQLite's writers queue here: it takes one at a time, and waiting inside it is polling."""
    if not _where:
        yield
        return
    if not _line.acquire(timeout=patience):
        raise DatabaseBusy
    try:
        yield
    finally:
        _line.release()


def _check_place() -> None:
    for where in _where.values():
        where.check()


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, InterfaceError, NoConnectionLeft) as error:
        if outage := meaning(error):
            raise outage from error
        raise
