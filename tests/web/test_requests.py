"""How long and how large a request may be until it is here, on the server below as it runs."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

import web.requests
import web.stalling
from tests.web.conftest import make_site
from tests.web.raw import is_cut, opened, serving
from web.live import Hub
from web.requests import HEAD_LIMIT, UNHEARD

HOST = b"Host: localhost\r\n"
HALF = b"GET /healthz HTTP/1.1\r\n" + HOST
POST = b"POST /language HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\n" + HOST


@pytest.fixture
def port(rules: Engine) -> Iterator[int]:
    with serving(make_site(Hub())) as port:
        yield port


@pytest.mark.attack("a request is half sent, or not at all, or its body comes drop by drop")
@pytest.mark.parametrize(
    "said",
    [
        b"",
        HALF,
        HALF + b"\r\n" + HALF,
        POST + b"Content-Length: 100\r\n\r\n{",
        POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
    ],
)
def test_what_does_not_arrive_is_waited_for_only_so_long(
    port: int, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(web.requests, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(web.requests, "BODY_SECONDS", 0.3)
    with opened(port, said) as connection:
        assert is_cut(connection)


def test_a_body_that_comes_fast_enough_is_waited_for(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.requests, "BODY_SECONDS", 0.05)
    monkeypatch.setattr(web.requests, "SLOWEST", 0)
    body = b'{"language": "en"}'
    with opened(port, POST + b"Content-Length: %d\r\n\r\n" % len(body)) as connection:
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        connection.settimeout(5)
        connection.sendall(body)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")


@pytest.mark.attack("a header has no end")
@pytest.mark.parametrize(
    "said",
    [
        HALF + b"X-Endless: ",
        HALF + b"Cookie: ",
        b"GET /",
        POST + b"Transfer-Encoding: chunked\r\n\r\n1;",
        POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX-Endless: ",
    ],
)
def test_what_is_not_a_body_has_an_end(port: int, said: bytes) -> None:
    with opened(port, said) as connection:
        try:
            connection.sendall(b"x" * (HEAD_LIMIT + 1))
            connection.sendall(b"x")
        except ConnectionError:
            return
        assert is_cut(connection)


@pytest.mark.attack("more connections wait with half a request than systemd gives descriptors")
def test_of_too_many_half_requests_those_go_that_have_waited_longest(port: int) -> None:
    waiting = [opened(port, HALF) for _ in range(UNHEARD)]
    more = [opened(port, HALF) for _ in range(3)]
    try:
        assert [is_cut(each) for each in waiting[:3]] == [True] * 3
        more[-1].sendall(b"\r\n")
        assert more[-1].recv(4096).startswith(b"HTTP/1.1 200")
    finally:
        for each in (*waiting, *more):
            each.close()


def test_a_connection_may_be_used_again(port: int) -> None:
    with opened(port) as connection:
        for _ in range(3):
            connection.sendall(HALF + b"\r\n")
            said = b""
            while not said.endswith(b"ok"):
                said += connection.recv(4096)
            assert said.startswith(b"HTTP/1.1 200")
