"""Small frames leave at once.

Streamlit binds its listening socket without naming a protocol, so asyncio does not recognise it as TCP and
leaves Nagle's algorithm on: a run of the page, which is several small frames, then waits 40 ms for the
browser's delayed acknowledgement. Connections inherit the option from the socket that listens, which is
already bound when the application starts.
"""

import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

OPEN_FILES = Path("/dev/fd")


def send_at_once() -> None:
    """Turn Nagle's algorithm off for every connection that this process will accept."""
    for listener in _listeners():
        with listener:
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listeners() -> Iterator[socket.socket]:
    for entry in OPEN_FILES.iterdir():
        try:
            copy = os.dup(int(entry.name))
        except OSError:  # the listing's own descriptor is closed by now
            continue
        if not stat.S_ISSOCK(os.fstat(copy).st_mode):
            os.close(copy)
            continue
        each = socket.socket(fileno=copy)
        internet = each.family in (socket.AF_INET, socket.AF_INET6) and each.type == socket.SOCK_STREAM
        if internet and each.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            yield each
        else:
            each.close()
