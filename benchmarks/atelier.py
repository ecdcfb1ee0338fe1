"""One workshop, played over the wire: people join, post, follow a change of stage and vote, all timed."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from functools import partial

from benchmarks.channel import Channel, Push, growing
from benchmarks.measure import Deliveries, at_random_moments, until
from benchmarks.seed import DOTS, Seeded
from benchmarks.server import Server
from benchmarks.tab import Tab
from benchmarks.wire import Jar

POSTS = 20
POSTING_SECONDS = 15.0
VOTING_SECONDS = 30.0
JOINING_AT_ONCE = 20
IDLE_SECONDS = 5.0
WELCOMED = "room-continue"
FIRST_PAGE = "/room?welcome=1"
"""Where the join form sends who has just come in: pages/ui/join_form.py."""
PITCH = "Un fonds où les habitants, les associations et la commune décident ensemble de ce qui est financé."
ROLES = ("elected", "officer", "state", "project", "other")


@dataclass(slots=True)
class Screen:
    """Somebody's page, the live channel under it, and the one hand that clicks there."""

    tab: Tab
    channel: Channel
    hand: asyncio.Lock = field(default_factory=asyncio.Lock)
    voted: bool = False

    def close(self) -> None:
        """Close the tab."""
        self.channel.close()
        self.tab.close()


@dataclass(slots=True)
class Phase:
    """What the server's process used while something went on, and how much of it there was."""

    cpu_seconds: float = 0.0
    count: int = 0

    @property
    def cpu_ms_each(self) -> float:
        """Processor milliseconds for one."""
        return round(self.cpu_seconds * 1000 / max(1, self.count), 3)


@dataclass(slots=True)
class Timings:
    """Everything that was timed."""

    joins_per_s: float = 0.0
    own: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    projector: list[float] = field(default_factory=list)
    stage: list[float] = field(default_factory=list)
    votes: Phase = field(default_factory=Phase)
    deliveries: Phase = field(default_factory=Phase)
    idle_cpu_percent: float = 0.0
    rss_mb: float = 0.0
    acknowledged: int = 0
    wall_frames: list[str] = field(default_factory=list)


