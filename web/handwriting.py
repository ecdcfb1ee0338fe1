"""Who is writing where: told among those who hear a canvas, kept nowhere, forgotten after a few seconds."""

import json
from asyncio import AbstractEventLoop, TimerHandle
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from facilitation.posts import Section
from web.sockets import Socket

SECTIONS = frozenset(section.value for section in Section)
FORGOTTEN = 6.0
"""Seconds after which somebody who said nothing more is no longer writing."""
GATHERED = 0.1
"""Seconds in which several changes are told as one: nobody can flood the others."""

Place = tuple[int, str]
"""(workshop, topic)"""


def is_place(section: str) -> bool:
    """Whether it is a section, perhaps of one territory (`gaps:12`), or nothing: nowhere any more."""
    name, of, territory = section.partition(":")
    return not section or (name in SECTIONS and (not of or (territory.isdecimal() and len(territory) < 19)))


@dataclass
class Hand:
    """Somebody who writes in a section, until when."""

    section: str
    until: float


class Handwriting:
    """The hands on each canvas, and what was last told of them."""

    def __init__(self, loop: AbstractEventLoop, hearers: Callable[[Place], Iterable[Socket]]) -> None:
        self._loop, self._hearers = loop, hearers
        self._hands: defaultdict[Place, dict[Socket, Hand]] = defaultdict(dict)
        self._told: dict[Place, list[tuple[Socket, str]]] = {}
        self._due: dict[Place, TimerHandle] = {}

    def note(self, socket: Socket, place: Place, section: str) -> None:
        """Somebody writes in `section` of a canvas, or nowhere any more where it is empty."""
        hands = self._hands[place]
        before = hands.get(socket)
        if section:
            hands[socket] = Hand(section, self._loop.time() + FORGOTTEN)
        else:
            hands.pop(socket, None)
        if (before.section if before else "") != section:
            self._plan(place, GATHERED)
        self._clear(place)

    def leave(self, socket: Socket, place: Place) -> None:
        """Somebody hears a canvas no longer, and so writes there no longer either."""
        if socket in self._hands.get(place, {}):
            self.note(socket, place, "")

    def greet(self, socket: Socket, place: Place) -> None:
        """Tell somebody who comes who is writing there."""
        if self._told.get(place):
            self._send(socket, place)

    def close(self) -> None:
        """Tell nobody anything more."""
        for timer in self._due.values():
            timer.cancel()

    def _plan(self, place: Place, seconds: float) -> None:
        if timer := self._due.get(place):
            if timer.when() <= self._loop.time() + seconds:
                return
            timer.cancel()
        self._due[place] = self._loop.call_later(seconds, self._tell, place)

    def _tell(self, place: Place) -> None:
        """Tell what changed, and look again when the next hand may have to be forgotten."""
        del self._due[place]
        now = self._loop.time()
        hands = {socket: hand for socket, hand in self._hands[place].items() if hand.until > now}
        self._hands[place] = hands
        shown = [(socket, hand.section) for socket, hand in hands.items()]
        if shown != self._told.get(place, []):
            self._told[place] = shown
            for socket in tuple(self._hearers(place)):
                self._send(socket, place)
        if hands:
            self._plan(place, min(hand.until for hand in hands.values()) - now)
        self._clear(place)

    def _send(self, socket: Socket, place: Place) -> None:
        who = socket.listener
        others = [
            {"name": hand.name or "", "section": section}
            for hand, section in self._told[place]
            if (hand.listener.person_id, hand.listener.account_id) != (who.person_id, who.account_id)
        ]
        socket.send(json.dumps({"topic": place[1], "writing": others}, ensure_ascii=False))

    def _clear(self, place: Place) -> None:
        """Keep nothing of a canvas on which nobody writes."""
        if not self._hands.get(place) and place not in self._due:
            self._hands.pop(place, None)
            self._told.pop(place, None)
