"""A workshop is taken away as an archive and rebuilt from it, by click; a broken archive says why not."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import Engine

from db.accounts import Role
from db.session import writing
from facilitation.access import cookie_name
from facilitation.actors import Actor
from facilitation.demo import load_played
from tests.browser.conftest import OpenPage
from tests.browser.screens import Screen
from tests.browser.server import Server
from tests.factories.workshops import make_account, signed_in

pytestmark = pytest.mark.browser


def test_an_archive_is_taken_and_rebuilt_as_a_workshop_with_the_same_report(
    rules: Engine, server: Server, visit: OpenPage, tmp_path: Path
) -> None:
    assert rules is not None
    with writing() as session:
        by = make_account(session, role=Role.ADMINISTRATOR)
        workshop, account = load_played(session, actor=Actor(by)), signed_in(session, by)
    cookies = {cookie_name("account"): account}
    page = visit(f"{server.url}/report?workshop={workshop}", cookies=cookies)
    Screen(page).rests()
    with page.expect_download(timeout=90_000) as taken:
        page.locator("a[href*='archive.zip']").click()
    whole, broken = taken.value.path(), tmp_path / "broken.zip"
    broken.write_bytes(whole.read_bytes()[:1000])

    page.goto(f"{server.url}/workshops")
    page.locator(".st-key-workshops-new button").click()
    page.locator(".st-key-new-source button").nth(1).click()
    chosen = page.locator("input#archive")
    chosen.set_input_files(broken)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    chosen.set_input_files(whole)
    page.wait_for_url(re.compile(rf"/report\?workshop=(?!{workshop}\b)"))
    Screen(page).sees("Financement collectif de la transition", "Camille Aubrac")
