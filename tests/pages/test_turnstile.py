from threading import Thread

import pytest

from pages.ui import turnstile
from pages.ui.turnstile import turn


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstile, "PATIENCE", 0.05)


def test_two_pages_never_run_at_the_same_time() -> None:
    running: list[int] = []
    most: list[int] = []

    def page() -> None:
        with turn():
            running.append(1)
            most.append(len(running))
            running.pop()

    pages = [Thread(target=page) for _ in range(20)]
    for each in pages:
        each.start()
    for each in pages:
        each.join()

    assert most == [1] * 20


@pytest.mark.usefixtures("impatient")
def test_a_page_that_takes_long_holds_nobody_up_for_ever() -> None:
    with turn(), turn():
        ran = True

    assert ran


@pytest.mark.usefixtures("impatient")
def test_whoever_did_not_wait_for_a_turn_gives_none_back() -> None:
    with turn():
        with turn():
            pass
        assert not turnstile._turns.acquire(blocking=False)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(ValueError, match="a page"), turn():
        raise ValueError("a page")

    assert turnstile._turns.acquire(blocking=False)
    turnstile._turns.release()


@pytest.mark.attack("one address opens three hundred pages at once and a room wants to draw its own")
def test_visitors_wait_for_one_another_before_they_wait_among_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However long visitors have waited, one of them at a time stands before anybody else's page."""
    monkeypatch.setattr(turnstile, "PATIENCE", 0.01)
    running: list[int] = []
    most: list[int] = []

    def page() -> None:
        with turn(visitor=True):
            running.append(1)
            most.append(len(running))
            with turn():  # a page of the room, which does not wait for them all
                pass
            running.pop()

    pages = [Thread(target=page) for _ in range(20)]
    with turn():
        for each in pages:
            each.start()
        for each in pages:
            each.join()

    assert most == [1] * 20
