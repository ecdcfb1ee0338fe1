import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db import changes
from db.changes import Change
from db.session import DatabaseDown, close, connected, reading, writing


@pytest.fixture
def told() -> Iterator[list[frozenset[Change]]]:
    heard: list[frozenset[Change]] = []
    stop = changes.listen(heard.append)
    yield heard
    stop()


@pytest.mark.usefixtures("rules")
def test_a_transaction_tells_all_it_touched_once(told: list[frozenset[Change]]) -> None:
    with writing() as session:
        changes.touch(session, 1, "wall", "people")
        changes.touch(session, 1, "wall")
        changes.touch(session, 2, "stage")
        assert told == []

    assert told == [frozenset({(1, "wall"), (1, "people"), (2, "stage")})]


@pytest.mark.usefixtures("rules")
def test_a_transaction_that_touched_nothing_tells_nothing(told: list[frozenset[Change]]) -> None:
    with writing():
        pass

    assert told == []


@pytest.mark.usefixtures("rules")
def test_a_version_differs_after_every_change() -> None:
    versions = [changes.version(7, "wall")]
    for _ in range(3):
        with writing() as session:
            changes.touch(session, 7, "wall")
        versions.append(changes.version(7, "wall"))

    assert len(set(versions)) == 4


def test_what_another_process_announces_is_told_here(told: list[frozenset[Change]]) -> None:
    changes.heard_from_elsewhere(json.dumps(["another", [[3, "wall"], [3, "ballot:8"]]]))

    assert told == [frozenset({(3, "wall"), (3, "ballot:8")})]


def test_what_this_process_announced_itself_is_not_told_twice(told: list[frozenset[Change]]) -> None:
    changes.heard_from_elsewhere(json.dumps([changes.PROCESS, [[3, "wall"]]]))

    assert told == []


@pytest.mark.usefixtures("database")
def test_a_transaction_that_touches_a_thousand_topics_is_announced(told: list[frozenset[Change]]) -> None:
    topics = [f"ballot:{n}" for n in range(1000)]
    with writing() as session:
        changes.touch(session, 1, *topics)

    assert told == [frozenset((1, topic) for topic in topics)]


def test_a_database_that_is_gone_is_said_to_be_down(rules: Engine) -> None:
    with rules.begin() as connection:
        connection.exec_driver_sql("DROP TABLE tries")
    with pytest.raises(DatabaseDown), reading() as session:
        session.connection().exec_driver_sql("SELECT * FROM tries")
    with pytest.raises(DatabaseDown), writing() as session:
        session.connection().exec_driver_sql("SELECT * FROM tries")

    close()
    assert not connected()


@pytest.mark.usefixtures("rules")
def test_touching_a_family_changes_the_version_of_everyone_in_it() -> None:
    with writing() as session:
        changes.touch(session, 8, "ballot:1")
    before = {topic: changes.version(8, topic) for topic in ("ballot:1", "ballot:2", "wall")}
    with writing() as session:
        changes.touch(session, 8, "ballot")

    assert changes.version(8, "ballot:1") != before["ballot:1"]
    assert changes.version(8, "ballot:2") != before["ballot:2"]
    assert changes.version(8, "wall") == before["wall"]
