"""A line before heavy work: everybody has a queue of their own, and the queues are served in turn."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Hashable, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count

from facilitation.errors import LineFull

Who = Hashable
Call = asyncio.Future[None]


class Line:
    """Lets `at_once` go on at the same time, one of each person, and `a_person` or `in_all` wait at most."""

    def __init__(self, *, at_once: int, a_person: int, in_all: int) -> None:
        self._at_once, self._a_person, self._in_all = at_once, a_person, in_all
        self._admitted: Counter[Who] = Counter()
        self._queues: dict[Who, deque[Call]] = {}
        self._working: set[Who] = set()
        self._called: dict[Who, int] = {}
        self._serial = count(1)

    @contextmanager
    def admitted(self, who: Who) -> Iterator[None]:
        """Hold one of the places, whether it is one's turn yet or not. Raises LineFull."""
        if self._admitted[who] >= self._a_person or self._admitted.total() >= self._in_all:
            raise LineFull
        self._admitted[who] += 1
        try:
            yield
        finally:
            self._admitted[who] -= 1
            if not self._admitted[who]:
                del self._admitted[who]

    @asynccontextmanager
    async def turn(self, who: Who) -> AsyncIterator[None]:
        """Wait for one's turn; whoever stops waiting gives the place back."""
        call: Call = asyncio.get_running_loop().create_future()
        self._queues.setdefault(who, deque()).append(call)
        self._serve()
        try:
            await call
            yield
        finally:
            self._leave(who, call)

    def place_of(self, who: Who) -> int | None:
        """How many are served until it is one's turn, oneself included; 0 while it is, None outside."""
        if who in self._working:
            return 0
        waiting = self._waiting()
        return waiting.index(who) + 1 if who in waiting else None

    def _waiting(self) -> list[Who]:
        """Who could be called, in their order: whoever was called longest ago first, or never."""
        waiting = (one for one in self._queues if one not in self._working)
        return sorted(waiting, key=lambda one: self._called.get(one, 0))

    def _serve(self) -> None:
        """Call the next ones."""
        while len(self._working) < self._at_once and (waiting := self._waiting()):
            who = waiting[0]
            call = self._queues[who].popleft()
            self._tidy(who)
            self._working.add(who)
            self._called[who] = next(self._serial)
            if not call.done():
                call.set_result(None)

    def _leave(self, who: Who, call: Call) -> None:
        queue = self._queues.get(who, deque())
        if call in queue:
            queue.remove(call)
        else:
            self._working.discard(who)
        self._tidy(who)
        self._serve()

    def _tidy(self, who: Who) -> None:
        """Keep nothing of whoever is not here any more."""
        if not self._queues.get(who):
            self._queues.pop(who, None)
            if who not in self._working:
                self._called.pop(who, None)
