"""What a database keeps beside the rows: its log and its dead rows remember what was deleted, until they go.

Whoever deletes what nobody may ever read again says so in the transaction. Then the files are cleaned after
the commit; where a reader still needs the old state, the end of every later session tries again, and so does
the next start.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

_LOG = logging.getLogger(__name__)

_ASKED = "essaim_leave_no_trace"
PATIENCE = 500
"""Milliseconds that the commit itself waits for readers; later attempts do not wait at all."""
EMPTIED = ("dots", "ballots")
"""Tables that hold rows only while a vote is open, so that they are quickly written anew."""


@dataclass(frozen=True, eq=False)
class Debt:
    """What a database still remembers: since when, by its own clock, where that is asked for."""

    since: datetime | None = None


_owed: dict[URL, Debt] = {}
"""Databases that still remember something; a later debt is another one, however alike."""
_cleaning = Lock()


def leave_no_trace(session: Session) -> None:
    """Once this transaction is committed, let no file keep what it deleted."""
    session.info[_ASKED] = True


def wipe(session: Session) -> None:
    """Clean the files after a commit that asked for it, as soon as no reader is in the way."""
    if session.info.pop(_ASKED, False):
        owe(session.get_bind().engine)
        _clean(session.get_bind().engine, PATIENCE)


def owe(engine: Engine) -> None:
    """Let a database be cleaned: there may be something that it still remembers, or was left at a stop."""
    if engine.dialect.name == "sqlite":
        _owed[engine.url] = Debt()
        return
    with engine.connect() as connection:
        _owed[engine.url] = Debt(connection.scalar(text("SELECT clock_timestamp()")))


def pay(engine: Engine) -> None:
    """Clean the files if they are owed it and nobody is in the way; costs nothing otherwise."""
    if engine.url in _owed:
        _clean(engine, 0)


def forget(engine: Engine) -> None:
    """A database that is closed owes nothing here; its next start looks again."""
    _owed.pop(engine.url, None)


def is_owed(engine: Engine) -> bool:
    """Whether a database may still remember what was deleted."""
    return engine.url in _owed


def _clean(engine: Engine, patience: int) -> None:
    if not _cleaning.acquire(blocking=patience > 0):
        return
    try:
        if engine.url not in _owed:  # somebody else was quicker
            return
        debt = _owed[engine.url]
        cleaned = _empty_log(engine, patience) if debt.since is None else _rewrite(engine, debt.since)
        if cleaned and _owed.get(engine.url) is debt:
            forget(engine)
    except (DBAPIError, engine.dialect.loaded_dbapi.Error):
        _LOG.warning(
            "What was deleted could not be cleaned away; the next transaction tries again.", exc_info=True
        )
    finally:
        _cleaning.release()


def _empty_log(engine: Engine, patience: int) -> bool:
    """Empty SQLite's write-ahead log; not while somebody reads from it."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={patience}")
        try:
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual}")
        cursor.close()
    finally:
        connection.close()
    return not busy


def _rewrite(engine: Engine, since: datetime) -> bool:
    """Write PostgreSQL's tables anew without their dead rows; not while a snapshot of before needs them."""
    older = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND xact_start < :since"
    )
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        return not connection.scalar(older, {"since": since}) and _without_dead_rows(connection)


def _without_dead_rows(connection: Connection) -> bool:
    """Whether nobody held a table for so long that it could not be written anew."""
    connection.execute(text(f"SET lock_timeout = '{PATIENCE}ms'"))
    try:
        for table in EMPTIED:
            connection.execute(text(f"VACUUM (FULL) {table}"))
    except OperationalError:
        return False
    finally:
        connection.execute(text("RESET lock_timeout"))
    return True
