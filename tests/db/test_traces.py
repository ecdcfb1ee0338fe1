"""What was voted is in no file any more once a vote is closed, whoever was reading at the time."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, create_engine, text

import db.migrate
import db.session
from db import backup, traces
from db.private import close_folder
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.voting import cast_dot, close_vote, take_dot
from tests.factories.votes import cast_by_each, make_wall, open_vote
from tests.factories.workshops import facilitator_of

FIRST_BALLOT = 0x51AC0F00
"""Ballots of a test have numbers that nothing else in a file has."""
MARK = (FIRST_BALLOT >> 8).to_bytes(3, "big")
VOTERS = 60


def voted(engine: Engine) -> tuple[int, int]:
    """A vote that is open, in which sixty people placed dots and changed them; (who runs it, stage)."""
    with writing() as session:
        workshop_id, ids = make_wall(session, 6, dots=3)
        by, stage_id = facilitator_of(session, workshop_id), open_vote(session, workshop_id)
        if engine.dialect.name == "sqlite":
            session.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES ('ballots', :first)"),
                {"first": FIRST_BALLOT},
            )
    with writing() as session:
        voters = cast_by_each(session, workshop_id, [ids[n % 4 : n % 4 + 3] for n in range(VOTERS)])
    for voter in voters[::7]:
        with writing() as session:
            take_dot(session, actor=Actor(person_id=voter), initiative_id=ids[2])
            cast_dot(session, actor=Actor(person_id=voter), initiative_id=ids[5])
    return by, stage_id


def remembered(url: str) -> dict[str, int]:
    """How often a ballot is named in each file of a SQLite database, but for the last number given."""
    file = Path(url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as connection:
        last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ballots'").fetchone()[0]
    found = {}
    for name in (file.name, f"{file.name}-wal"):
        content = (file.parent / name).read_bytes() if (file.parent / name).exists() else b""
        found[name] = content.count(MARK) - content.count(int(last).to_bytes(4, "big"))
    return found


@contextmanager
def another_reader(url: str) -> Iterator[None]:
    """Somebody else's program that reads a SQLite database meanwhile."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM dots").fetchone()
        yield


@pytest.mark.attack("find who voted for what in the file of a database, its log or a later backup")
def test_no_file_names_a_ballot_after_the_close(rules: Engine, sqlite_url: str, tmp_path: Path) -> None:
    by, stage_id = voted(rules)
    assert sum(remembered(sqlite_url).values()) > VOTERS
    with writing() as session:
        close_vote(session, actor=Actor(by), stage_id=stage_id)
    assert set(remembered(sqlite_url).values()) == {0}
    copy = backup.save(sqlite_url, tmp_path / "copy.db")
    assert set(remembered(f"sqlite:///{copy}").values()) == {0}


@pytest.mark.attack("read a database while a vote closes, so that its log keeps the ballots")
def test_a_reader_during_the_close_keeps_nothing_for_later(rules: Engine, sqlite_url: str) -> None:
    by, stage_id = voted(rules)
    with reading() as lingering:
        lingering.execute(text("SELECT count(*) FROM dots")).scalar_one()
        with writing() as session:
            close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert traces.is_owed(rules)
    assert not traces.is_owed(rules)
    assert set(remembered(sqlite_url).values()) == {0}


def test_another_program_that_reads_is_waited_for_until_it_is_gone(rules: Engine, sqlite_url: str) -> None:
    by, stage_id = voted(rules)
    with another_reader(sqlite_url):
        with writing() as session:
            close_vote(session, actor=Actor(by), stage_id=stage_id)
        with reading() as session:
            session.execute(text("SELECT 1"))
        assert traces.is_owed(rules)
    with reading() as session:
        session.execute(text("SELECT 1"))
    assert not traces.is_owed(rules)
    assert set(remembered(sqlite_url).values()) == {0}


def test_what_a_stop_left_is_cleaned_at_the_next_start(rules: Engine, sqlite_url: str) -> None:
    by, stage_id = voted(rules)
    with another_reader(sqlite_url):
        with writing() as session:
            close_vote(session, actor=Actor(by), stage_id=stage_id)
        db.session.close()
        assert not traces.is_owed(rules)
        assert remembered(sqlite_url)["essaim.db-wal"] > 0
        traces.owe(db.session.configure(sqlite_url))
    with reading() as session:
        session.execute(text("SELECT 1"))
    assert set(remembered(sqlite_url).values()) == {0}


