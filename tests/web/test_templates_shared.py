"""Templates as files: given to and taken from who may run workshops."""

import pytest
from starlette.testclient import TestClient

from db.accounts import Role
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.own_templates import own_templates, save_template
from tests.factories.workshops import facilitator_of, make_account, make_joined, make_workshop, signed_in

FILE = (
    'essaim = "template-1"\nname = "Nuit"\nlanguage = "fr"\n'
    '[[stage]]\nkind = "theme"\ntitle = "Le soir"\ninstruction = ""\nminutes = 9\n'
)
SENT = {"Content-Type": "application/toml", "Sec-Fetch-Site": "same-origin"}


def use(site: TestClient, **cookies: str) -> None:
    site.cookies.clear()
    for kind, token in cookies.items():
        site.cookies.set(f"essaim_{kind}", token)


def test_a_template_is_downloaded_and_sent_again(site: TestClient) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        template = save_template(session, actor=Actor(by), workshop_id=workshop, name="Soirée")
        use(site, account=signed_in(session, by))
    answer = site.get(f"/templates/{template}")
    assert answer.status_code == 200
    assert f"essaim-template-{template}.toml" in answer.headers["Content-Disposition"]
    assert site.post("/templates", content=answer.content, headers=SENT).json()["ok"]
    with reading() as session:
        assert [one.name for one in own_templates(session, actor=Actor(by))] == ["Soirée", "Soirée"]
    assert site.post("/templates", content=b"rien", headers=SENT).json()["error"] == "BadTemplate"


@pytest.mark.attack("a template, read or brought by who may run no workshop")
def test_nobody_else_reads_or_brings_one(site: TestClient) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        template = save_template(session, actor=Actor(by), workshop_id=workshop, name="Soirée")
        designer = signed_in(session, make_account(session, name="Dina", role=Role.DESIGNER))
        person = make_joined(session, workshop).token
    for cookies in ({}, {"account": designer}, {"person": person}, {"account": person}):
        use(site, **cookies)
        assert site.get(f"/templates/{template}").status_code == 404
        assert site.post("/templates", content=FILE, headers=SENT).json()["error"] in (
            "NotAllowed",
            "NotFound",
        )
