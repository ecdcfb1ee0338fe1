import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, text
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect

import web.live
import web.views
from db import changes
from db.session import Session, writing
from facilitation.access import account_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.ballots import cast_dot, take_dot
from facilitation.errors import NotFound
from facilitation.groups import group_of
from facilitation.joining import Joined, leave
from facilitation.live import FAMILIES, SHARED, Audience, Listener
from facilitation.results import reveal
from facilitation.running import close_stage, mark_done
from facilitation.signing_in import log_out
from facilitation.tickets import listener_of
from facilitation.tokens import digest
from tests.factories.tables import make_initiative, make_tables
from tests.factories.workshops import (
    facilitator_of,
    make_joined,
    make_workshop,
    open_kind,
    signed_in,
    stage_of,
)
from tests.web.conftest import Hear, make_projector, make_room, make_site
from web.live import Hub
from web.sockets import UNSENT, Socket

NOTHING = {"ping": True}


def listen(socket: WebSocketTestSession, *topics: str, version: str = "") -> None:
    socket.send_json({"hear": [{"topic": topic, "version": version} for topic in topics]})


def news(socket: WebSocketTestSession) -> dict[str, Any]:
    said: dict[str, Any] = socket.receive_json()
    return said


def quiet(socket: WebSocketTestSession) -> bool:
    """Whether nothing is on its way: the answer to a ping comes next."""
    socket.send_json(NOTHING)
    return news(socket).keys() == {"now"}


def as_room(workshop_id: int, joined: Joined) -> Listener:
    return Listener(workshop_id, "room", joined.person_id, None, digest(joined.token))


def as_projector(workshop_id: int) -> Listener:
    return Listener(workshop_id, "projector", None, None, digest(make_projector(workshop_id)))


def as_console(workshop_id: int) -> tuple[Listener, str]:
    with writing() as session:
        token = signed_in(session, facilitator_of(session, workshop_id))
        account = account_of(session, token)
        assert account is not None
    return listener_of(account, workshop_id), token


def test_a_topic_arrives_at_once_and_again_after_every_change(hear: Hear) -> None:
    workshop, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, "people")
        first = news(socket)
        assert (first["topic"], first["view"]["present"]) == ("people", 1)
        assert isinstance(first["now"], int)

        with writing() as session:
            make_joined(session, workshop, name="Paul")

        second = news(socket)
        assert second["view"]["present"] == 2
        assert second["version"] != first["version"]


def test_a_page_that_has_the_present_version_hears_nothing_until_it_changes(hear: Hear) -> None:
    workshop, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        assert quiet(socket)

        with writing() as session:
            make_joined(session, workshop, name="Paul")
        assert news(socket)["view"]["present"] == 2


def test_a_family_that_changes_reaches_everyone_who_hears_one_of_it(hear: Hear) -> None:
    workshop, _, listener = make_room()
    mine = f"ballot:{listener.person_id}"
    with hear(listener) as socket:
        listen(socket, mine, version=changes.version(workshop, mine))
        assert quiet(socket)

        with writing() as session:
            changes.touch(session, workshop, "ballot")
        assert news(socket)["topic"] == mine


def join_and_fail(session: Session, workshop_id: int) -> None:
    make_joined(session, workshop_id, name="Paul")
    raise NotFound


def test_what_is_rolled_back_is_never_told(hear: Hear) -> None:
    workshop, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        with pytest.raises(NotFound), writing() as session:
            join_and_fail(session, workshop)

        assert quiet(socket)


def test_what_is_no_longer_heard_is_no_longer_sent(hear: Hear) -> None:
    workshop, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        socket.send_json({"unhear": ["people", "never heard"]})
        assert quiet(socket)
        with writing() as session:
            make_joined(session, workshop, name="Paul")

        assert quiet(socket)


def test_a_pulse_has_a_version_and_no_view(hear: Hear) -> None:
    _, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, "settings", f"me:{listener.person_id}")
        assert [news(socket)["view"], news(socket)["view"]] == [None, None]


def test_one_workshop_says_nothing_to_another(hear: Hear) -> None:
    workshop, _, listener = make_room()
    other, _, _ = make_room()
    with hear(listener) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        with writing() as session:
            make_joined(session, other, name="Paul")
        assert quiet(socket)


def test_a_ticket_for_another_workshop_opens_nothing(hear: Hear) -> None:
    _, _, listener = make_room()
    other, _, _ = make_room()
    elsewhere = Listener(other, "room", listener.person_id, None, listener.credential)

    with hear(elsewhere) as socket:
        listen(socket, "people")
        assert news(socket) == {"gone": True}
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
    assert closed.value.code == 4403


@pytest.mark.parametrize("ticket", ["", "made up"])
def test_a_forged_ticket_opens_nothing(hear: Hear, ticket: str) -> None:
    with hear(ticket) as socket:
        assert news(socket) == {"gone": True}
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
    assert closed.value.code == 4403


