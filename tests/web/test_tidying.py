"""Memory that only refers to itself, found in an idle moment."""

import asyncio
import gc
from collections.abc import Iterator
from weakref import ref

import pytest

import web.tidying
from web.tidying import tidy_up


class Page:
    """Something that refers to itself, as a run of a page does."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def left_alone(forget: bool, monkeypatch: pytest.MonkeyPatch, *, worth: float) -> bool:
    """Whether a page that was left is still there after a while of tidying."""
    monkeypatch.setattr(web.tidying, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(web.tidying, "REST_SECONDS", 0.02)
    monkeypatch.setattr(web.tidying, "IDLE", 100)
    monkeypatch.setattr(web.tidying, "IDLE_LOOKS", 2)
    monkeypatch.setattr(web.tidying, "WORTH_SECONDS", worth)

    async def tidied() -> bool:
        tidying = asyncio.create_task(tidy_up(lambda: forget))
        await asyncio.sleep(0.1)
        page = ref(Page())
        for _ in range(100):
            if page() is None:
                break
            await asyncio.sleep(0.01)
        tidying.cancel()
        return page() is not None

    return asyncio.run(tidied())


@pytest.mark.promise("what the pages of a room leave in memory is freed though nothing new is asked for")
def test_what_only_refers_to_itself_is_freed_after_enough_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not left_alone(False, monkeypatch, worth=0)


def test_when_pages_were_forgotten_little_work_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not left_alone(True, monkeypatch, worth=1000)


def test_a_server_that_did_nothing_looks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert left_alone(False, monkeypatch, worth=1000)
