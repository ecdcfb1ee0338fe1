"""A room without internet, around one laptop: who opens a page by its name is sent on by that name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect
from sqlalchemy import Engine

from addresses import names_of_machine
from facilitation.access import cookie_name
from tests.browser.conftest import CHROMIUM, OpenPage, path_of_chromium
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

NAME = max(names_of_machine(), key=len)
"""This machine's name under .local."""


@pytest.fixture
def elsewhere(playwright: Playwright) -> Iterator[Browser]:
    """A browser in whose network every name leads to this machine."""
    browser = playwright.chromium.launch(
        executable_path=path_of_chromium(), args=[*CHROMIUM, "--host-resolver-rules=MAP * 127.0.0.1"]
    )
    yield browser
    browser.close()


def test_the_projector_and_the_links_say_the_name_that_they_were_opened_by(
    rules: Engine, server: Server, visit: OpenPage, elsewhere: Browser
) -> None:
    room = Room(server, visit)
    here = f"{NAME}:{server.port}"

    def at(path: str, **cookies: str) -> Screen:
        context = elsewhere.new_context(locale="fr-FR", viewport={"width": 1366, "height": 768})
        context.add_cookies(
            [{"name": name, "value": one, "url": f"http://{here}"} for name, one in cookies.items()]
        )
        page = context.new_page()
        page.goto(f"http://{here}{path}")
        return Screen(page)

    account = {cookie_name("account"): room.account}
    links = at(f"/prepare?workshop={room.workshop_id}", **account)
    links.page.get_by_role("tab", name="Accès").click()
    expect(links.page.get_by_text(f"http://{here}/join/{room.code}")).to_be_visible()
    expect(links.page.get_by_text(f"http://{here}/projector/")).to_be_visible()
    projector = at(f"/projector/{room.projector_token}")
    expect(projector.page.get_by_text(here, exact=True).filter(visible=True).first).to_be_visible()
    seen = projector.page.locator(".qr:visible").first
    expect(seen).to_have_attribute("data-url", f"http://{here}/join/{room.code}")
