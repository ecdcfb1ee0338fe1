"""Why the database did not do what it was asked, at the start and later; nothing was changed then."""

import sqlite3

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

PRIMARY = 0xFF
"""The part of SQLite's codes that tells kinds apart; the rest tells details."""
POSTGRESQL_FULL = "53100"


class DatabaseDown(Exception):
    """The database does not answer; the transaction under way did nothing."""


class DatabaseUnfit(Exception):
    """A database that Essaim cannot work with; its text is one sentence for the operator."""


class DatabaseBusy(DatabaseDown):
    """Somebody else holds SQLite's file, and did not let go of it in time."""


class DatabaseFull(DatabaseDown):
    """No room is left where the database keeps its files."""


class DatabaseGone(DatabaseDown):
    """SQLite's file is no longer in its place, or another one is."""


def meaning(error: DBAPIError | NoConnectionLeft) -> DatabaseDown | None:
    """Which outage an error of the library below stands for; None for a mistake of ours."""
    reason = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(reason, "sqlite_errorcode", 0) & PRIMARY
    if code == sqlite3.SQLITE_FULL or getattr(reason, "sqlstate", None) == POSTGRESQL_FULL:
        return DatabaseFull()
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusy()
    mistaken = isinstance(error, DatabaseError) and type(error) not in (DatabaseError, OperationalError)
    return None if mistaken else DatabaseDown()
