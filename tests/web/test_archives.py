"""POST /archives rebuilds a workshop for who may run one, and GET /schemas/ shows what an archive holds."""

import json

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from db.accounts import Role
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.workshops import workshops_of
from tests.factories.packing import document_of, made_up, packed
from tests.factories.tables import Tables, make_tables
from tests.factories.workshops import make_account, signed_in
from web.guard import ARCHIVE_BODY_LIMIT


def use(site: TestClient, **cookies: str) -> None:
    site.cookies.clear()
    for kind, token in cookies.items():
        site.cookies.set(f"essaim_{kind}", token)


@pytest.fixture
def tables(site: TestClient) -> tuple[Tables, bytes]:
    """A workshop with two tables, and its archive."""
    assert site is not None
    with writing() as session:
        made = make_tables(session)
        return made, packed(session, made.workshop)


def test_whoever_may_run_workshops_gets_one_rebuilt(site: TestClient, tables: tuple[Tables, bytes]) -> None:
    with writing() as session:
        other = make_account(session)
        use(site, account=signed_in(session, other))
    answer = site.post("/archives", content=tables[1])
    assert answer.status_code == 200
    with reading() as session:
        (card,) = workshops_of(session, Actor(other))
    assert answer.json() == {"ok": True, "then": "", "workshop": card.id}
    assert (card.theme, card.people) == ("Mobiliser tous les acteurs", 4)


def test_nobody_else_gets_anything_rebuilt(site: TestClient, tables: tuple[Tables, bytes]) -> None:
    with writing() as session:
        designer = signed_in(session, make_account(session, role=Role.DESIGNER))
    for cookies in ({}, {"account": "made up"}, {"account": designer}):
        use(site, **cookies)
        answer = site.post("/archives", content=tables[1])
        assert (answer.status_code, answer.json()["error"]) == (422, "NotAllowed")


def test_a_refused_archive_says_why_and_where(site: TestClient, tables: tuple[Tables, bytes]) -> None:
    with writing() as session:
        use(site, account=signed_in(session, tables[0].by))
    answer = site.post("/archives", content=made_up(document_of(tables[1]) | {"version": 9}))
    assert answer.status_code == 422
    assert answer.json() == {"error": "BadArchive", "fields": {"reason": "newer", "place": "9"}}


def test_more_than_sixty_megabytes_are_not_taken(site: TestClient) -> None:
    headers = {"Content-Length": str(ARCHIVE_BODY_LIMIT + 1)}
    assert site.post("/archives", content=b"", headers=headers).status_code == 413


def test_anybody_reads_the_schema_and_it_is_one(site: TestClient, tables: tuple[Tables, bytes]) -> None:
    use(site)
    answer = site.get("/schemas/workshop-1.json")
    assert answer.headers["Content-Type"] == "application/schema+json"
    schema = json.loads(answer.content)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(document_of(tables[1]))
