"""Who is writing where: told to the others at the canvas, never to a projector, and soon forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

import web.handwriting
from db import changes
from db.session import Session, writing
from facilitation.access import account_of
from facilitation.actors import Actor
from facilitation.groups import assign
from facilitation.joining import Joined
from facilitation.live import Listener
from facilitation.people import Attribution, change_consents
from facilitation.tickets import listener_of
from facilitation.tokens import digest
from tests.factories.tables import make_tables
from tests.factories.workshops import make_joined, signed_in
from tests.web.conftest import Hear, make_projector


@dataclass(frozen=True)
class Table:
    """A table with Inès and Omar at it, and what listens to its canvas."""

    workshop: int
    topic: str
    other_topic: str
    ines: Listener
    omar: Listener
    console: Listener
    projector: Listener


def seated(session: Session, workshop: int, group: int, by: int, name: str) -> Joined:
    joined = make_joined(session, workshop, name=name, territory=f"Territoire de {name}")
    assign(session, actor=Actor(by), person_id=joined.person_id, group_id=group)
    return joined


def as_room(session: Session, workshop: int, joined: Joined, attribution: Attribution) -> Listener:
    change_consents(
        session,
        actor=Actor(person_id=joined.person_id),
        attribution=attribution,
        contact_consent=False,
        contact="",
    )
    return Listener(workshop, "room", joined.person_id, None, digest(joined.token))


@pytest.fixture
def table(rules: Engine) -> Table:
    assert rules is not None
    with writing() as session:
        t = make_tables(session)
        ines = as_room(
            session, t.workshop, seated(session, t.workshop, t.first, t.by, "Inès"), Attribution.name
        )
        omar = as_room(
            session, t.workshop, seated(session, t.workshop, t.first, t.by, "Omar"), Attribution.anonymous
        )
        token = signed_in(session, t.by)
        account = account_of(session, token)
        assert account is not None
    projector = Listener(t.workshop, "projector", None, None, digest(make_projector(t.workshop)))
    return Table(
        t.workshop,
        f"canvas:{t.first}",
        f"canvas:{t.second}",
        ines,
        omar,
        listener_of(account, t.workshop),
        projector,
    )


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.handwriting, "GATHERED", 0.01)


def hears(socket: WebSocketTestSession, table: Table) -> None:
    """Hear the canvas as somebody whose page has its present version."""
    version = changes.version(table.workshop, table.topic)
    socket.send_json({"hear": [{"topic": table.topic, "version": version}]})
    assert quiet(socket)


def writes(socket: WebSocketTestSession, topic: str, section: str) -> None:
    socket.send_json({"writing": {"topic": topic, "section": section}})


def quiet(socket: WebSocketTestSession) -> bool:
    """Whether nothing is on its way: the answer to a ping comes next."""
    socket.send_json({"ping": True})
    said: dict[str, Any] = socket.receive_json()
    return said.keys() == {"now"}


def told(socket: WebSocketTestSession) -> list[tuple[str, str]]:
    """Who writes where, as a canvas is told next."""
    said = socket.receive_json()
    assert said.keys() == {"topic", "writing"}
    return [(one["name"], one["section"]) for one in said["writing"]]


@pytest.fixture
def two(table: Table, hear: Hear) -> Iterator[tuple[WebSocketTestSession, WebSocketTestSession]]:
    """The browsers of Inès and of Omar, who hear the canvas of their table."""
    with hear(table.ines) as ines, hear(table.omar) as omar:
        hears(ines, table)
        hears(omar, table)
        yield ines, omar


Two = tuple[WebSocketTestSession, WebSocketTestSession]


def test_the_others_at_the_table_know_who_is_writing_and_where(table: Table, two: Two) -> None:
    ines, omar = two
    writes(ines, table.topic, "context")
    assert told(omar) == [("Inès", "context")]
    writes(ines, table.topic, "obstacles")
    assert told(omar) == [("Inès", "obstacles")]
    writes(ines, table.topic, "")
    assert told(omar) == []


def test_a_perspective_is_written_for_one_territory(table: Table, two: Two) -> None:
    ines, omar = two
    writes(ines, table.topic, "gaps:12")
    assert told(omar) == [("Inès", "gaps:12")]


def test_nobody_is_told_of_their_own_hand(table: Table, two: Two) -> None:
    ines, _ = two
    writes(ines, table.topic, "context")
    assert told(ines) == []


def test_somebody_anonymous_writes_without_a_name(table: Table, two: Two) -> None:
    ines, omar = two
    writes(omar, table.topic, "context")
    assert told(ines) == [("", "context")]


def test_going_on_to_write_is_told_once(table: Table, two: Two) -> None:
    ines, omar = two
    writes(ines, table.topic, "context")
    assert told(omar) == [("Inès", "context")]
    writes(ines, table.topic, "context")
    writes(omar, table.topic, "results")
    assert told(ines) == []
    assert told(ines) == [("", "results")]


def test_who_says_nothing_more_is_soon_forgotten(
    table: Table, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines, omar = two
    monkeypatch.setattr(web.handwriting, "FORGOTTEN", 0.05)
    writes(ines, table.topic, "context")
    assert told(omar) == [("Inès", "context")]
    assert told(omar) == []


def test_one_hand_is_forgotten_while_another_goes_on(
    table: Table, two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines, omar = two
    writes(ines, table.topic, "context")
    assert told(omar) == [("Inès", "context")]
    monkeypatch.setattr(web.handwriting, "FORGOTTEN", 0.05)
    writes(omar, table.topic, "results")
    assert [told(ines), told(ines), told(ines)] == [[], [("", "results")], []]
    assert told(omar) == [("Inès", "context")]


def test_who_leaves_writes_no_longer(table: Table, two: Two, hear: Hear) -> None:
    ines, _ = two
    with hear(table.console) as console:
        hears(console, table)
        writes(console, table.topic, "context")
        assert told(ines) == [("Fanny", "context")]
    assert told(ines) == []


def test_who_comes_late_is_told_who_is_writing(table: Table, two: Two, hear: Hear) -> None:
    ines, omar = two
    writes(ines, table.topic, "context")
    assert told(omar) == [("Inès", "context")]
    with hear(table.console) as console:
        version = changes.version(table.workshop, table.topic)
        console.send_json({"hear": [{"topic": table.topic, "version": version}]})
        assert told(console) == [("Inès", "context")]


def test_the_projector_is_neither_told_nor_heard(table: Table, two: Two, hear: Hear) -> None:
    ines, omar = two
    with hear(table.projector) as projector:
        hears(projector, table)
        writes(projector, table.topic, "context")
        writes(ines, table.topic, "results")
        assert told(omar) == [("Inès", "results")]
        assert quiet(projector)


def test_nobody_writes_on_a_canvas_they_do_not_hear_nor_in_a_section_that_is_none(
    table: Table, two: Two, hear: Hear
) -> None:
    ines, omar = two
    with hear(table.console) as console:
        version = changes.version(table.workshop, table.other_topic)
        console.send_json({"hear": [{"topic": table.other_topic, "version": version}]})
        assert quiet(console)
        for topic, section in (
            (table.other_topic, "context"),
            ("people", "context"),
            (table.topic, "<b>"),
            (table.topic, "gaps:<b>"),
            (table.topic, "gaps:"),
            (table.topic, "nowhere:1"),
            (table.topic, "gaps:" + "1" * 40),
        ):
            writes(ines, topic, section)
        assert quiet(ines)
        assert quiet(console)
    assert quiet(omar)


def test_a_hub_that_closes_while_somebody_writes_tells_nobody(table: Table, hear: Hear) -> None:
    with hear(table.ines) as ines:
        hears(ines, table)
        writes(ines, table.topic, "context")
        assert quiet(ines)


@pytest.mark.parametrize("said", [3, {}, {"topic": "canvas:1"}, None])
def test_a_hand_that_makes_no_sense_closes_the_socket(table: Table, hear: Hear, said: object) -> None:
    with hear(table.ines) as ines:
        ines.send_json({"writing": said})
        with pytest.raises(WebSocketDisconnect) as closed:
            ines.receive_text()
    assert closed.value.code == 1003
