"""Before the reveal no view of anybody depends on who received which dot."""

import json
from dataclasses import asdict

import pytest
from sqlalchemy import Engine

from db.people import people_of
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.breakdowns import breakdown
from facilitation.live import SHARED, Audience, view
from facilitation.report import report
from facilitation.vote_desk import vote_desk
from facilitation.voting import cast_dot, close_vote, reveal, take_dot
from tests.factories.votes import cast_by_each, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person

AUDIENCES: tuple[Audience, ...] = ("room", "projector", "console")


def everything_shown(session: Session, workshop_id: int, stage_id: int, bystander: int) -> str:
    """All that any screen gets, but the ballots of those who vote."""
    topics = {
        f"{topic} {audience}": view(session, workshop_id, topic, audience)
        for topic in SHARED
        for audience in AUDIENCES
    }
    topics["ballot of a bystander"] = view(session, workshop_id, f"ballot:{bystander}", "room")
    topics["desk"] = vote_desk(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
    told = {name: asdict(shown) for name, shown in topics.items() if shown is not None}
    told["breakdown"] = {str(one.initiative_id): asdict(one) for one in breakdown(session, workshop_id)}
    paper = report(session, workshop_id)
    told["report"] = {"initiatives": repr(paper.initiatives), "vote": repr(paper.vote)}
    return json.dumps(told, default=str, sort_keys=True)


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_no_view_changes_when_the_dots_change_sides_before_the_reveal(rules: Engine, closed: bool) -> None:
    with writing() as session:
        workshop_id, (a, b, *_) = make_wall(session)
        by, bystander = facilitator_of(session, workshop_id), make_person(session, workshop_id, name="Zoé")
        stage_id = open_vote(session, workshop_id)
        voters = cast_by_each(session, workshop_id, [[a]] * 7)
        shown = {}
        for one, other in ((a, b), (b, a)):
            for voter in voters:
                take_dot(session, actor=Actor(person_id=voter), initiative_id=one)
                cast_dot(session, actor=Actor(person_id=voter), initiative_id=other)
            if closed:
                with session.begin_nested() as until_here:
                    close_vote(session, actor=Actor(by), stage_id=stage_id)
                    shown[other] = everything_shown(session, workshop_id, stage_id, bystander)
                    until_here.rollback()
            else:
                shown[other] = everything_shown(session, workshop_id, stage_id, bystander)
    assert shown[a] == shown[b]


def test_after_the_reveal_everybody_sees_the_counts_and_nobody_the_voters(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, *_) = make_wall(session)
        by, bystander = facilitator_of(session, workshop_id), make_person(session, workshop_id, name="Zoé")
        stage_id = open_vote(session, workshop_id)
        cast_by_each(session, workshop_id, [[a]] * 7)
        before = everything_shown(session, workshop_id, stage_id, bystander)
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        reveal(session, actor=Actor(by), stage_id=stage_id)
        assert everything_shown(session, workshop_id, stage_id, bystander) != before
        result = view(session, workshop_id, "result", "room")
        assert result.rows[0].dots == 7
        names = [person.name for person, _ in people_of(session, workshop_id)]
        assert [name for name in names if name in json.dumps(asdict(result))] == []
