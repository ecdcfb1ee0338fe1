"""What a WebSocket takes in before a message is whole, on the server below as it runs."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

import web.frames
from facilitation.access import cookie_name
from facilitation.tickets import sign
from tests.web.conftest import make_room, make_site
from tests.web.raw import close_code, frame, is_cut, serving, shaken
from web.frames import FRAGMENTS, KNOWN_MESSAGE, VISITORS_MESSAGE
from web.live import UNREADABLE, Hub
from web.streams import STREAM

TOO_BIG = 1009


@pytest.fixture
def port(rules: Engine) -> Iterator[int]:
    with serving(make_site(Hub())) as port:
        yield port


@pytest.fixture
def room(port: int) -> tuple[str, str]:
    """Where somebody in a workshop hears it, and their cookie."""
    _, token, listener = make_room()
    return f"/live?ticket={sign(listener)}", f"{cookie_name('person')}={token}"


@pytest.mark.attack("a visitor announces a message of more than 64 KiB and never ends it")
def test_a_visitors_message_is_small_and_refused_by_its_announced_length(port: int) -> None:
    for announced in (VISITORS_MESSAGE + 1, 20_000_000, 2**62):
        with shaken(port, STREAM) as socket:
            socket.sendall(frame(b"{", announced=announced))
            assert close_code(socket) == TOO_BIG


@pytest.mark.attack("a participant announces a message of more than 1 MiB and never ends it")
def test_whoever_is_known_may_send_more_but_not_any_amount(port: int, room: tuple[str, str]) -> None:
    with shaken(port, *room) as socket:
        socket.sendall(frame(b"x" * (VISITORS_MESSAGE + 1)))
        assert close_code(socket) == UNREADABLE  # it was taken in whole, and is no message of ours
    with shaken(port, *room) as socket:
        socket.sendall(frame(b"{", announced=KNOWN_MESSAGE + 1))
        assert close_code(socket) == TOO_BIG


@pytest.mark.attack("a message comes in pieces that add up to more than one frame may have")
def test_the_pieces_of_a_message_count_together(port: int) -> None:
    with shaken(port, STREAM) as socket:
        piece = b"x" * (VISITORS_MESSAGE // 4)
        socket.sendall(frame(piece, final=False) + frame(piece, opcode=0, final=False) * 4)
        assert close_code(socket) == TOO_BIG


@pytest.mark.attack("a message comes in pieces without length and without end")
def test_empty_pieces_count_too(port: int) -> None:
    with shaken(port, STREAM) as socket:
        socket.sendall(frame(b"", final=False) + frame(b"", opcode=0, final=False) * FRAGMENTS)
        assert close_code(socket) == TOO_BIG


@pytest.mark.attack("a message is begun and never ended")
@pytest.mark.parametrize(
    "begun", [frame(b"x", announced=100), frame(b"x", final=False), frame(b"{}") + frame(b"x")[:3]]
)
def test_an_unfinished_message_is_waited_for_only_so_long(
    port: int, room: tuple[str, str], monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(web.frames, "MESSAGE_SECONDS", 0.2)
    with shaken(port, *room) as socket:
        socket.sendall(begun)
        assert is_cut(socket)


def test_messages_that_end_may_come_in_pieces_for_as_long_as_one_likes(
    port: int, room: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.frames, "MESSAGE_SECONDS", 0.2)
    with shaken(port, *room, timeout=1) as socket:
        ping = frame(json.dumps({"ping": True}).encode())
        socket.sendall(ping[:5])
        socket.sendall(ping[5:])
        assert b"now" in socket.recv(4096)
        with pytest.raises(TimeoutError):
            is_cut(socket)


@pytest.mark.attack("a client pings without end and reads no answer")
def test_pings_of_a_client_that_does_not_read_are_answered_no_more(port: int, room: tuple[str, str]) -> None:
    """The answers would wait in the server's memory; reading on shows how many there were."""
    sent = 150_000
    with shaken(port, *room) as socket:
        socket.sendall(frame(b"x" * 100, opcode=9) * sent)
        socket.sendall(frame(json.dumps({"ping": True}).encode()))
        said = b""
        while b'{"now"' not in said[-400:]:
            came = socket.recv(1 << 20)
            assert came, "the connection ended"
            said += came
        assert said.count(b"\x8a\x64") < sent / 2
