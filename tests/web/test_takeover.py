"""A session of Streamlit's belongs to the browser that opened it, and ends with what that browser was."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.tab import PageBroken, Tab
from benchmarks.wire import Host, Jar
from db.accounts import Role
from db.agenda import StageKind
from db.session import Session, close, configure, writing
from facilitation.access import cookie_name
from facilitation.accounts import change_password, change_role, disable_account
from facilitation.actors import Actor
from facilitation.joining import claim_readmit, leave, readmit_link
from facilitation.people import remove_person
from facilitation.signing_in import log_out
from facilitation.tokens import digest
from tests.factories.votes import make_initiative
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_joined,
    make_workshop,
    open_kind,
    signed_in,
)
from tests.web.test_server import Server, free_port, started, stop
from web.streams import HEADERS

TITLE = "Fonds de participation des habitants"


@dataclass(frozen=True)
class Room:
    """A server with a vote under way, a participant in it, and who runs it."""

    server: Server
    workshop: int
    amina: int
    token: str
    paul: str
    fanny: int
    account: str
    administrator: int

    def jar(self, **cookies: str) -> Jar:
        """A browser with these cookies: jar(person=token)."""
        names = {"person": cookie_name("person"), "account": cookie_name("account")}
        return Jar(Host(self.server.port), {names[kind]: token for kind, token in cookies.items()})

    @property
    def console(self) -> str:
        return f"/console?workshop={self.workshop}"


@pytest.fixture
def room(tmp_path: Path, postgresql_url: str) -> Iterator[Room]:
    """On PostgreSQL, whose notices let the server hear what happens in this process."""
    server = started(tmp_path, free_port(), 2, DATABASE_URL=postgresql_url.replace("+psycopg", ""))
    configure(postgresql_url)
    with writing() as session:
        workshop = make_workshop(session)
        amina, paul = (make_joined(session, workshop, name=name) for name in ("Amina", "Paul"))
        for title in (TITLE, "Bon Achat", "Intracting"):
            make_initiative(session, workshop, title=title)
        open_kind(session, workshop, StageKind.voting)
        fanny = facilitator_of(session, workshop)
        administrator = make_account(session, name="Ada", role=Role.ADMINISTRATOR)
        account = signed_in(session, fanny)
    yield Room(server, workshop, amina.person_id, amina.token, paul.token, fanny, account, administrator)
    close()
    stop(server)


class Overheard(Tab):
    """A tab that keeps every byte it was sent."""

    heard = b""

    def _read(self, frame: bytes, now: float) -> None:
        self.heard += frame
        super()._read(frame, now)


@pytest.mark.attack("the session id of a participant, presented without their cookie")
def test_a_session_id_alone_opens_and_reads_nothing(room: Room) -> None:
    async def steal() -> None:
        victim = Tab(room.jar(person=room.token), "/room")
        await victim.open()
        assert "ballot" in victim.widgets
        forged = f"nothing\r\n{HEADERS['person']}: {digest(room.token)}"
        for cookies in ({}, {"person": room.paul}, {"account": room.account}, {"account": forged}):
            thief = Overheard(room.jar(**cookies), "/room")
            await thief.open(victim.session_id)
            assert thief.session_id != victim.session_id
            assert b"Amina" not in thief.heard
            assert ("ballot" in thief.widgets) == ("person" in cookies)
            thief.close()
        await victim.click("room-done")
        assert await victim.rerun() > 0
        victim.close()

    asyncio.run(steal())


@pytest.mark.promise("a browser that comes back with its cookie finds its session as it was")
def test_the_browser_itself_goes_on_with_its_session(room: Room) -> None:
    async def come_back() -> None:
        first = Tab(room.jar(person=room.token), "/room")
        await first.open()
        again = Tab(room.jar(person=room.token), "/room")
        await again.open(first.session_id)
        assert again.session_id == first.session_id
        again.close()

    asyncio.run(come_back())


def leaves(session: Session, room: Room) -> None:
    leave(session, actor=Actor(person_id=room.amina), token=room.token)


def is_removed(session: Session, room: Room) -> None:
    remove_person(session, actor=Actor(room.fanny), person_id=room.amina)


def is_readmitted_elsewhere(session: Session, room: Room) -> None:
    claim_readmit(session, readmit_link(session, actor=Actor(room.fanny), person_id=room.amina))


def signs_out(session: Session, room: Room) -> None:
    log_out(session, token=room.account)


def gets_a_new_password(session: Session, room: Room) -> None:
    change_password(
        session, actor=Actor(room.administrator), account_id=room.fanny, password="un autre mot de passe"
    )


def becomes_a_designer(session: Session, room: Room) -> None:
    change_role(session, actor=Actor(room.administrator), account_id=room.fanny, role=Role.DESIGNER)


def is_disabled(session: Session, room: Room) -> None:
    disable_account(session, actor=Actor(room.administrator), account_id=room.fanny)


@pytest.mark.attack("a tab that was open when its participant or account was signed out")
@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (leaves, "person"),
        (is_removed, "person"),
        (is_readmitted_elsewhere, "person"),
        (signs_out, "account"),
        (gets_a_new_password, "account"),
        (becomes_a_designer, "account"),
        (is_disabled, "account"),
    ],
)
def test_an_open_tab_ends_with_its_credential(
    room: Room, act: Callable[[Session, Room], None], kind: str
) -> None:
    async def stay() -> None:
        token, page = (room.token, "/room") if kind == "person" else (room.account, room.console)
        tab = Tab(room.jar(**{kind: token}), page)
        await tab.open()
        shown = set(tab.widgets) - {"page"}
        with writing() as session:
            act(session, room)
        await tab.ended()
        again = Overheard(room.jar(**{kind: token}), page)
        await again.open(tab.session_id)
        assert not shown & set(again.widgets)
        assert TITLE.encode() not in again.heard
        with pytest.raises(PageBroken):
            await tab.click(next(iter(shown)))
        again.close()

    asyncio.run(stay())


@pytest.mark.attack("the page of accounts, opened by a facilitator")
def test_no_frame_to_a_facilitator_names_another_account(room: Room) -> None:
    with writing() as session:
        make_account(session, name="Bérénice Unique")

    async def look() -> None:
        tab = Overheard(room.jar(account=room.account), "/accounts")
        await tab.open()
        assert b"Votre compte ne permet pas" in tab.heard
        assert "Bérénice Unique".encode() not in tab.heard
        assert not [key for key in tab.widgets if key.startswith("accounts-")]
        tab.close()

    asyncio.run(look())
