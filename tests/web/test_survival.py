"""What was confirmed is there after a kill, and after PostgreSQL stopped at once, amid joins and votes."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.channel import growing
from benchmarks.seed import DOTS, Seeded, seed
from benchmarks.tab import Tab
from benchmarks.wire import Host, Jar
from db.agenda import StageKind
from db.session import close, configure, writing
from tests.browser.server import Server
from tests.factories.postgresql import own_postgresql
from tests.factories.votes import make_initiative
from tests.factories.workshops import open_kind

PEOPLE = 12
ENOUGH = 10
"""Dots that are confirmed when it happens: others are under way then."""
PATIENCE = 60


@dataclass
class Voter:
    """Somebody's browser, and the initiatives whose dot it was shown."""

    jar: Jar
    confirmed: set[int] = field(default_factory=set)

    def shown(self, tab: Tab) -> dict[int, int]:
        """The dots on each initiative, as this page shows them."""
        [feed] = tab.data("ballot")["feeds"]
        return {one["id"]: one["mine"] for one in feed["view"]["candidates"]}


class Vote:
    """People who join and put their dots, all at once."""

    def __init__(self, host: Host, seeded: Seeded) -> None:
        self.host, self.seeded = host, seeded
        self.voters: list[Voter] = []
        self.enough = asyncio.Event()

    async def until(self, happens: Callable[[], None]) -> None:
        """Let everybody join and vote until enough is confirmed; then it happens, and all give up."""
        everybody = [asyncio.create_task(self._join_and_vote(number)) for number in range(PEOPLE)]
        await asyncio.wait_for(self.enough.wait(), PATIENCE)
        happens()
        for one in everybody:
            one.cancel()
        await asyncio.gather(*everybody, return_exceptions=True)

    async def missing(self) -> set[tuple[int, int]]:
        """The dots that were confirmed and are not shown any more, by voter."""
        missing = set()
        for number, voter in enumerate(self.voters):
            tab = Tab(voter.jar, "/room")
            await tab.open()
            shown = voter.shown(tab)
            missing |= {(number, dot) for dot in voter.confirmed if shown[dot] != 1}
            tab.close()
        return missing

    async def _join_and_vote(self, number: int) -> None:
        jar = Jar(self.host)
        form: dict[str, object] = {
            "name": f"Personne {number}",
            "role": "elected",
            "attempt": f"attempt-{number}",
        }
        answer = await jar.post(f"/join/{self.seeded.code}", form)
        assert answer.status == 200
        voter = Voter(jar)
        self.voters.append(voter)
        tab = Tab(jar, "/room")
        await tab.open()
        for initiative_id in list(voter.shown(tab))[:DOTS]:
            dot = {"initiative": initiative_id, "place": True, "n": growing()}
            await tab.trigger("ballot", "dot", dot)
            if voter.shown(tab)[initiative_id] == 1:
                voter.confirmed.add(initiative_id)
            if sum(len(one.confirmed) for one in self.voters) >= ENOUGH:
                self.enough.set()


def open_vote(seeded: Seeded) -> None:
    with writing() as session:
        for number in range(DOTS + 1):
            make_initiative(session, seeded.workshop_id, title=f"Initiative {number}")
        open_kind(session, seeded.workshop_id, StageKind.voting)


async def lost(server: Server, seeded: Seeded, happens: Callable[[], None]) -> set[tuple[int, int]]:
    """The confirmed dots that are gone after it happened to this server, of more than enough."""
    vote = Vote(Host(server.port), seeded)
    await vote.until(happens)
    assert sum(len(voter.confirmed) for voter in vote.voters) >= ENOUGH
    return await vote.missing()


@pytest.mark.promise("whoever was let in and every dot that was shown is there after the server was killed")
def test_nothing_confirmed_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    seeded = seed(tmp_path)
    configure(f"sqlite:///{tmp_path}/essaim.db")
    open_vote(seeded)
    close()
    server = Server(tmp_path)
    server.start()

    def killed() -> None:
        server.kill()
        server.start()

    assert asyncio.run(lost(server, seeded, killed)) == set()
    server.kill()


@pytest.mark.promise("every dot that was shown is there after PostgreSQL stopped at once, and voting goes on")
def test_nothing_confirmed_is_lost_when_postgresql_stops_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_postgresql() as postgresql:
        monkeypatch.setattr("benchmarks.seed.database_url", lambda _: postgresql.url)
        seeded = seed(tmp_path)
        configure(postgresql.url)
        open_vote(seeded)
        close()
        server = Server(tmp_path, environment={"DATABASE_URL": postgresql.url.replace("+psycopg", "")})
        server.start()

        def stopped() -> None:
            postgresql.stop_at_once()
            postgresql.start()

        assert asyncio.run(lost(server, seeded, stopped)) == set()
        server.kill()
