"""SQLite goes on writing into a file that was deleted or replaced under it, and nobody ever sees that again.

So we look, at every transaction, whether the file that is open is still the one that bears its name, and
whether the two files of its write-ahead log are: what was confirmed last is in there.
"""

import logging
from pathlib import Path
from threading import Lock

from db.outages import DatabaseGone

_LOG = logging.getLogger(__name__)

Identity = tuple[int, int] | None
"""Device and number of a file; None where there is none."""
LOG = ("-wal", "-shm")


class Whereabouts:
    """Where SQLite's file lies, and which files it and its log were when they were opened."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._log = [Path(f"{file}{ending}") for ending in LOG]
        self._opened: tuple[Identity, list[Identity]] | None = None
        self._open = 0
        self._missed = False
        self._lock = Lock()

    def opened(self) -> None:
        """A connection was opened; the first one says which files ours are."""
        with self._lock:
            if self._opened is None or not self._open:  # the last one that closes takes the log away
                self._opened = (_identity(self.file), self._identities())
            self._open += 1

    def closed(self) -> None:
        """A connection was closed."""
        with self._lock:
            self._open -= 1

    def check(self) -> None:
        """Raise DatabaseGone where the file or its log is not in its place; the operator is told once."""
        with self._lock:
            in_place = self._in_place()
            changed, self._missed = self._missed is in_place, not in_place
        if changed:
            self._say(in_place)
        if not in_place:
            raise DatabaseGone

    def _in_place(self) -> bool:
        if self._opened is None:
            return True
        file, log = self._opened
        return _identity(self.file) == file and (not self._open or self._identities() == log)

    def _identities(self) -> list[Identity]:
        return [_identity(file) for file in self._log]

    def _say(self, in_place: bool) -> None:
        if in_place:
            _LOG.warning("The database is in its place again: %s. Essaim goes on.", self.file)
        else:
            _LOG.error(
                "The database was deleted, moved or replaced under the running server: %s. Nothing is "
                "written any more. Move the same files back, -wal and -shm too, and Essaim goes on; else "
                "stop Essaim, put a backup in place and start it again (docs/operating.md).",
                self.file,
            )


def _identity(file: Path) -> Identity:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
