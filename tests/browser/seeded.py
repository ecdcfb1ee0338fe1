"""A workshop that stands in the database before anybody visits, and the browsers of the people in it."""

from dataclasses import dataclass, field

from db.accounts import Role
from db.session import reading, writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.joining import Joined
from facilitation.workshops import change_settings, workshop_settings
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.server import Server
from tests.factories.votes import make_initiative
from tests.factories.workshops import make_account, make_joined, make_workshop, open_kind, signed_in

TITLES = ("Bon Achat", "Intracting", "Café des transitions", "Le parlement des voisins")


@dataclass
class Room:
    """A workshop with a wall, run by an administrator; what its methods write reaches no open screen.

    (The server hears of what it writes itself: other processes are told of by PostgreSQL only.)
    """

    server: Server
    visit: OpenPage
    language: str = "fr"
    workshop_id: int = 0
    by: int = 0
    account: str = ""
    code: str = ""
    projector_token: str = ""
    wall: dict[str, int] = field(default_factory=dict)
    joined: dict[str, Joined] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with writing() as session:
            self.by = make_account(session, role=Role.ADMINISTRATOR)
            self.account = signed_in(session, self.by)
            self.workshop_id = make_workshop(session, by=self.by, language=self.language)
            change_settings(session, actor=Actor(self.by), workshop_id=self.workshop_id, dots=2)
            self.wall = {title: make_initiative(session, self.workshop_id, title=title) for title in TITLES}
        with reading() as session:
            known = workshop_settings(session, actor=Actor(self.by), workshop_id=self.workshop_id)
        self.code, self.projector_token = known.code or "", known.projector_token or ""

    def open(self, kind: StageKind) -> int:
        """Open the first stage of a kind; its id."""
        with writing() as session:
            return open_kind(session, self.workshop_id, kind)

    def join(self, name: str, territory: str = "") -> Joined:
        """Let somebody join, in no browser yet."""
        with writing() as session:
            self.joined[name] = make_joined(session, self.workshop_id, name=name, territory=territory)
        return self.joined[name]

    def enter(self, name: str, territory: str = "", **browser: object) -> Screen:
        """The room on the browser of somebody who has joined, or does so now."""
        one = self.joined.get(name) or self.join(name, territory)
        return self.at("/room", {cookie_name("person"): one.token}, **browser)

    def console(self, **browser: object) -> Screen:
        """The facilitator's console."""
        return self.desk("console", **browser)

    def desk(self, page: str, **browser: object) -> Screen:
        """A page of the facilitator's about this workshop."""
        return self.at(
            f"/{page}?workshop={self.workshop_id}", {cookie_name("account"): self.account}, **browser
        )

    def projector(self, **browser: object) -> Screen:
        """The projector."""
        return self.at(
            f"/projector/{self.projector_token}", {}, **({"width": 1920, "height": 1080} | browser)
        )

    def at(self, path: str, cookies: dict[str, str], **browser: object) -> Screen:
        """An address of the server, in a browser that holds these cookies."""
        return Screen(self.visit(self.server.url + path, cookies=cookies, **browser))
