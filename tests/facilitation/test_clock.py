"""The clock of a machine is set while people work: back an hour, ahead a day."""

from datetime import UTC, datetime, timedelta, tzinfo

import pytest

import db.base
from db.session import reading, writing
from facilitation.access import person_of
from facilitation.actors import Actor
from facilitation.ballot_view import ballot
from facilitation.voting import cast_dot
from facilitation.wall import wall_view
from tests.factories.votes import make_initiative, make_wall, open_vote
from tests.factories.workshops import make_joined

JUMPS = (timedelta(), timedelta(hours=-1), timedelta(days=1), timedelta(days=-400))


def set_clock(monkeypatch: pytest.MonkeyPatch, jump: timedelta) -> None:
    class Clock(datetime):
        """The clock of the machine, as somebody has set it."""

        @classmethod
        def now(cls, tz: tzinfo | None = UTC) -> "Clock":
            at = datetime.now(tz) + jump
            return cls.fromtimestamp(at.timestamp(), tz)

    monkeypatch.setattr(db.base, "datetime", Clock)


@pytest.mark.usefixtures("database")
@pytest.mark.promise("a clock that jumps takes no dot, no initiative and nobody's place in the room")
def test_nothing_is_lost_when_the_clock_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    with writing() as session:
        workshop, initiatives = make_wall(session, len(JUMPS), dots=len(JUMPS))
        amina = make_joined(session, workshop)
        open_vote(session, workshop)
    for jump, initiative in zip(JUMPS, initiatives, strict=True):
        set_clock(monkeypatch, jump)
        with writing() as session:
            cast_dot(session, actor=Actor(person_id=amina.person_id), initiative_id=initiative)
            make_initiative(session, workshop, title=f"Après {jump}")
        with reading() as session:
            assert person_of(session, amina.token) is not None
    with reading() as session:
        mine = ballot(session, amina.person_id)
        on_the_wall = wall_view(session, workshop, "console").initiatives
    assert {one.id: one.mine for one in mine.candidates} == dict.fromkeys(initiatives, 1)
    assert len(on_the_wall) == 2 * len(JUMPS)
