"""The summary goes home with who took part, for thirty days after the end, and with nobody else."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from db.base import now
from db.session import writing
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.people import remove_person
from tests.factories.tables import make_tables
from tests.factories.workshops import facilitator_of, make_joined, make_workshop, signed_in


def asked(site: TestClient, workshop_id: int, **cookies: str) -> int:
    """The status of the answer to a browser with these cookies."""
    site.cookies.clear()
    for kind, token in cookies.items():
        site.cookies.set(f"essaim_{kind}", token)
    return site.get(f"/summary/{workshop_id}").status_code


def ended(workshop_id: int, days: int = 0) -> None:
    with writing() as session:
        session.get_one(Workshop, workshop_id).closed_at = now() - timedelta(days=days)


def test_who_took_part_takes_the_summary_home(site: TestClient) -> None:
    with writing() as session:
        t = make_tables(session)
        person = make_joined(session, t.workshop, name="Léa").token
    ended(t.workshop)
    assert asked(site, t.workshop, person=person) == 200
    answer = site.get(f"/summary/{t.workshop}")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.attack("the summary, asked for by who was not there, too early, too late or after removal")
def test_nobody_else_is_given_it(site: TestClient) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        joined = make_joined(session, workshop)
        account = signed_in(session, facilitator_of(session, workshop))
    assert asked(site, workshop, person=joined.token) == 404
    ended(workshop)
    strangers: list[dict[str, str]] = [{}, {"account": account}, {"person": account}]
    assert {asked(site, workshop, **one) for one in strangers} == {404}
    assert asked(site, workshop + 1, person=joined.token) == 404
    ended(workshop, days=30)
    assert asked(site, workshop, person=joined.token) == 422
    ended(workshop)
    with writing() as session:
        remove_person(session, actor=Actor(facilitator_of(session, workshop)), person_id=joined.person_id)
    assert asked(site, workshop, person=joined.token) == 404
