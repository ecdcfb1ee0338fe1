"""Tables at work, played over the wire: every group writes on its canvas at once, all timed."""

import json
from collections import defaultdict
from functools import partial

from benchmarks.atelier import Atelier, Phase
from benchmarks.measure import at_random_moments, until

POSTS_A_TABLE = 10
WRITING_SECONDS = 30.0


def tables_for(people: int) -> int:
    """How many tables a number of people sit at: 3 for 20, 30 for 200."""
    return max(2, people * 3 // 20)


class Tables(Atelier):
    """People around canvases: what one of a table writes is to be on the screens of the others there."""

    async def write(self) -> None:
        """Each table writes posts at random moments, its people in turn."""
        tables = self._seats()
        posts = [
            partial(self._write, table, each) for table in tables.values() for each in range(POSTS_A_TABLE)
        ]
        before = self._server.cpu_seconds()
        self.timings.own += await at_random_moments(posts, WRITING_SECONDS)
        await until(lambda: not self._walls.undelivered)
        self.timings.others = self._walls.delays
        self.timings.acknowledged += len(posts)
        self.timings.deliveries = Phase(self._server.cpu_seconds() - before, len(posts))

    def _seats(self) -> dict[str, list[int]]:
        """The people of each table, as their pages say."""
        tables: defaultdict[str, list[int]] = defaultdict(list)
        for number, screen in enumerate(self._rooms):
            tables[screen.tab.data("canvas")["feeds"][0]["topic"]].append(number)
        return tables

    async def _write(self, table: list[int], each: int) -> float:
        author = table[each % len(table)]
        screen = self._rooms[author]
        text = f"Idée {author:04}-{each:04} : un fonds où les habitants décident de ce qui est financé."
        async with screen.hand:
            screen.tab.type("post-text", text)
            self._walls.expect(json.dumps(text, ensure_ascii=False).encode(), set(table) - {author})
            return await screen.tab.click("post-submit")

    def _on_room(self, number: int, topic: str, frame: bytes, now: float) -> None:
        if topic.startswith("canvas:"):
            self._walls.seen(number, frame, now)
