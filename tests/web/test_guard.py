import socket

import pytest
from starlette.datastructures import Headers
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import Scope
from starlette.websockets import WebSocketDisconnect

import web.guard
import web.places
from db.session import close, configure
from facilitation.access import cookie_name
from facilitation.tickets import sign
from settings import settings
from tests.web.conftest import (
    FROM_OUR_PAGE,
    HERE,
    LIVE,
    Hear,
    make_code,
    make_form,
    make_projector,
    make_room,
    make_signed_in,
)
from web import visitors
from web.guard import BODY_LIMIT, PICTURE_BODY_LIMIT, true_address
from web.places import Places
from web.streams import STREAM
from web.visitors import AS_VISITOR


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "192.0.2.7"])
def test_our_own_hosts_and_bare_addresses_are_answered(site: TestClient, host: str) -> None:
    assert site.get("/healthz", headers={"Host": host}).text == "ok"


@pytest.mark.parametrize(
    "host", ["", "evil.example", "localhost.evil.example", "[::1", "localhost@evil.example:x"]
)
def test_a_foreign_host_is_refused(site: TestClient, host: str) -> None:
    assert site.get("/healthz", headers={"Host": host}).status_code == 400


def test_the_host_of_the_base_url_is_ours(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BASE_URL", "https://essaim.example")
    settings.cache_clear()
    try:
        assert site.get("/healthz", headers={"Host": "essaim.example"}).status_code == 200
        assert site.get("/healthz", headers={"Host": "example"}).status_code == 400
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.parametrize("host", ["salle", "Salle:8501", "salle.local", "SALLE.local:8501", "salle.local."])
def test_the_names_of_this_machine_are_let_in_where_the_instance_has_none(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    assert site.get("/healthz", headers={"Host": host}).status_code == 400
    monkeypatch.setattr(socket, "gethostname", lambda: "salle.mairie.example")
    assert site.get("/healthz", headers={"Host": host}).status_code == 200
    monkeypatch.setenv("BASE_URL", "https://essaim.example")
    settings.cache_clear()
    try:
        assert site.get("/healthz", headers={"Host": host}).status_code == 400
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.attack("a foreign name that is made to lead to this machine (DNS rebinding)")
@pytest.mark.parametrize(
    "host",
    ["salle.evil.example", "evil.local", "xsalle.local", "salle.local.evil.example", "salle.mairie.example"],
)
def test_a_name_that_somebody_else_may_own_is_refused(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "salle.mairie.example")
    assert site.get("/healthz", headers={"Host": host}).status_code == 400
    with pytest.raises(WebSocketDisconnect):
        site.websocket_connect(f"ws://{host}/live", headers={"Origin": f"http://{host}"}).__enter__()


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/session/file",
        "/_stcore/metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/component/anything/index.html",
        "/auth/login",
        "/oauth2callback",
        "/pages\\..\\settings.py",
    ],
)
def test_what_essaim_does_not_use_of_streamlit_is_closed(site: TestClient, path: str) -> None:
    assert site.get(path).status_code == 404
    assert site.post(path, content=b"x").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(site: TestClient, method: str) -> None:
    assert site.request(method, "/healthz").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": HERE},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
        {},
    ],
)
def test_a_post_that_does_not_come_from_our_page_changes_nothing(
    site: TestClient, headers: dict[str, str]
) -> None:
    workshop, _, _ = make_room()
    for name in FROM_OUR_PAGE:
        del site.headers[name]

    answer = site.post(f"/join/{make_code(workshop)}", json=make_form(), headers=headers)

    assert answer.status_code == 403
    assert "essaim_person" not in answer.cookies


def test_a_browser_without_fetch_metadata_is_known_by_its_origin(site: TestClient) -> None:
    del site.headers["Sec-Fetch-Site"]

    assert site.post("/language", json={"language": "en"}).json() == {"ok": True, "then": ""}


def test_an_oversize_body_is_refused_by_its_announced_length(site: TestClient) -> None:
    assert site.post("/language", content=b"x" * (BODY_LIMIT + 1)).status_code == 413
    assert site.post("/initiatives/1/picture", content=b"x" * (PICTURE_BODY_LIMIT + 1)).status_code == 413
    assert site.post("/language", json={}, headers={"Content-Length": "many"}).status_code == 413


