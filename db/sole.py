"""One server a SQLite file: two would not hear of each other's changes, and their screens would part.

The system holds the lock for the process that took it and lets it go with that process, however it ends.
PostgreSQL tells all who share it what changed, and needs none.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import create_engine, make_url

from db.migrate import is_at_head, upgrade_to_head
from db.outages import DatabaseUnfit


class InUse(DatabaseUnfit):
    """A running Essaim holds the database."""


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold the database at `url` for this process. Raises InUse, or DatabaseUnfit where that cannot be."""
    file = _file(url)
    if file is None:
        yield
        return
    lock = _opened(file)
    try:
        _lock(lock, file)
        yield
    finally:
        os.close(lock)


def bring_up_to_date(url: str) -> None:
    """Bring the database at `url` to this schema; beside a running Essaim only where that changes nothing.

    Raises InUse, or DatabaseUnfit as upgrade_to_head does.
    """
    engine = create_engine(url)
    try:
        with alone(url):
            upgrade_to_head(engine)
    except InUse:
        if not is_at_head(engine):
            raise


def _file(url: str) -> Path | None:
    """SQLite's file under its one true name, whatever links lead there."""
    address = make_url(url)
    return Path(address.database or "").resolve() if address.get_backend_name() == "sqlite" else None


def _opened(file: Path) -> int:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DatabaseUnfit(
            f"DATABASE_URL: cannot write in {file.parent} ({error.strerror}): "
            "give Essaim's user write permission there."
        ) from error
    _leave_to_owner(lock, file.parent)
    return lock


def _leave_to_owner(lock: int, folder: Path) -> None:
    """What root's commands make must not shut out the server, which runs as whom the folder belongs to."""
    owner = folder.stat()
    with suppress(PermissionError):  # only root may give a file away, and nobody else need
        os.fchown(lock, owner.st_uid, owner.st_gid)


def _lock(lock: int, file: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip()
        raise InUse(
            f"DATABASE_URL: another Essaim (process {holder}) is at work on {file}: "
            "stop it first, or give this one another database."
        ) from error
    except OSError as error:
        raise DatabaseUnfit(
            f"DATABASE_URL: {file.parent} takes no locks ({error.strerror}): "
            "SQLite needs a local disk, several servers need PostgreSQL."
        ) from error
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(os.getpid()).encode(), 0)
