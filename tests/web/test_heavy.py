"""Heavy work for a request takes no thread of the pages, waits in its line, ends when nobody waits for it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from anyio.to_thread import current_default_thread_limiter
from sqlalchemy import Engine
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Message

from db.base import now
from db.session import writing
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.apart import Bounds, Leaving, said
from facilitation.errors import LineFull
from facilitation.sharing import share_initiative
from tests.factories.pictures import drawn
from tests.factories.tables import make_initiative, make_tables
from tests.factories.workshops import make_joined, open_kind
from tests.web.conftest import make_room, make_signed_in
from tests.web.test_files import use
from web.downloads import download, take_home, waiting
from web.heavy import FILES, PICTURES, SHARED, SUMMARIES, in_turn, once_for_all
from web.line import Line

ONE_DESIGNER = 60


class Client:
    """Somebody who asks, and may hang up."""

    def __init__(self, token: str, **path: object) -> None:
        self.gone = asyncio.Event()
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": "/",
            "query_string": b"",
            "headers": [(b"cookie", f"essaim_account={token}".encode())],
            "path_params": path,
        }
        self.sent = False

    async def receive(self) -> Message:
        if not self.sent:
            self.sent = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    def asks(self, route: Callable[[Request], Awaitable[Response]]) -> asyncio.Task[Response]:
        async def answer() -> Response:
            return await route(Request(self.scope, self.receive))

        return asyncio.create_task(answer())


async def until(happens: Callable[[], bool]) -> None:
    while not happens():
        await asyncio.sleep(0)


@pytest.mark.attack("sixty documents asked for at once by one designer")
def test_documents_wait_in_their_line_and_never_in_the_threads_of_the_pages(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_tables(session).workshop
    token = make_signed_in(workshop)

    async def play() -> None:
        async with FILES.turn("one"), FILES.turn("another"):
            clients = [Client(token, workshop_id=workshop, name="data.json") for _ in range(ONE_DESIGNER)]
            asked = [client.asks(download) for client in clients]
            await until(lambda: sum(one.done() for one in asked) == ONE_DESIGNER - 10)
            refusals = [one.exception() for one in asked if one.done()]
            assert {type(refusal) for refusal in refusals} == {LineFull}
            assert current_default_thread_limiter().borrowed_tokens == 0
            told = await Client(token).asks(waiting)
            assert told.body == b'{"place":1}'
            for client in clients[1:]:
                client.gone.set()
            left = [one for one in asked if not one.done()]
            await until(lambda: sum(one.done() for one in asked) >= ONE_DESIGNER - 1)
        document = await next(one for one in left if not one.done() or one.exception() is None)
        assert document.status_code == 200

    asyncio.run(asyncio.wait_for(play(), 60))


def test_a_client_that_goes_away_ends_the_work_and_gives_its_place_back() -> None:
    async def play() -> None:
        line, client = Line(at_once=1, a_person=1, in_all=1), Client("")
        begun, ended = asyncio.Event(), []
        loop = asyncio.get_running_loop()

        def work(leaving: Leaving) -> None:
            loop.call_soon_threadsafe(begun.set)
            try:
                said("http.server", "0", within=Bounds(60, 300), leaving=leaving)
            finally:
                ended.append(line.place_of("amina"))

        request = Request(client.scope, client.receive)
        task = asyncio.create_task(in_turn(request, line, "amina", work))
        await begun.wait()
        client.gone.set()
        with pytest.raises(ClientDisconnect):
            await task
        assert (ended, line.place_of("amina")) == ([0], None)

    asyncio.run(asyncio.wait_for(play(), 60))


def test_who_waits_hears_the_place_and_nobody_else_does(site: TestClient) -> None:
    workshop, _, _ = make_room()
    use(site, account=make_signed_in(workshop))
    assert site.get("/waiting").json() == {"place": None}
    use(site)
    assert site.get("/waiting").status_code == 404


@pytest.mark.attack("a picture of millions of pixels for an initiative that is not one's own")
def test_who_may_send_a_picture_is_asked_before_anything_looks_at_it(site: TestClient) -> None:
    workshop, stranger, _ = make_room()
    with writing() as session:
        initiative = make_initiative(session, workshop, "Bon Achat")
        tables = make_tables(session)
    others = (f"/initiatives/{initiative}/picture", f"/posts/{tables.amina}/picture")
    for path in others:
        use(site, person=stranger)
        assert site.post(path, content=b"GIF89a").json()["error"] == "NotFound"
        use(site)
        assert site.post(path, content=b"GIF89a").json()["error"] == "NotAllowed"
    use(site, person=stranger)
    assert site.post(f"/workshops/{workshop}/logo", content=b"GIF89a").json()["error"] == "NotAllowed"


@pytest.mark.attack("twenty pictures of fifty million pixels at once")
def test_pictures_are_drawn_one_at_a_time_and_few_wait(site: TestClient) -> None:
    workshop, person, listener = make_room()
    with writing() as session:
        open_kind(session, workshop, StageKind.sharing)
        initiative = share_initiative(
            session, actor=Actor(person_id=listener.person_id), title="Bon Achat", pitch="Oui."
        )
    use(site, person=person)
    path = f"/initiatives/{initiative}/picture"
    assert site.post(path, content=drawn("PNG", (7_000, 7_000))).json()["ok"] is True
    assert site.post(path, content=drawn("PNG", (7_100, 7_100))).json() == {
        "error": "TooManyPixels",
        "fields": {"most": 50},
    }
    who = Actor(person_id=listener.person_id)
    with PICTURES.admitted(who), PICTURES.admitted(who), PICTURES.admitted(who):
        answer = site.post(path, content=drawn())
    assert (answer.status_code, answer.json()) == (429, {"error": "LineFull", "fields": {}})
    assert site.post(path, content=drawn()).json()["ok"] is True


def test_a_room_that_takes_its_summary_home_has_it_written_once_and_fills_nobodys_line(
    rules: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def write(workshop_id: int, *_: object, **__: object) -> bytes:
        written.append(workshop_id)
        return b"%PDF"

    monkeypatch.setattr("web.downloads.written_apart", write)
    with writing() as session:
        workshop = make_tables(session).workshop
        tokens = [make_joined(session, workshop, name=f"Voter {n}").token for n in range(100)]
        session.get_one(Workshop, workshop).closed_at = now()

    def home(token: str) -> Client:
        client = Client("", workshop_id=workshop)
        client.scope["headers"] = [(b"host", b"localhost"), (b"cookie", f"essaim_person={token}".encode())]
        client.scope |= {"scheme": "http", "server": ("localhost", 80)}
        return client

    async def play() -> None:
        async with SUMMARIES.turn("before"):
            asked = [home(token).asks(take_home) for token in tokens]
            await until(lambda: sum(one.waiting for one in SHARED.values()) == len(tokens))
            again = home(tokens[0]).asks(take_home)
            await asyncio.wait([again])
            assert type(again.exception()) is LineFull
            with FILES.admitted("facilitator"):
                pass
        assert {(await one).body for one in asked} == {b"%PDF"}

    asyncio.run(play())
    assert written == [workshop]


def test_shared_work_ends_once_the_last_has_hung_up() -> None:
    line = Line(at_once=1, a_person=1, in_all=9)
    heard: list[Leaving] = []

    def work(leaving: Leaving) -> bytes:
        heard.append(leaving)
        return b"done"

    def waits(client: Client) -> Callable[[Request], Awaitable[Response]]:
        async def route(request: Request) -> Response:
            return Response(await once_for_all(request, line, "key", work))

        return route

    async def play() -> None:
        one, two, three = (Client("") for _ in range(3))
        async with line.turn("before"):
            first, second = one.asks(waits(one)), two.asks(waits(two))
            await asyncio.sleep(0)
            one.gone.set()
            await asyncio.wait([first])
            assert type(first.exception()) is ClientDisconnect
            assert not second.done()
            two.gone.set()
            await asyncio.wait([second])
            third = three.asks(waits(three))
        assert (await third).body == b"done"

    asyncio.run(play())
    assert len(heard) == 1
