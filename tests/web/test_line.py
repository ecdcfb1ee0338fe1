"""The line before heavy work: in turn between people, bounded, and whoever leaves gives the place back."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

import pytest

from facilitation.errors import LineFull
from web.line import Line


def played(play: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await asyncio.wait_for(play(), 30)

    asyncio.run(whole())


async def settled() -> None:
    """Let everything happen that can."""
    for _ in range(10):
        await asyncio.sleep(0)


class Room:
    """People who come to a line; each works until told to end."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.began: list[str] = []
        self.works: list[tuple[str, asyncio.Event, asyncio.Task[None]]] = []

    def comes(self, who: str) -> asyncio.Task[None]:
        end = asyncio.Event()

        async def work() -> None:
            async with self.line.turn(who):
                self.began.append(who)
                await end.wait()

        task = asyncio.create_task(work())
        self.works.append((who, end, task))
        return task

    async def ends(self, who: str) -> None:
        index = next(i for i, (name, end, _) in enumerate(self.works) if name == who and not end.is_set())
        self.works[index][1].set()
        await self.works[index][2]
        await settled()


def test_people_are_served_in_turn_however_much_one_of_them_asks_for() -> None:
    async def play() -> None:
        room = Room(Line(at_once=2, a_person=9, in_all=9))
        tasks = [room.comes(who) for who in ("amina", "amina", "amina", "paul", "zoé", "zoé")]
        await settled()
        assert room.began == ["amina", "paul"]
        assert [room.line.place_of(who) for who in ("amina", "paul", "zoé", "léo")] == [0, 0, 1, None]
        await room.ends("amina")
        assert room.began[2:] == ["zoé"]
        assert room.line.place_of("amina") == 1
        await room.ends("paul")
        assert room.began[3:] == ["amina"]
        await room.ends("zoé")
        assert room.began[4:] == ["zoé"]
        await room.ends("zoé")
        assert room.began[5:] == []
        await room.ends("amina")
        await room.ends("amina")
        assert room.began[5:] == ["amina"]
        assert all(task.done() for task in tasks)
        assert room.line.place_of("amina") is None

    played(play)


def test_whoever_stops_waiting_gives_the_place_back() -> None:
    async def play() -> None:
        room = Room(Line(at_once=1, a_person=9, in_all=9))
        works, waits, next_one = room.comes("amina"), room.comes("paul"), room.comes("zoé")
        await settled()
        waits.cancel()
        await settled()
        assert (room.line.place_of("paul"), room.line.place_of("zoé")) == (None, 1)
        works.cancel()
        await settled()
        assert room.began == ["amina", "zoé"]
        next_one.cancel()
        await settled()
        assert room.line.place_of("zoé") is None

    played(play)


def test_whoever_leaves_in_the_moment_of_being_called_gives_it_back_too() -> None:
    async def play() -> None:
        room = Room(Line(at_once=1, a_person=9, in_all=9))
        works, called = room.comes("amina"), room.comes("paul")
        await settled()
        called.cancel()
        works.cancel()
        room.comes("zoé")
        await settled()
        assert room.began == ["amina", "zoé"]
        await room.ends("zoé")

    played(play)


@pytest.mark.attack("one person, or many, who let ever more files wait")
def test_a_line_is_full_for_one_person_and_for_all() -> None:
    line = Line(at_once=1, a_person=2, in_all=3)
    with ExitStack() as held:
        for who in ("amina", "amina", "paul"):
            held.enter_context(line.admitted(who))
        for who in ("amina", "paul", "zoé"):
            with pytest.raises(LineFull), line.admitted(who):
                pass
    with line.admitted("amina"), line.admitted("amina"), pytest.raises(LineFull), line.admitted("amina"):
        pass
