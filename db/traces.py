"""What SQLite keeps beside the rows: its write-ahead log remembers former contents until it is emptied."""

from sqlalchemy.orm import Session

_ASKED = "essaim_leave_no_trace"
PATIENCE = 500
"""Milliseconds to wait for readers that still need the log; else it is emptied at the next occasion."""


def leave_no_trace(session: Session) -> None:
    """Once this transaction is committed, let no file keep what it deleted."""
    session.info[_ASKED] = True


def wipe(session: Session) -> None:
    """Empty the write-ahead log after a commit that asked for it; other databases keep none that is read."""
    engine = session.get_bind().engine
    if not session.info.pop(_ASKED, False) or engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cursor.execute(f"PRAGMA busy_timeout={patience}")
        cursor.close()
    finally:
        connection.close()
