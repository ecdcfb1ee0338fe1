"""A copy of the database at any moment, also while a workshop runs, and the way back."""

import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, make_url

from db.base import now
from db.migrate import upgrade_to_head
from db.outages import DatabaseUnfit
from db.private import keep_private, private_folder
from db.sole import alone
from hours import local
from settings import WrongSetting, settings

USAGE = "Say: make backup [TO=file]  or  make restore FROM=file"


def save(url: str, to: Path) -> Path:
    """Copy the SQLite database at `url` into the new file `to`, whole even while others write; returns `to`.

    Raises DatabaseUnfit where the database is a server's, absent, or the copy cannot be written.
    """
    source = _file(url, "pg_dump --format=custom --file=essaim.dump DATABASE_URL")
    if not source.exists():
        raise DatabaseUnfit(f"There is no database at {source} yet: nothing to copy.")
    if to.exists():
        raise DatabaseUnfit(f"{to} exists already: choose another name, so that no copy is lost.")
    try:
        private_folder(to.parent)
        _copy(source, to)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnfit(f"Cannot copy {source} to {to}: {error}.") from error
    return to


def restore(url: str, copy: Path, keep: Path) -> None:
    """Put `copy` in place of the database at `url`, in one step, after saving what was there as `keep`.

    Raises DatabaseUnfit where the copy is no sound database of Essaim, or Essaim is running; nothing is
    changed then.
    """
    target = _file(url, "pg_restore --clean --if-exists --dbname=DATABASE_URL essaim.dump")
    _check(copy)
    with alone(url):
        if target.exists():
            save(url, keep)
        private_folder(target.parent)
        _copy(copy, target)
        upgrade_to_head(create_engine(url))


def _file(url: str, instead: str) -> Path:
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        raise DatabaseUnfit(f"PostgreSQL has its own tool for this: {instead}")
    return Path(address.database or "")


def _copy(source: Path, target: Path) -> None:
    keep_private(target)
    with (
        closing(sqlite3.connect(source, timeout=15)) as read,
        closing(sqlite3.connect(target, timeout=15)) as write,
    ):
        read.backup(write)


def _check(copy: Path) -> None:
    if not copy.is_file():
        raise DatabaseUnfit(f"There is no file {copy}.")
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    except sqlite3.DatabaseError:
        sound = ours = False
    if not (sound and ours):
        raise DatabaseUnfit(f"{copy} is not a sound database of Essaim: nothing was changed.")


def main(arguments: Sequence[str], ask: Callable[[str], str] = input) -> int:
    """`save [FILE]` or `restore FILE`, with the settings' database; 0, or 2 after one sentence on stderr."""
    try:
        return _run(arguments, ask)
    except (WrongSetting, DatabaseUnfit) as unfit:
        print(unfit, file=sys.stderr)
        return 2


def _run(arguments: Sequence[str], ask: Callable[[str], str]) -> int:
    here, stamp = settings(), local(now(), settings().time_zone).strftime("%Y-%m-%dT%H%M%S")
    backups = here.data_dir / "backups"
    match arguments:
        case ["save", *files] if len(files) < 2:
            to = Path(files[0]) if files else backups / f"essaim-{stamp}.db"
            print(f"Saved {save(here.database, to)}.")
        case ["restore", file]:
            if not _yes(ask, f"Replace the database by {file}? Stop Essaim first. [y/N] "):
                print("Nothing was changed.")
                return 0
            keep = backups / f"before-restore-{stamp}.db"
            restore(here.database, Path(file), keep)
            print(f"Restored. What was there before is in {keep}.")
        case _:
            print(USAGE, file=sys.stderr)
            return 2
    return 0


def _yes(ask: Callable[[str], str], question: str) -> bool:
    try:
        return ask(question).strip().lower() in {"y", "yes"}
    except EOFError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
