"""How soon a page that was opened while PostgreSQL was away is back after its return, in a real Chromium.

python -m benchmarks.comeback --runs 5
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from db.migrate import upgrade_to_head
from db.session import close, configure
from tests.browser.server import Server
from tests.factories.postgresql import Postgresql, own_postgresql

WAITING = ".st-key-outage"
"""What a page shows while it waits for the database."""
RUNS = 5
PATIENCE_MS = 60_000


def main() -> None:
    """Stop PostgreSQL, open the page, start PostgreSQL again, and wait for the page: so many times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="how often")
    runs = parser.parse_args().runs
    with (
        tempfile.TemporaryDirectory() as folder,
        own_postgresql() as postgresql,
        sync_playwright() as playing,
    ):
        upgrade_to_head(configure(postgresql.url))
        close()
        server = Server(Path(folder), environment={"DATABASE_URL": postgresql.url.replace("+psycopg", "")})
        server.start()
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playing.chromium.launch(executable_path=path, args=["--no-sandbox"])
        took = [_seconds(browser, server.url, postgresql) for _ in range(runs)]
        browser.close()
        server.kill()
    print(f"back_p50_s {statistics.median(took):.1f}  back_max_s {max(took):.1f}  runs {runs}")


def _seconds(browser: Browser, url: str, postgresql: Postgresql) -> float:
    postgresql.stop_at_once()
    page = browser.new_page()
    page.goto(url)
    page.locator(WAITING).wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(5_000)  # long enough for its tries to be as rare as they get
    postgresql.start()
    started = time.perf_counter()
    page.locator(WAITING).wait_for(state="detached", timeout=PATIENCE_MS)
    back = time.perf_counter() - started
    page.close()
    return back


if __name__ == "__main__":
    main()
