"""Our routes behind their guard, on a real database, as a browser on the same site sees them."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import streamlit
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect

from db.session import writing
from db.workshops import workshop_row
from facilitation.access import cookie_name, person_of
from facilitation.actors import Actor
from facilitation.links import renew_projector
from facilitation.live import Listener
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.tickets import listener_of, read, sign
from tests.factories.wallet import held, hold
from tests.factories.workshops import facilitator_of, make_joined, make_workshop
from web.door import COOKIE_OF
from web.live import Hub
from web.routes import EXCEPTION_HANDLERS, middleware, routes
from web.streams import STREAM, Streams

HERE = "http://localhost"
INDEX = (Path(streamlit.__file__).with_name("static") / "index.html").read_text()
LIVE = "ws://localhost/live"
FROM_OUR_PAGE = {"Sec-Fetch-Site": "same-origin", "Origin": HERE}

Hear = Callable[[Listener | str], AbstractContextManager[WebSocketTestSession]]


async def take_in(websocket: WebSocket) -> None:
    """In Streamlit's place: a socket that visitors may keep open."""
    await websocket.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await websocket.receive_text()


def make_site(hub: Hub) -> Starlette:
    """The application of our routes, with a stream that only listens."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        hub.open()
        streams.open()
        yield
        streams.close()
        hub.close()

    streams = Streams()
    return Starlette(
        routes=[*routes(hub, INDEX), WebSocketRoute(STREAM, take_in)],
        middleware=middleware(streams),
        exception_handlers=EXCEPTION_HANDLERS,
        lifespan=lifespan,
    )


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def site(rules: Engine, hub: Hub) -> Iterator[TestClient]:
    """A browser that is on one of our pages."""
    with TestClient(make_site(hub), HERE, headers=FROM_OUR_PAGE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def hear(site: TestClient) -> Hear:
    """Open the live channel with a ticket, or as a listener."""

    @contextmanager
    def opened(who: Listener | str) -> Iterator[WebSocketTestSession]:
        ticket = who if isinstance(who, str) else sign(who)
        listener = read(ticket)
        headers = {"Origin": HERE} | (cookies_of(listener) if listener else {})
        with site.websocket_connect(f"{LIVE}?ticket={ticket}", headers=headers) as socket:
            yield socket

    return opened


def cookies_of(listener: Listener) -> dict[str, str]:
    """The header of a browser that holds the cookie a ticket was given to, as far as the test knows it."""
    token = held(listener.credential)
    return {"Cookie": f"{cookie_name(COOKIE_OF[listener.audience])}={token}"} if token else {}


def make_room() -> tuple[int, str, Listener]:
    """A workshop, the cookie of somebody in it, and how they listen."""
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop, territory="Pays de Grasse")
        person = person_of(session, joined.token)
        assert person is not None
    return workshop, joined.token, listener_of(person)


def make_code(workshop_id: int) -> str:
    """The code of a workshop."""
    with writing() as session:
        workshop = workshop_row(session, workshop_id)
        assert workshop is not None
        return workshop.code or ""


def make_projector(workshop_id: int) -> str:
    """A fresh projector link of a workshop, by its token."""
    with writing() as session:
        renew_projector(session, actor=Actor(facilitator_of(session, workshop_id)), workshop_id=workshop_id)
        workshop = workshop_row(session, workshop_id)
        assert workshop is not None
        return hold(workshop.projector_token or "")


def make_signed_in(workshop_id: int) -> str:
    """The cookie of the facilitator of a workshop."""
    with writing() as session:
        nonce = issue_nonce(session, account_id=facilitator_of(session, workshop_id))
        return hold(claim_nonce(session, nonce=nonce).token)


def make_form(**changed: Any) -> dict[str, Any]:
    """What the join form sends."""
    form = {
        "name": "Amina",
        "territory_id": None,
        "territory_name": "Pays de Grasse",
        "role": "elected",
        "attribution": "territory",
        "contact_consent": False,
        "contact": "",
        "attempt": "attempt-1",
    }
    return form | changed
