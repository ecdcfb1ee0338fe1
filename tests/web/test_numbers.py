"""Every address and every field that takes a number, and numbers that no database holds."""

import json
from collections.abc import Iterator

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from facilitation.access import cookie_name
from tests.web.conftest import INDEX, make_code, make_form, make_room, make_signed_in
from web.live import Hub
from web.routes import routes

LONG = [10**18, 2**63 - 1, 2**63, 10**19, 10**400]


def numbered() -> Iterator[tuple[str, str]]:
    """Every method and address with a number in it."""
    for route in routes(Hub(), INDEX):
        if isinstance(route, Route) and ":id}" in route.path:
            for method in sorted(route.methods or ()):
                yield method, route.path


@pytest.mark.parametrize(("method", "path"), sorted(numbered()))
def test_an_address_with_a_number_that_no_database_holds_leads_nowhere(
    site: TestClient, method: str, path: str
) -> None:
    workshop, _, _ = make_room()
    site.cookies.set(cookie_name("account"), make_signed_in(workshop))
    before, _, after = path.partition("{")
    rest = after.partition("}")[2].replace("{name}", "minutes.pdf")

    for number in LONG:
        answer = site.request(method, f"{before}{number}{rest}", content=b"x" if method == "POST" else None)
        assert answer.status_code in (404, 405, 414, 422)


@pytest.mark.parametrize("number", [*LONG, *(-number for number in LONG)])
def test_a_field_with_a_number_that_no_database_holds_is_unreadable(site: TestClient, number: int) -> None:
    workshop, _, _ = make_room()
    form = make_form(territory_id=number, territory_name="")

    answer = site.post(f"/join/{make_code(workshop)}", json=form)

    assert (answer.status_code, json.loads(answer.text)["error"]) == (400, "Unreadable")