def test_nobody_hears_the_ballot_of_somebody_else(hear: Hear) -> None:
    workshop, _, listener = make_room()
    with writing() as session:
        other = make_joined(session, workshop, name="Paul").person_id
    with hear(listener) as socket:
        listen(socket, f"ballot:{other}", f"me:{other}", "canvas:1", "account:1", "walls", "ballot:x")
        assert quiet(socket)
        listen(socket, f"ballot:{listener.person_id}")
        assert news(socket)["topic"] == f"ballot:{listener.person_id}"


def test_a_group_hears_its_own_canvas_only(hear: Hear) -> None:
    with writing() as session:
        tables = make_tables(session)
        joined = make_joined(session, tables.workshop, name="Inès")
        mine = group_of(session, joined.person_id)
    theirs = tables.first if mine == tables.second else tables.second
    with hear(as_room(tables.workshop, joined)) as socket:
        listen(socket, f"canvas:{theirs}", f"canvas:{mine}")
        assert news(socket)["topic"] == f"canvas:{mine}"
        assert quiet(socket)


def test_somebody_removed_is_sent_away_at_once(hear: Hear) -> None:
    _, token, listener = make_room()
    with hear(listener) as socket:
        listen(socket, f"me:{listener.person_id}")
        news(socket)
        with writing() as session:
            assert listener.person_id is not None
            leave(session, actor=Actor(person_id=listener.person_id), token=token)

        said = [news(socket)]
        while said[-1] != {"gone": True}:
            said.append(news(socket))
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()


def test_a_revoked_projector_is_sent_away_at_once(hear: Hear) -> None:
    workshop, _, _ = make_room()
    with hear(as_projector(workshop)) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        assert quiet(socket)
        make_projector(workshop)
        assert news(socket) == {"gone": True}


def test_a_console_is_sent_away_when_its_account_signs_out(hear: Hear) -> None:
    workshop, _, _ = make_room()
    console, token = as_console(workshop)
    with hear(console) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        assert quiet(socket)
        with writing() as session:
            log_out(session, token=token)
        assert news(socket) == {"gone": True}


@pytest.mark.parametrize(
    "said",
    [
        "{",
        "[]",
        '"x"',
        "[[[",
        f'{{"hear": [], "x": "{"x" * 20_000}"}}',
        '{"hear": [{}]}',
        '{"hear": 3}',
        '{"hear": [null]}',
    ],
)
def test_a_socket_that_talks_nonsense_is_closed(hear: Hear, said: str) -> None:
    _, _, listener = make_room()
    with hear(listener) as socket:
        socket.send_text(said)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_text()
    assert closed.value.code == 1003


LONG = ["9" * 18, "9" * 19, str(2**63), "9" * 400, "9" * 5000, "１" * 19, "-" + "9" * 20, "٣"]


@pytest.mark.attack("the live channel is asked for topics of numbers beyond what a database holds")
@pytest.mark.parametrize("audience", ["room", "console"])
def test_a_topic_of_a_number_that_no_database_holds_is_nobodys(
    hear: Hear, caplog: pytest.LogCaptureFixture, audience: str
) -> None:
    workshop, _, room = make_room()
    listener = room if audience == "room" else as_console(workshop)[0]

    with hear(listener) as socket:
        for family in (*FAMILIES, "me", "account", "settings", "people", "nothing"):
            for number in LONG:
                listen(socket, f"{family}:{number}")
                socket.send_json({"unhear": [f"{family}:{number}"]})
                socket.send_json({"writing": {"topic": f"{family}:{number}", "section": f"gaps:{number}"}})
                assert quiet(socket)
    assert not caplog.records


def test_a_message_names_only_so_many_topics(hear: Hear) -> None:
    _, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, *(["walls"] * web.live.TOPICS_A_SOCKET), "people")
        assert quiet(socket)


