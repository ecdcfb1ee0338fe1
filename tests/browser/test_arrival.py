"""What stands on the screen before the page draws, and where it never can: words, in the visitor's language."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from facilitation.access import cookie_name
from tests.browser.conftest import OpenPage
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

NO_WEBSOCKET = (Path(__file__).with_name("cases") / "no_websocket.js").read_text()
OLD = "delete Array.prototype.toSorted; delete Array.prototype.findLast; delete Object.hasOwn"
WITHIN = 5_000


@pytest.fixture
def room(rules: Engine, server: Server, visit: OpenPage) -> Room:
    return Room(server, visit)
