"""Every address of ours, asked for by everybody: a new one fails here until it is said who may."""

import re
from collections.abc import Mapping

import pytest
from httpx2 import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient

from db.accounts import Account, Role
from db.agenda import StageKind
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.facilitators import add_facilitator
from facilitation.pictures import attach_picture
from facilitation.signing_in import log_out
from tests.factories.doors import device_of
from tests.factories.pictures import drawn
from tests.factories.tables import make_post, make_tables
from tests.factories.votes import make_initiative
from tests.factories.workshops import facilitator_of, make_account, make_joined, make_workshop, signed_in
from tests.web.conftest import INDEX
from web.live import Hub
from web.routes import routes

OPEN = {
    "GET /join/{code}": "the form; it creates nobody",
    "POST /join/{code}": "whoever has the code",
    "GET /resume/{code}": "the form",
    "POST /resume": "whoever has a resume code",
    "GET /readmit/{token}": "the button",
    "POST /readmit/{token}": "whoever has the link, once",
    "POST /leave": "one's own device",
    "POST /erase": "oneself, by one's own device",
    "POST /language": "one's own language",
    "GET /projector/{token}": "whoever has the link",
    "POST /session": "whoever has a nonce, once",
    "POST /logout": "one's own session",
    "GET /setup/{token}": "the form",
    "GET /schemas/workshop-1.json": "for everybody",
    "GET /concepts/{slug}": "what is published and permitted",
    "GET /concepts/{slug}/preview.png": "what is published and permitted",
    "GET /concepts/{slug}/logo": "what is published and permitted",
    "GET /surfaces/{hash}/{file}": "our scripts and styles",
    "GET /robots.txt": "for everybody",
    "GET /healthz": "for everybody",
    "GET /{page:elsewhere}": "an empty page; what is drawn in it is asked for over the stream",
}
"""What asks for no cookie, and why."""
OF_A_WORKSHOP = {
    "GET /pictures/{picture_id:id}": {"a facilitator", "a participant"},
    "POST /initiatives/{initiative_id:id}/picture": {"a facilitator"},
    "POST /posts/{post_id:id}/picture": {"a facilitator", "a participant"},
    "POST /workshops/{workshop_id:id}/logo": {"a facilitator"},
    "GET /download/{workshop_id:id}/{name}": {"a facilitator"},
}
"""Who of a workshop may, and nobody from elsewhere."""
OF_AN_ACCOUNT = {
    "GET /waiting": "one's own place in the line",
    "POST /templates": "whoever may run workshops; what is no template is refused after that",
    "POST /archives": "whoever may run workshops; what is not an archive is refused after that",
}
ELSEWHERE = {
    "GET /summary/{workshop_id:id}": "who took part, a month from the end: tests/web/test_summary.py",
    "GET /templates/{template_id:id}": "whoever may run workshops: tests/web/test_templates_shared.py",
}
"""Tried by tests of their own."""
REFUSED = {"NotFound", "NotAllowed"}


def addresses() -> list[str]:
    found = []
    for route in routes(Hub(), INDEX):
        if isinstance(route, Route):
            found += [f"{method} {route.path}" for method in sorted((route.methods or set()) - {"HEAD"})]
        else:
            assert isinstance(route, Mount | WebSocketRoute)
    return found


def test_every_address_has_its_rule_and_every_rule_its_address() -> None:
    assert sorted({*OPEN, *OF_A_WORKSHOP, *OF_AN_ACCOUNT, *ELSEWHERE}) == sorted(addresses())


def make_strangers(session: Session, workshop: int, fanny: int) -> Mapping[str, dict[str, str]]:
    """The cookies of people who have nothing to do here, or no longer."""
    elsewhere = make_workshop(session)
    demoted, revoked = make_account(session, name="Zoé"), signed_in(session, fanny)
    add_facilitator(session, actor=Actor(fanny), workshop_id=workshop, account_id=demoted)
    session.get_one(Account, demoted).role = Role.DESIGNER
    log_out(session, token=revoked)
    return {
        "nobody": {},
        "a participant of another workshop": {"person": make_joined(session, elsewhere).token},
        "a facilitator of another workshop": {
            "account": signed_in(session, facilitator_of(session, elsewhere))
        },
        "a facilitator who became a designer": {"account": signed_in(session, demoted)},
        "a facilitator who signed out": {"account": revoked},
        "a participant's secret as an account's": {"account": make_joined(session, elsewhere).token},
    }


@pytest.mark.attack("an address of a workshop, asked for from elsewhere or with a former role")
@pytest.mark.parametrize("address", OF_A_WORKSHOP)
def test_nobody_from_elsewhere_is_answered(site: TestClient, address: str) -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.decomposition)
        post = make_post(session, t.amina)
        initiative = make_initiative(session, t.workshop)
        picture = attach_picture(session, actor=Actor(t.by), initiative_id=initiative, data=drawn())
        strangers = make_strangers(session, t.workshop, t.by)
        own = {
            "a facilitator": {"account": signed_in(session, t.by)},
            "a participant": {"person": device_of(session, t.amina)},
        }
    method, path = address.split()
    named: dict[str, object] = {"picture_id": picture, "initiative_id": initiative}
    named |= {"post_id": post, "workshop_id": t.workshop, "name": "attendance.pdf"}
    here = re.sub(r"\{(\w+)(?::\w+)?\}", lambda one: str(named[one[1]]), path)
    askers = {**strangers, **own}
    let_in = {who for who, cookies in askers.items() if not refused(ask(site, method, here, cookies))}
    assert let_in == OF_A_WORKSHOP[address]


@pytest.mark.attack("an address for accounts, asked for without one")
@pytest.mark.parametrize("address", OF_AN_ACCOUNT)
def test_without_an_account_there_is_nothing(site: TestClient, address: str) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        fanny = facilitator_of(session, workshop)
        revoked, person = signed_in(session, fanny), make_joined(session, workshop).token
        log_out(session, token=revoked)
        account = signed_in(session, fanny)
    method, path = address.split()
    for cookies in ({}, {"person": person}, {"account": person}, {"account": revoked}):
        assert refused(ask(site, method, path, cookies))
    assert not refused(ask(site, method, path, {"account": account}))


def ask(site: TestClient, method: str, path: str, cookies: dict[str, str]) -> Response:
    header = "; ".join(f"essaim_{kind}={token}" for kind, token in cookies.items())
    content = drawn() if method == "POST" else None
    return site.request(method, path, headers={"Cookie": header} if header else {}, content=content)


def refused(answer: Response) -> bool:
    """Whether it was answered that there is nothing here, or that they may not."""
    if answer.status_code == 404:
        return True
    return answer.status_code == 422 and answer.json()["error"] in REFUSED