def test_an_oversize_body_is_refused_where_its_length_was_not_announced(site: TestClient) -> None:
    pieces = (b"x" * 1024 for _ in range(BODY_LIMIT // 1024 + 1))

    assert site.post("/language", content=pieces).status_code == 413


def test_an_endless_address_is_refused(site: TestClient) -> None:
    assert site.get(f"/healthz?{'x' * 5000}").status_code == 414


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null", "http://[::1", ""])
def test_a_handshake_from_a_foreign_origin_is_refused(site: TestClient, origin: str) -> None:
    _, _, listener = make_room()

    with pytest.raises(WebSocketDisconnect) as refused:
        site.websocket_connect(f"{LIVE}?ticket={sign(listener)}", headers={"Origin": origin}).__enter__()
    assert refused.value.code == 1008


def test_a_handshake_for_a_foreign_host_is_refused(site: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect):
        site.websocket_connect(
            "ws://evil.example/live", headers={"Origin": "http://evil.example"}
        ).__enter__()


def is_let_in(site: TestClient, cookie: str = "", path: str = "/live") -> bool:
    """Whether the guard lets one more socket in and through."""
    headers = {"Origin": HERE, "Cookie": cookie} if cookie else {"Origin": HERE}
    try:
        with site.websocket_connect(f"ws://localhost{path}", headers=headers) as socket:
            socket.receive()
    except WebSocketDisconnect as end:
        return end.code != 1008
    return True


def test_an_address_has_only_so_many_sockets(hear: Hear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.places, "SOCKETS_AN_ADDRESS", 2)
    _, _, listener = make_room()

    with hear(listener), hear(listener), pytest.raises(WebSocketDisconnect):
        hear(listener).__enter__()
    with hear(listener) as socket:
        socket.send_json({"ping": True})
        assert socket.receive_json().keys() == {"now"}


@pytest.mark.attack(
    "one address opens sockets without end and without a cookie, and a room sits behind it too"
)
def test_visitors_of_an_address_leave_its_room_alone(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.places, "SOCKETS_A_VISITORS_ADDRESS", 2)
    _, token, _ = make_room()

    def visit() -> WebSocketTestSession:
        return site.websocket_connect(f"ws://localhost{STREAM}", headers={"Origin": HERE})

    with visit(), visit():
        assert not is_let_in(site)
        assert not is_let_in(site, f"{cookie_name('person')}=forged")
        assert is_let_in(site, f"{cookie_name('person')}={token}")
    assert is_let_in(site)


@pytest.mark.attack("one participant opens sockets without end")
def test_whoever_is_known_has_so_many_sockets(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.places, "SOCKETS_A_HOLDER", 0)
    workshop, person, _ = make_room()
    cookies = {
        "person": person,
        "account": make_signed_in(workshop),
        "projector": make_projector(workshop),
    }

    for kind in visitors.KINDS:
        assert not is_let_in(site, f"{cookie_name(kind)}={cookies[kind]}")
    assert is_let_in(site)


@pytest.mark.attack("one address opens and closes sockets as fast as it can")
def test_visitors_of_an_address_come_back_only_so_fast(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.places, "VISITS", (0.001, 3))
    monkeypatch.setattr(web.places, "ADDRESSES", 1)

    assert [is_let_in(site) for _ in range(5)] == [True] * 3 + [False] * 2


def test_only_so_many_addresses_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.places, "VISITS", (0.001, 1))
    monkeypatch.setattr(web.places, "ADDRESSES", 2)
    places = Places()

    assert [places.visit(address) for address in ("a", "a", "b", "c", "a")] == [True, False, True, True, True]


@pytest.mark.attack("a socket says a thousand things a second")
def test_what_a_socket_says_too_fast_waits(hear: Hear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.guard, "MESSAGES", (50.0, 1.0))
    _, _, listener = make_room()

    with hear(listener) as socket:
        for _ in range(11):
            socket.send_json({"ping": True})
        said = [socket.receive_json()["now"] for _ in range(11)]

    assert said[-1] - said[0] >= 150


def test_a_page_is_told_of_a_visitor_by_us_alone() -> None:
    scope: Scope = {"headers": [(b"host", b"localhost"), AS_VISITOR, (AS_VISITOR[0], b"no")]}

    web.guard._introduce(scope, "person:1")
    assert scope["headers"] == [(b"host", b"localhost")]
    web.guard._introduce(scope, None)
    assert scope["headers"] == [(b"host", b"localhost"), AS_VISITOR]


def test_whoever_cannot_be_looked_up_comes_in_as_a_visitor(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web.places, "SOCKETS_A_HOLDER", 0)
    _, token, _ = make_room()
    close()
    configure("postgresql+psycopg://essaim@127.0.0.1:1/essaim")

    assert is_let_in(site, f"{cookie_name('person')}={token}")


@pytest.mark.parametrize(
    ("trusted", "told", "address"),
    [
        (None, "198.51.100.9", "127.0.0.1"),
        (None, "203.0.113.5, 198.51.100.9:4711", "127.0.0.1"),
        (None, "203.0.113.5", "198.51.100.9"),
        (None, "", "198.51.100.9"),
        ("127.0.0.1", "198.51.100.9", "198.51.100.9"),
    ],
)
def test_a_forwarded_address_counts_only_where_the_operator_named_the_proxy(
    monkeypatch: pytest.MonkeyPatch, trusted: str | None, told: str, address: str
) -> None:
    """The server below has put what was forwarded in the place of the address, as uvicorn does."""
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    if trusted:
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", trusted)
    scope: Scope = {"type": "http", "client": ("198.51.100.9", 0)}

    assert true_address(scope, Headers({"x-forwarded-for": told} if told else {})) == address
    assert scope["client"][0] == address


def test_every_answer_carries_the_security_headers_refusals_too(site: TestClient) -> None:
    for answer in (
        site.get("/healthz"),
        site.get("/healthz", headers={"Host": "evil.example"}),
        site.get("/no"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self' blob:;" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in answer.headers


def test_under_https_browsers_are_told_to_stay_there(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BASE_URL", "https://essaim.example")
    settings.cache_clear()
    try:
        assert site.get("/healthz").headers["Strict-Transport-Security"] == "max-age=31536000"
    finally:
        monkeypatch.undo()
        settings.cache_clear()
