"""A backup can be made while others write, and comes back whole or not at all."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

import db.session
from db.backup import main, restore, save
from db.migrate import DatabaseUnfit
from db.session import writing
from settings import settings


def add_row(name: str) -> None:
    with writing() as session:
        session.execute(
            text("INSERT INTO setup_links (token_hash, created_at) VALUES (:name, '2026-01-01')"),
            {"name": name},
        )


def names(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT token_hash FROM setup_links ORDER BY 1")]


@pytest.fixture
def opened(sqlite_url: str) -> Iterator[str]:
    db.session.configure(sqlite_url)
    yield sqlite_url
    db.session.close()


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def test_a_copy_made_while_somebody_writes_holds_what_was_committed(opened: str, tmp_path: Path) -> None:
    add_row("before")
    with writing() as session:
        session.execute(
            text("INSERT INTO setup_links (token_hash, created_at) VALUES ('half', '2026-01-01')")
        )
        copy = save(opened, tmp_path / "copies" / "one.db")
    assert names(copy) == ["before"]
    assert names(file_of(opened)) == ["before", "half"]


def test_restoring_brings_back_what_was_saved_and_keeps_what_was_there(opened: str, tmp_path: Path) -> None:
    add_row("before")
    copy = save(opened, tmp_path / "copy.db")
    add_row("after")
    db.session.close()
    restore(opened, copy, tmp_path / "kept.db")
    assert names(file_of(opened)) == ["before"]
    assert names(tmp_path / "kept.db") == ["after", "before"]


def test_a_copy_can_be_restored_where_there_was_no_database(sqlite_url: str, tmp_path: Path) -> None:
    copy = save(sqlite_url, tmp_path / "copy.db")
    restore(f"sqlite:///{tmp_path}/new/place.db", copy, tmp_path / "kept.db")
    assert names(tmp_path / "new" / "place.db") == []
    assert not (tmp_path / "kept.db").exists()


def test_a_copy_never_overwrites_another(sqlite_url: str, tmp_path: Path) -> None:
    copy = save(sqlite_url, tmp_path / "copy.db")
    with pytest.raises(DatabaseUnfit) as refused:
        save(sqlite_url, copy)
    assert str(refused.value) == f"{copy} exists already: choose another name, so that no copy is lost."


def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnfit) as refused:
        save(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy.db")
    assert str(refused.value) == f"There is no database at {tmp_path}/none.db yet: nothing to copy."


def test_a_place_that_cannot_be_written_is_said(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnfit) as refused:
        save(sqlite_url, tmp_path / "file" / "copy.db")
    assert str(refused.value).startswith(f"Cannot copy {file_of(sqlite_url)} to {tmp_path}/file/copy.db: ")


@pytest.mark.parametrize("content", [b"", b"Monsieur le Maire, " * 200])
def test_what_is_no_database_of_essaim_is_not_restored(
    sqlite_url: str, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "letter"
    file.write_bytes(content)
    before = file_of(sqlite_url).read_bytes()
    with pytest.raises(DatabaseUnfit) as refused:
        restore(sqlite_url, file, tmp_path / "kept.db")
    assert str(refused.value) == f"{file} is not a sound database of Essaim: nothing was changed."
    assert file_of(sqlite_url).read_bytes() == before


def test_a_file_that_is_not_there_is_not_restored(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnfit) as refused:
        restore(sqlite_url, tmp_path / "none.db", tmp_path / "kept.db")
    assert str(refused.value) == f"There is no file {tmp_path}/none.db."


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnfit) as refused:
        save("postgresql+psycopg://essaim@localhost/essaim", tmp_path / "copy.db")
    assert str(refused.value) == (
        "PostgreSQL has its own tool for this: pg_dump --format=custom --file=essaim.dump DATABASE_URL"
    )


@pytest.fixture
def instance(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings of an instance whose data lie in a folder of its own."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def test_the_command_saves_into_the_data_folder(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["save"]) == 0
    (copy,) = (instance / "backups").iterdir()
    assert capsys.readouterr().out == f"Saved {copy}.\n"
    assert names(copy) == []


def test_the_command_saves_where_it_is_told(instance: Path) -> None:
    assert main(["save", str(instance / "here.db")]) == 0
    assert names(instance / "here.db") == []


def test_the_command_restores_after_a_yes(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["save", str(instance / "here.db")])
    assert main(["restore", str(instance / "here.db")], ask=lambda _: "y") == 0
    (kept,) = (instance / "backups").iterdir()
    assert f"Restored. What was there before is in {kept}.\n" in capsys.readouterr().out


def test_the_command_changes_nothing_without_a_yes(
    instance: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(instance / "here.db")], ask=lambda _: "") == 0
    assert capsys.readouterr().out == "Nothing was changed.\n"


def test_the_command_changes_nothing_where_nobody_can_answer(
    instance: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["restore", str(instance / "here.db")]) == 0
    assert capsys.readouterr().out.endswith("Nothing was changed.\n")


def test_the_command_says_why_it_cannot(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(instance / "none.db")], ask=lambda _: "y") == 2
    assert capsys.readouterr().err == f"There is no file {instance}/none.db.\n"


@pytest.mark.parametrize("arguments", [[], ["save", "a", "b"], ["restore"], ["destroy"]])
@pytest.mark.usefixtures("instance")
def test_the_command_says_what_it_understands(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == "Say: make backup [TO=file]  or  make restore FROM=file\n"
