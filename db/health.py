"""Whether the database answers, and can be written."""

from enum import StrEnum

from sqlalchemy import text

from db.outages import DatabaseBusy, DatabaseDown, DatabaseGone
from db.session import examining


class Health(StrEnum):
    """How the database is."""

    ok = "ok"
    busy = "busy"
    down = "down"
    gone = "gone"


def examine() -> Health:
    """Look at the database: waits for nobody else's connection, and for a lock no longer than a moment."""
    try:
        with examining() as session:
            session.execute(text("SELECT count(*) FROM alembic_version"))
    except DatabaseBusy:
        return Health.busy
    except DatabaseGone:
        return Health.gone
    except DatabaseDown:
        return Health.down
    return Health.ok
