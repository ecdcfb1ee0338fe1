"""A real server and a real Chromium."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.server import Server

OF_PLAYWRIGHT = """
    AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose HttpsUpgrades LensOverlay MediaRouter
    HttpsFirstBalancedModeAutoEnable PaintHolding ThirdPartyStoragePartitioning OptimizationHints AimEnabled
    NetworkTimeServiceQuerying PreconnectToSearch
"""
OF_WINDOWS = "WebUIOmniboxPopup WebUIOmniboxAimPopup"
"""A page that every window keeps for its address field: a third of all that Chromium would work."""
LEFT_OUT = ",".join(f"{OF_PLAYWRIGHT} {OF_WINDOWS}".split())
"""What Playwright leaves out is said again: the last list is the one that holds."""
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    f"--disable-features={LEFT_OUT}",
]

expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Of one file: it keeps an event loop running, which other files' tests must not find."""
    with sync_playwright() as running:
        yield running


def path_of_chromium() -> str:
    """Where the browser is."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium: make test installs it, or name one in CHROMIUM"
    return path


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=path_of_chromium(), args=CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture
def server(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Server]:
    database = tmp_path / "essaim.db"
    if not database.exists():
        shutil.copyfile(migrated_sqlite, database)
    running = Server(tmp_path)
    running.start()
    yield running
    running.kill()


OpenPage = Callable[..., Page]
FAILURES = Path(__file__).parents[2] / "data" / "failures"
failed: set[str] = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        failed.add(item.nodeid)
    return report


@pytest.fixture
def visit(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Open an address in a browser of its own; every request outside localhost fails the test.

    It asks for stillness, as a person's system may: what moves costs a third of Chromium's work.
    What each browser showed when a test failed is left in data/failures/.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def open_page(
        url: str,
        *,
        language: str = "fr-FR",
        width: int = 1366,
        height: int = 768,
        scheme: str = "light",
        cookies: Mapping[str, str] | None = None,
    ) -> Page:
        context = chromium.new_context(
            locale=language,
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        contexts.append(context)
        context.add_cookies(
            [{"name": name, "value": kept, "url": url} for name, kept in (cookies or {}).items()]
        )
        context.on("request", lambda request: _note(request.url, strangers))
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page
    for number, context in enumerate(contexts):
        if request.node.nodeid in failed:
            context.pages[0].screenshot(path=FAILURES / f"{request.node.name}-{number}.png", full_page=True)
        context.close()
    assert strangers == []


def _note(url: str, strangers: list[str]) -> None:
    if not url.startswith(("http://localhost", "http://127.0.0.1", "ws://localhost", "blob:", "data:")):
        strangers.append(url)