def test_each_view_is_computed_once_for_everybody_who_hears_it(
    hear: Hear, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop, _, listener = make_room()
    computed: list[str] = []
    compute = web.views.message

    def counted(workshop_id: int, topic: str, audience: Audience) -> tuple[str, str]:
        computed.append(topic)
        return compute(workshop_id, topic, audience)

    monkeypatch.setattr(web.views, "message", counted)
    with hear(listener) as one, hear(listener) as other, hear(listener) as third:
        for socket in (one, other, third):
            listen(socket, "people", version=changes.version(workshop, "people"))
            assert quiet(socket)
        with writing() as session:
            make_joined(session, workshop, name="Paul")
        assert [news(socket)["view"]["present"] for socket in (one, other, third)] == [2, 2, 2]

    assert computed == ["people"]


def test_a_storm_of_changes_ends_with_the_last_state_and_few_messages(hear: Hear) -> None:
    workshop, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        for n in range(40):
            with writing() as session:
                make_joined(session, workshop, name=f"Person {n}")
        heard = 0
        while news(socket)["view"]["present"] < 41:
            heard += 1
        assert heard <= 40
        assert quiet(socket)


def test_a_browser_that_does_not_read_is_dropped_and_nobody_waits_for_it() -> None:
    async def never(*_: object) -> Any:
        await asyncio.Event().wait()

    async def sent_too_much() -> bool:
        browser = WebSocket({"type": "websocket", "headers": []}, never, never)
        socket = Socket(browser, Listener(1, "room", 1, None, ""))
        for n in range(UNSENT + 2):
            socket.send(str(n))
        await asyncio.wait((socket.writing,), timeout=10)
        return socket.writing.cancelled()

    assert asyncio.run(sent_too_much())


def test_a_lost_notice_is_made_good(hear: Hear, hub: Hub, rules: Engine) -> None:
    workshop, _, listener = make_room()
    with hear(listener) as socket:
        listen(socket, "stage", version=changes.version(workshop, "stage"))
        assert quiet(socket)
        with rules.begin() as connection:
            connection.execute(text("UPDATE workshops SET theme = 'Un autre enjeu'"))

        hub._loop.call_soon_threadsafe(hub.refresh_everything)

        assert news(socket)["view"]["theme"] == "Un autre enjeu"


def test_while_the_database_is_down_the_view_waits_for_it(
    hear: Hear, rules: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop, _, listener = make_room()
    monkeypatch.setattr(web.live, "DATABASE_PATIENCE", 0.01)
    with hear(listener) as socket:
        listen(socket, "people", version=changes.version(workshop, "people"))
        assert quiet(socket)
        with rules.begin() as connection:
            connection.execute(text("ALTER TABLE people RENAME TO elsewhere"))
        changes.hear(frozenset({(workshop, "people")}))
        with rules.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO people"))

        assert news(socket)["view"]["present"] == 1


def until_the_reveal(socket: WebSocketTestSession) -> Iterator[dict[str, Any]]:
    """Everything a socket hears, the revealed result last."""
    while True:
        frame = news(socket)
        yield frame
        if frame["topic"] == "result" and frame["view"]["state"] == "revealed":
            return


def test_no_frame_to_anybody_holds_a_count_before_the_reveal(hear: Hear) -> None:
    """Thirteen dots on one initiative: until the reveal, no number of any frame is thirteen."""
    with writing() as session:
        workshop = make_workshop(session)
        favourite = make_initiative(session, workshop, "Bon Achat")
        for title in ("Intracting", "Fonds de participation", "Compostage", "Autopartage"):
            make_initiative(session, workshop, title)
        people = [make_joined(session, workshop, name=f"Person {chr(65 + n)}") for n in range(17)]
        fanny = facilitator_of(session, workshop)
    console, _ = as_console(workshop)
    room = as_room(workshop, people[0])
    with hear(room) as one, hear(as_projector(workshop)) as two, hear(console) as three:
        sockets = (one, two, three)
        for socket in sockets:
            listen(socket, *SHARED)
        listen(one, f"ballot:{people[0].person_id}")
        with writing() as session:
            open_kind(session, workshop, StageKind.voting)
        for person in people[:13]:
            with writing() as session:
                cast_dot(session, actor=Actor(person_id=person.person_id), initiative_id=favourite)
        with writing() as session:
            cast_dot(session, actor=Actor(person_id=people[14].person_id), initiative_id=favourite)
            take_dot(session, actor=Actor(person_id=people[14].person_id), initiative_id=favourite)
            mark_done(
                session,
                actor=Actor(person_id=people[15].person_id),
                stage_id=stage_of(session, workshop, StageKind.voting),
            )
            cast_dot(session, actor=Actor(person_id=people[16].person_id), initiative_id=favourite + 1)
        with writing() as session:
            close_stage(session, actor=Actor(fanny), stage_id=stage_of(session, workshop, StageKind.voting))
        with writing() as session:
            reveal(session, actor=Actor(fanny), stage_id=stage_of(session, workshop, StageKind.voting))
        heard = [list(until_the_reveal(socket)) for socket in sockets]

    for frames in heard:
        *secret, revealed = frames
        assert sorted(row["dots"] for row in revealed["view"]["rows"]) == [0, 0, 0, 1, 13]
        assert not [frame for frame in secret if '"dots":13' in json.dumps(frame, separators=(",", ":"))]
        results = [frame["view"] for frame in secret if frame["topic"] == "result"]
        assert results
        assert all((view["rows"], view["cut_after"], view["tied"]) == (None, None, []) for view in results)


def test_a_hub_that_is_closed_hears_nothing_more(rules: Engine) -> None:
    assert rules.dialect.name == "sqlite"
    with TestClient(make_site(Hub())):
        pass

    changes.hear(frozenset({(1, "people")}))
