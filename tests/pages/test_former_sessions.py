"""What a page that was left leaves behind, in the running server."""

import asyncio
from pathlib import Path

import psutil
import pytest

from benchmarks.tab import Tab
from benchmarks.wire import Host, Jar
from tests.web.test_server import free_port, started, stop

PAGES = 30


@pytest.mark.promise(
    "a page that was left long enough ago holds nothing any more, whether or not anybody comes"
)
def test_a_former_page_gives_its_descriptors_back_though_nobody_comes(tmp_path: Path) -> None:
    server = started(tmp_path, free_port(), 2, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="1")
    process = psutil.Process(server.process.pid)

    async def visited() -> tuple[int, int]:
        """Descriptors before, and when all pages that were opened since are gone."""
        tabs = [Tab(Jar(Host(server.port)), "/") for _ in range(PAGES)]
        await tabs[0].open()
        before = process.num_fds()
        for tab in tabs[1:]:
            await tab.open()
        assert process.num_fds() >= before + PAGES - 1
        for tab in tabs:
            tab.close()
        until = asyncio.get_running_loop().time() + 20
        while process.num_fds() > before and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.2)
        return before, process.num_fds()

    try:
        before, after = asyncio.run(visited())
    finally:
        stop(server)
    assert after <= before
