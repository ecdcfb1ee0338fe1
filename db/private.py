"""Files that nobody but their owner may read, whatever the umask says."""

import os
from pathlib import Path


def keep_private(file: Path) -> None:
    """Make a file, or close one that is there, so that only its owner reads and writes it.

    SQLite gives its write-ahead log and its index of it the mode of the database that they are made for.
    """
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    close_files(file)


def close_files(file: Path) -> None:
    """Let only their owner read and write a database that is there, and its write-ahead log."""
    for one in (file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm"))):
        if one.exists() and one.stat().st_mode & 0o077 and one.stat().st_uid == os.getuid():
            one.chmod(0o600)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner opens, in others that are as they were or as closed as it."""
    if not folder.exists():
        private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def close_folder(folder: Path) -> None:
    """Let only its owner open a folder that is there, if it is ours to close."""
    if folder.exists() and folder.stat().st_uid == os.getuid():
        folder.chmod(0o700)