def dead_or_living(url: str, table: str) -> int:
    """How many bytes PostgreSQL keeps of a table, its dead rows too."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        found = connection.execute("SELECT pg_relation_size(%s::regclass)", (table,)).fetchone()
        assert found is not None
        size: int = found[0]
        return size


def of_votes(url: str) -> int:
    return dead_or_living(url, "ballots") + dead_or_living(url, "dots")


@pytest.fixture
def server(postgresql_url: str) -> Iterator[Engine]:
    yield db.session.configure(postgresql_url)
    db.session.close()


@pytest.mark.attack("read the dead rows that PostgreSQL keeps of a closed vote")
def test_postgresql_keeps_no_dead_row_of_a_ballot(server: Engine, postgresql_url: str) -> None:
    by, stage_id = voted(server)
    assert of_votes(postgresql_url) > 0
    with writing() as session:
        close_vote(session, actor=Actor(by), stage_id=stage_id)
    assert of_votes(postgresql_url) == 0


def test_a_snapshot_of_before_is_waited_for_on_postgresql_too(server: Engine, postgresql_url: str) -> None:
    by, stage_id = voted(server)
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as old:
        old.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        old.execute("SELECT count(*) FROM dots")
        with writing() as session:
            close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert traces.is_owed(server)
        assert of_votes(postgresql_url) > 0
    with reading() as session:
        session.execute(text("SELECT 1"))
    assert not traces.is_owed(server)
    assert of_votes(postgresql_url) == 0


def test_a_table_that_somebody_holds_is_written_anew_later(server: Engine, postgresql_url: str) -> None:
    by, stage_id = voted(server)
    with writing() as session:
        close_vote(session, actor=Actor(by), stage_id=stage_id)
    traces.owe(server)
    with psycopg.connect(postgresql_url.replace("+psycopg", "")) as holding:
        holding.execute("LOCK TABLE dots IN ACCESS SHARE MODE")
        with reading() as session:
            session.execute(text("SELECT 1"))
        assert traces.is_owed(server)
    with reading() as session:
        session.execute(text("SELECT 1"))
    assert not traces.is_owed(server)


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.mark.attack("read the database, its log or a backup from another account of the machine")
def test_only_its_owner_reads_a_database_whatever_the_umask(tmp_path: Path) -> None:
    former = os.umask(0)
    try:
        folder = tmp_path / "data"
        url = f"sqlite:///{folder / 'essaim.db'}"
        engine = db.session.configure(url)
        db.migrate.upgrade_to_head(engine)
        with writing() as session:
            make_wall(session, 1)
            files = sorted(folder.iterdir())
        copy = backup.save(url, folder / "backups" / "one.db")
        db.session.close()
        backup.restore(url, copy, folder / "backups" / "kept.db")
    finally:
        os.umask(former)
    assert [file.name for file in files] == ["essaim.db", "essaim.db-shm", "essaim.db-wal"]
    assert {mode(file) for file in folder.rglob("*") if file.is_file()} == {0o600}
    assert {mode(one) for one in (folder, folder / "backups")} == {0o700}


def test_a_database_that_others_could_read_is_closed_to_them_at_the_start(
    sqlite_url: str, tmp_path: Path
) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    tmp_path.chmod(0o755)
    db.session.configure(sqlite_url)
    with reading() as session:
        session.execute(text("SELECT 1"))
    db.session.close()
    assert mode(file) == 0o600


def test_two_never_clean_at_once(rules: Engine) -> None:
    traces.owe(rules)
    with traces._cleaning, reading() as session:
        session.execute(text("SELECT 1"))
    assert traces.is_owed(rules)


def test_a_data_folder_that_others_could_open_is_closed_and_one_that_is_not_there_stays_away(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    close_folder(folder)
    close_folder(tmp_path / "nowhere")
    assert mode(folder) == 0o700
    assert not (tmp_path / "nowhere").exists()


def test_a_database_that_cannot_be_cleaned_now_is_owed_it_still() -> None:
    engine = create_engine("sqlite:////nowhere/at/all.db")
    traces.owe(engine)
    traces.pay(engine)
    assert traces.is_owed(engine)
    traces.forget(engine)
    traces._clean(engine, 1)
    assert not traces.is_owed(engine)
