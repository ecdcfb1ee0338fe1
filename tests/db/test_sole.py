"""One server a SQLite file, and what may run beside it."""

import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from db import migrate
from db.backup import main as back_up
from db.outages import DatabaseUnfit
from db.sole import InUse, alone, bring_up_to_date
from facilitation.demo.__main__ import main as load_demo
from settings import settings


@pytest.fixture
def instance(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The settings of an instance, for its commands."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield sqlite_url
    settings.cache_clear()


def in_use(url: str) -> str:
    return (
        f"DATABASE_URL: another Essaim (process {os.getpid()}) is at work on "
        f"{url.removeprefix('sqlite:///')}: stop it first, or give this one another database.\n"
    )


def outdate(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    engine.dispose()


def test_a_second_one_on_the_same_file_is_refused_until_the_first_has_ended(
    sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "essaim.db")
    with alone(sqlite_url):
        for url in (sqlite_url, f"sqlite:///{tmp_path}/link.db"):
            with pytest.raises(InUse) as refused, alone(url):
                pass
            assert f"{refused.value}\n" == in_use(sqlite_url)
    with alone(sqlite_url):
        assert (tmp_path / "essaim.db.lock").stat().st_mode & 0o777 == 0o600


@pytest.mark.attack("a backup is not put back under a running server")
def test_restoring_is_refused_while_a_server_runs(
    instance: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back_up(["save", str(tmp_path / "copy.db")])
    with alone(instance):
        before = (tmp_path / "essaim.db").read_bytes()
        assert back_up(["save", str(tmp_path / "beside.db")]) == 0
        capsys.readouterr()
        assert back_up(["restore", str(tmp_path / "copy.db")], ask=lambda _: "y") == 2

    assert capsys.readouterr().err == in_use(instance)
    assert (tmp_path / "essaim.db").read_bytes() == before
    assert not (tmp_path / "backups").exists()


@pytest.mark.attack("a running server's database is not brought to another schema under it")
def test_migrating_beside_a_server_is_refused_unless_there_is_nothing_to_do(
    instance: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with alone(instance):
        assert migrate.main() == 0
        assert capsys.readouterr().out == "The database is up to date.\n"
        outdate(instance)
        assert (migrate.main(), load_demo()) == (2, 2)

    assert capsys.readouterr().err == in_use(instance) * 2


def test_the_demo_is_loaded_beside_a_server(instance: str, capsys: pytest.CaptureFixture[str]) -> None:
    with alone(instance):
        assert load_demo() == 1
    assert "Create the administrator first" in capsys.readouterr().err


def test_servers_share_postgresql(postgresql_url: str) -> None:
    with alone(postgresql_url), alone(postgresql_url):
        bring_up_to_date(postgresql_url)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnfit) as refused, alone(f"sqlite:///{tmp_path}/file/inside/essaim.db"):
        pass
    assert str(refused.value) == (
        f"DATABASE_URL: cannot write in {tmp_path}/file/inside (Not a directory): "
        "give Essaim's user write permission there."
    )


def test_a_folder_that_takes_no_locks_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int, __: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(DatabaseUnfit) as refused, alone(f"sqlite:///{tmp_path}/essaim.db"):
        pass
    assert str(refused.value) == (
        f"DATABASE_URL: {tmp_path} takes no locks (No locks available): "
        "SQLite needs a local disk, several servers need PostgreSQL."
    )