class Atelier:
    """The people of one workshop, their projector and their facilitator."""

    def __init__(self, server: Server, seeded: Seeded, people: int) -> None:
        self._server = server
        self._seeded = seeded
        self._people = people
        self._rooms: list[Screen] = []
        self._walls = Deliveries()
        self._first_clicks: list[float] = []
        self._turnouts: list[float] = []
        self.timings = Timings()

    @property
    def rooms(self) -> list[Screen]:
        """The screens of everybody who has joined."""
        return self._rooms

    async def join(self) -> None:
        """Everybody joins, a few at once; a join ends when the person's page is drawn and hears the room."""
        at_once = asyncio.Semaphore(JOINING_AT_ONCE)

        async def one(number: int) -> Screen:
            async with at_once:
                return await self._join(number)

        started = time.perf_counter()
        self._rooms = await asyncio.gather(*(one(number) for number in range(self._people)))
        self.timings.joins_per_s = round(self._people / (time.perf_counter() - started), 1)
        for screen in self._rooms:
            if WELCOMED in screen.tab.widgets:
                await screen.tab.click(WELCOMED)

    async def open_screens(self) -> None:
        """The facilitator opens the console and the projector starts."""
        jar = Jar(self._server.host)
        await jar.get(f"/projector/{self._seeded.projector_token}")
        self._projector = await self._screen(jar, "/projector", self._on_projector)
        jar = Jar(self._server.host, dict([self._seeded.account_cookie]))
        self._console = await self._screen(jar, f"/console?workshop={self._seeded.workshop_id}", _ignore)

    async def reload(self, number: int) -> None:
        """Somebody presses F5: their tab is closed and the page opened anew."""
        former = self._rooms[number]
        former.close()
        self._rooms[number] = await self._screen(former.tab.jar, "/room", partial(self._on_room, number))

    def leave(self) -> None:
        """Everybody closes their tab."""
        for screen in (*self._rooms, self._projector, self._console):
            screen.close()

    async def post(self) -> None:
        """Initiatives are shared by people in turn, at random moments."""
        before, pushes = self._server.cpu_seconds(), self._pushes()
        posts = [partial(self._post, number) for number in range(POSTS)]
        self.timings.own += await at_random_moments(posts, POSTING_SECONDS)
        await until(lambda: not self._walls.undelivered)
        self.timings.others = self._walls.delays
        self.timings.acknowledged += len(posts)
        self.timings.deliveries = Phase(self._server.cpu_seconds() - before, self._pushes() - pushes)

    async def change_stage(self, shown: str) -> None:
        """The facilitator goes on; every room follows until `shown` is among its controls."""
        clicked = time.perf_counter()
        following = [asyncio.create_task(screen.tab.changed(shown)) for screen in self._rooms]
        await self._console.tab.click("console-next")
        moments = await asyncio.gather(*following)
        self.timings.stage += [moment - clicked for moment in moments]

    async def vote(self) -> None:
        """Everybody places their dots, at random moments."""
        before = self._server.cpu_seconds()
        votes = [partial(self._vote, screen, each) for screen in self._rooms for each in range(DOTS)]
        self.timings.own += await at_random_moments(votes, VOTING_SECONDS)
        await until(lambda: len(self._turnouts) >= self._people)
        clicks = sorted(self._first_clicks)
        self.timings.projector = [seen - click for click, seen in zip(clicks, self._turnouts, strict=True)]
        self.timings.acknowledged += len(votes)
        self.timings.votes = Phase(self._server.cpu_seconds() - before, len(votes))

    async def idle(self) -> None:
        """Everybody looks at their screens and nobody does anything."""
        await asyncio.sleep(1.0)
        before = self._server.cpu_seconds()
        await asyncio.sleep(IDLE_SECONDS)
        used = self._server.cpu_seconds() - before
        self.timings.idle_cpu_percent = round(100 * used / IDLE_SECONDS, 2)
        self.timings.rss_mb = round(self._server.rss_mb(), 1)

    async def _join(self, number: int) -> Screen:
        jar = Jar(self._server.host)
        answer = await jar.post(
            f"/join/{self._seeded.code}",
            {
                "name": f"Personne {number:03}",
                "territory_id": self._seeded.territory_ids[number % len(self._seeded.territory_ids)],
                "role": ROLES[number % len(ROLES)],
                "attribution": "name",
                "attempt": f"mesure-{number}",
            },
        )
        joined = json.loads(answer.body)
        if not joined.get("ok"):
            raise RuntimeError(f"joining was refused: {joined}")
        return await self._screen(jar, FIRST_PAGE, partial(self._on_room, number))

    async def _screen(self, jar: Jar, path: str, on_push: Push) -> Screen:
        tab = Tab(jar, path)
        await tab.open()
        channel = Channel(tab, on_push)
        await channel.open()
        return Screen(tab, channel)

    async def _post(self, number: int) -> float:
        author = number % self._people
        screen = self._rooms[author]
        title = f"Mesure {number:06}"
        async with screen.hand:
            screen.tab.type("share-title", title)
            screen.tab.type("share-pitch", PITCH)
            self._walls.expect(title.encode(), set(range(self._people)) - {author})
            return await screen.tab.click("share-submit")

    async def _vote(self, screen: Screen, each: int) -> float:
        async with screen.hand:
            candidates = screen.tab.data("ballot")["feeds"][0]["view"]["candidates"]
            chosen = candidates[each]["id"]
            if not screen.voted:
                screen.voted = True
                self._first_clicks.append(time.perf_counter())
            return await screen.tab.trigger(
                "ballot", "dot", {"initiative": chosen, "place": True, "n": growing()}
            )

    def _on_room(self, number: int, topic: str, frame: bytes, now: float) -> None:
        if topic == "wall":
            self._walls.seen(number, frame, now)
            if number == 0:
                self.timings.wall_frames.append(frame.decode())

    def _on_projector(self, topic: str, frame: bytes, now: float) -> None:
        if topic == "turnout":
            voted = json.loads(frame)["view"]["voted"]
            self._turnouts += [now] * (voted - len(self._turnouts))

    def _pushes(self) -> int:
        return sum(screen.channel.pushes for screen in self._rooms)


def _ignore(_topic: str, _frame: bytes, _now: float) -> None:
    """The console's pushes are counted by nobody."""
