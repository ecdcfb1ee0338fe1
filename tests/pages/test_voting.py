from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.agenda import StageKind
from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.people import PersonRole, add_person
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.voting import close_vote, kept_initiatives, result, reveal, turnout_view
from tests.factories.votes import cast_by_each, make_votes, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_joined, stage_of
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Desk:
    """A workshop with a wall of five, its voting stage, its facilitator and somebody in the room."""

    workshop_id: int
    ids: list[int]
    stage_id: int
    by: int
    account: str
    person: str


@pytest.fixture
def desk(rules: Engine) -> Desk:
    with writing() as session:
        workshop_id, ids = make_wall(session, 5, keep=2)
        by = facilitator_of(session, workshop_id)
        account = claim_nonce(session, nonce=issue_nonce(session, account_id=by)).token
        person = make_joined(session, workshop_id, name="Amina").token
        return Desk(workshop_id, ids, stage_of(session, workshop_id, StageKind.voting), by, account, person)


def keys(at: AppTest) -> set[str | None]:
    return {button.key for button in at.button}


def test_before_the_opening_the_desk_shows_who_stands_and_the_dots_can_be_chosen(
    desk: Desk, visit: Visit
) -> None:
    at = visit("console", account=desk.account, workshop=str(desk.workshop_id), stage=str(desk.stage_id))
    at.session_state["console-stage"] = desk.stage_id
    at.run()
    assert not at.exception
    at.number_input(key=f"console-dots-{desk.stage_id}").set_value(3).run()
    with writing() as session:
        open_vote(session, desk.workshop_id)
        assert turnout_view(session, desk.workshop_id, "room").dots == 3


def test_the_desk_closes_reveals_and_decides_one_step_at_a_time(desk: Desk, visit: Visit) -> None:
    a, b, *_ = desk.ids
    with writing() as session:
        open_vote(session, desk.workshop_id)
        make_votes(session, desk.workshop_id, {a: 3, b: 2})
    at = visit("console", account=desk.account, workshop=str(desk.workshop_id))
    assert not at.exception
    assert ("console-close-vote" in keys(at), "console-reveal" in keys(at), "console-next" in keys(at)) == (
        True,
        False,
        False,
    )
    at.button(key="console-close-vote").click().run()
    with reading() as session:
        assert result(session, desk.workshop_id, "console").state == "hidden"
    at.button(key="console-reveal").click().run()
    assert not at.exception
    assert at.multiselect(key=f"console-kept-{desk.stage_id}").value == [a, b]
    at.button(key="console-decide").click().run()
    assert not at.exception
    with reading() as session:
        assert [one.id for one in kept_initiatives(session, desk.workshop_id)] == [a, b]
    assert "console-next" in keys(at)


def test_the_desk_asks_for_a_reason_against_the_tally_and_warns_of_an_absent_holder(
    desk: Desk, visit: Visit
) -> None:
    a, b, c, *_ = desk.ids
    with writing() as session:
        open_vote(session, desk.workshop_id)
        make_votes(session, desk.workshop_id, {a: 3, b: 2})
        close_vote(session, actor=Actor(desk.by), stage_id=desk.stage_id)
        reveal(session, actor=Actor(desk.by), stage_id=desk.stage_id)
    at = visit("console", account=desk.account, workshop=str(desk.workshop_id), language="en")
    assert [warning.value for warning in at.warning] == [
        "Nobody here can speak for “Initiative 1”: nobody could take it apart.",
        "Nobody here can speak for “Initiative 2”: nobody could take it apart.",
    ]
    at.multiselect(key=f"console-kept-{desk.stage_id}").set_value([a, c]).run()
    at.button(key="console-decide").click().run()
    assert [error.value for error in at.error] == [
        "Write the reason for this choice: the report will show it."
    ]
    at.text_input(key=f"console-kept-{desk.stage_id}-reason").input("Carried by three territories").run()
    at.button(key="console-decide").click().run()
    assert not at.exception
    with reading() as session:
        assert [one.id for one in kept_initiatives(session, desk.workshop_id)] == [a, c]


def test_the_desk_starts_a_run_off_on_a_tie(desk: Desk, visit: Visit) -> None:
    a, b, c, *_ = desk.ids
    with writing() as session:
        open_vote(session, desk.workshop_id)
        make_votes(session, desk.workshop_id, {a: 3, b: 2, c: 2})
        close_vote(session, actor=Actor(desk.by), stage_id=desk.stage_id)
        reveal(session, actor=Actor(desk.by), stage_id=desk.stage_id)
    at = visit("console", account=desk.account, workshop=str(desk.workshop_id))
    at.button(key="console-runoff").click().run()
    assert not at.exception
    with reading() as session:
        turnout = turnout_view(session, desk.workshop_id, "room")
    assert (turnout.runoff, [one.id for one in turnout.candidates]) == (True, [b, c])


def test_the_desk_votes_for_somebody_without_a_device(desk: Desk, visit: Visit) -> None:
    with writing() as session:
        paper = add_person(
            session,
            actor=Actor(desk.by),
            workshop_id=desk.workshop_id,
            name="Paper",
            territory_id=None,
            role=PersonRole.other,
        )
        open_vote(session, desk.workshop_id)
    at = visit("console", account=desk.account, workshop=str(desk.workshop_id))
    at.button(key="console-proxy").click().run()
    at.selectbox(key="proxy-person").select(paper).run()
    at.button(key=f"proxy-put-{desk.ids[0]}").click().run()
    assert not at.exception
    with reading() as session:
        assert turnout_view(session, desk.workshop_id, "console").proxies == 1


def test_the_room_has_its_ballot_alone_then_the_result(desk: Desk, visit: Visit) -> None:
    with writing() as session:
        open_vote(session, desk.workshop_id)
        cast_by_each(session, desk.workshop_id, [[desk.ids[0]]] * 3)
    at = visit("room", person=desk.person)
    assert not at.exception
    with writing() as session:
        close_vote(session, actor=Actor(desk.by), stage_id=desk.stage_id)
    at.run()
    assert not at.exception
