"""Bringing a database to the schema of this code, or saying in one sentence why it cannot be."""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from db.base import Moment
from db.indexing import catch_up
from db.outages import DatabaseUnfit as DatabaseUnfit
from db.private import keep_private, private_folder

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x455341494D
"""The PostgreSQL lock that one migrating process holds while the others wait."""
DELETED_FROM = ("journal", "sealed_results")
"""Tables that migrations take rows out of which nobody may read again."""


def upgrade_to_head(engine: Engine) -> None:
    """Bring the database of `engine` to this schema, in one transaction; a second call changes nothing.

    What the library's index lacks is added.

    Raises DatabaseUnfit where it cannot be reached or written, is newer than the code or somebody else's.
    """
    with _transaction(engine) as connection:
        _refuse_what_is_not_ours(connection)
        before = _version_of(connection)
        command.upgrade(_config(connection), "head")
        changed = before not in (None, _version_of(connection))
        _check_references(connection)
        catch_up(connection)
    if changed and engine.dialect.name == "postgresql":
        _leave_no_dead_rows(engine)


def _version_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _leave_no_dead_rows(engine: Engine) -> None:
    """What a migration deleted is to be gone from the files too; SQLite writes over it by itself."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in DELETED_FROM:
            connection.execute(text(f"VACUUM (FULL) {table}"))


def new_migration(message: str, folder: Path = FOLDER) -> Sequence[Path]:
    """Write the migration from the newest schema in `folder` to the tables of the code; the files written."""
    with TemporaryDirectory() as scratch:
        engine = create_engine(f"sqlite:///{scratch}/empty.db")
        with _transaction(engine) as connection:
            command.upgrade(_config(connection, folder), "head")
            scripts = command.revision(_config(connection, folder), message=message, autogenerate=True)
    return [Path(script.path) for script in (scripts if isinstance(scripts, list) else [scripts]) if script]


def render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write our own column types into migrations as what the database stores."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Moment) else False


def is_at_head(engine: Engine) -> bool:
    """Whether the database of `engine` has this schema already. Raises DatabaseUnfit."""
    with _transaction(engine) as connection:
        _refuse_what_is_not_ours(connection)
        context = MigrationContext.configure(connection)
        return set(context.get_current_heads()) == set(_scripts(connection).get_heads())


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    migrating = _migrating_engine(engine)
    try:
        with migrating.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection
    except DBAPIError as error:
        raise DatabaseUnfit(_sentence(engine, error)) from error
    finally:
        migrating.dispose()


def _migrating_engine(engine: Engine) -> Engine:
    """An engine of its own: a batch migration on SQLite drops tables, which must not cascade."""
    _make_folder(engine)
    migrating = create_engine(engine.url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(migrating, "connect", _prepare_sqlite)
        event.listen(migrating, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return migrating


def _make_folder(engine: Engine) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database:
        folder = Path(engine.url.database).parent
        try:
            private_folder(folder)
        except OSError as error:
            raise DatabaseUnfit(
                f"DATABASE_URL: cannot create the folder {folder} ({error.strerror})."
            ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None
    keep_private(Path(connection.execute("PRAGMA database_list").fetchone()[2]))
    connection.execute("PRAGMA busy_timeout=15000")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA secure_delete=ON")


def _config(connection: Connection, folder: Path = FOLDER) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(folder / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config


def _scripts(connection: Connection) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(connection))


def _refuse_what_is_not_ours(connection: Connection) -> None:
    heads = MigrationContext.configure(connection).get_current_heads()
    known = {script.revision for script in _scripts(connection).walk_revisions()}
    if unknown := set(heads) - known:
        raise DatabaseUnfit(
            f"The database was made by a newer version of Essaim (schema {unknown.pop()}): "
            "install that version, or restore a backup made with this one."
        )
    if not heads and inspect(connection).get_table_names():
        raise DatabaseUnfit(
            "DATABASE_URL: that database already holds tables that are not Essaim's: "
            "give it a database of its own."
        )


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise DatabaseUnfit(
            "The database holds rows that refer to nothing: restore a backup before upgrading."
        )


def _sentence(engine: Engine, error: DBAPIError) -> str:
    where = engine.url.render_as_string(hide_password=True)
    reason = str(error.orig).strip().splitlines()[0].rstrip(".")
    return f"DATABASE_URL: cannot open or change {where}: {reason}."


def main() -> int:
    """Upgrade the database of the settings; 0, or 2 after one sentence on stderr."""
    from db.sole import bring_up_to_date
    from settings import WrongSetting, settings

    try:
        bring_up_to_date(settings().database)
    except (WrongSetting, DatabaseUnfit) as unfit:
        print(unfit, file=sys.stderr)
        return 2
    print("The database is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
