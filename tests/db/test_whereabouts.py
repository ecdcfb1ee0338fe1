"""SQLite's file, deleted or replaced under the server: nothing is acknowledged into nowhere."""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.accounts import Account
from db.health import Health, examine
from db.outages import DatabaseGone
from db.session import close, configure, reading, writing
from tests.factories.workshops import make_account


def file_of(engine: Engine) -> Path:
    return Path(engine.url.database or "")


def write(name: str) -> None:
    with writing() as session:
        make_account(session, name=name)


def names() -> list[str]:
    with reading() as session:
        return [name for (name,) in session.query(Account.name).order_by(Account.id)]


def deleted(file: Path) -> None:
    file.unlink()


def replaced(file: Path) -> None:
    copy = file.with_name("copy.db")
    shutil.copyfile(file, copy)
    copy.replace(file)


def log_deleted(file: Path) -> None:
    file.with_name(f"{file.name}-wal").unlink()


def log_begun_anew(file: Path) -> None:
    log = file.with_name(f"{file.name}-wal")
    log.rename(file.with_name("elsewhere"))
    log.touch()


@pytest.mark.attack("a SQLite file that is deleted or replaced under the server takes nothing in any more")
@pytest.mark.parametrize("happened", [deleted, replaced, log_deleted, log_begun_anew])
def test_nothing_is_written_into_a_file_that_is_gone(
    rules: Engine, happened: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    write("Amina")
    happened(file_of(rules))
    for _ in range(2):
        with pytest.raises(DatabaseGone):
            write("Paul")

    assert examine() is Health.gone
    [said] = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert f"deleted, moved or replaced under the running server: {file_of(rules)}." in said
    assert "Move the same files back" in said


def test_a_file_that_goes_while_somebody_writes_confirms_nothing(rules: Engine) -> None:
    write("Amina")

    def write_while_it_goes() -> None:
        with writing() as session:
            make_account(session, name="Paul")
            deleted(file_of(rules))

    with pytest.raises(DatabaseGone):
        write_while_it_goes()


def test_a_file_that_is_put_back_is_written_on(rules: Engine, caplog: pytest.LogCaptureFixture) -> None:
    write("Amina")
    file = file_of(rules)
    file.rename(file.with_name("aside.db"))
    with pytest.raises(DatabaseGone):
        write("Paul")
    file.with_name("aside.db").rename(file)
    write("Léa")

    assert names() == ["Amina", "Léa"]
    assert examine() is Health.ok
    assert caplog.messages[-1] == f"The database is in its place again: {file}. Essaim goes on."


def test_no_empty_database_appears_in_the_place_of_one_that_is_gone(rules: Engine) -> None:
    write("Amina")
    with reading() as held:
        held.query(Account).all()
        deleted(file_of(rules))
        with pytest.raises(DatabaseGone), reading() as another:
            another.query(Account).all()

    assert not file_of(rules).exists()


def test_a_database_that_was_closed_and_opened_again_is_known_again(sqlite_url: str) -> None:
    engine = configure(sqlite_url)
    write("Amina")
    engine.dispose()
    write("Paul")

    assert names() == ["Amina", "Paul"]
    close()
