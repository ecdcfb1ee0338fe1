"""How connections to a database are made, and how long they wait."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from db.private import close_files
from db.whereabouts import Whereabouts

WRITING = "essaim_writing"
"""The execution option of engines whose transactions write."""
UNHEARD = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 15_000}
"""A PostgreSQL whose machine vanished without a word is given up after some seconds."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many connections there are, and the seconds that one waits for a lock or for a first answer."""

    kept: int
    more: int
    lock: float
    answer: int


def make_engine(url: str, where: Whereabouts | None, bounds: Bounds) -> Engine:
    """An engine for the database at `url`; `where` its file lies, for SQLite."""
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=bounds.kept,
        max_overflow=bounds.more,
        pool_pre_ping=where is None,
        connect_args=_arguments(bounds, sqlite=where is not None),
    )
    if where is not None:
        _prepare(engine, where, bounds)
    return engine


def _arguments(bounds: Bounds, *, sqlite: bool) -> dict[str, Any]:
    if sqlite:
        return {"timeout": bounds.lock, "check_same_thread": False}
    return {"connect_timeout": bounds.answer, **UNHEARD}


def _prepare(engine: Engine, where: Whereabouts, bounds: Bounds) -> None:
    @event.listens_for(engine, "do_connect")
    def connect(dialect: Any, _: object, __: object, named: dict[str, Any]) -> Any:
        """Open the file that was there before: a new, empty one would only stand in its way."""
        where.check()
        return dialect.connect(_existing(where.file), **named, uri=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={int(bounds.lock * 1000)}",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()  # now its log is there, too
        close_files(where.file)
        where.opened()

    @event.listens_for(engine, "close")
    def let_go(_: object, __: object) -> None:
        where.closed()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _existing(file: Path) -> str:
    return f"file:{quote(str(file))}?mode=rw"
