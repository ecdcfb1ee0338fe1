from sqlalchemy import Engine

from db.people import PersonRole
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.breakdowns import breakdown
from facilitation.voting import cast_dot, close_vote, reveal
from tests.factories.votes import make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_person


def voted(
    session: Session, workshop_id: int, initiative_id: int, role: PersonRole, territory: str, n: int
) -> None:
    for number in range(n):
        name = f"{role} {territory} {initiative_id} {number}"
        person = make_person(session, workshop_id, name=name, territory=territory, role=role)
        cast_dot(session, actor=Actor(person_id=person), initiative_id=initiative_id)


def test_support_by_role_and_territory_is_shown_from_three_on_after_the_reveal(
    rules: Engine,
) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        by = facilitator_of(session, workshop_id)
        assert breakdown(session, workshop_id) == []
        stage_id = open_vote(session, workshop_id)
        voted(session, workshop_id, a, PersonRole.elected, "Grasse", 4)
        voted(session, workshop_id, a, PersonRole.officer, "Compiègne", 3)
        voted(session, workshop_id, a, PersonRole.state, "", 1)
        voted(session, workshop_id, a, PersonRole.other, "", 2)
        assert breakdown(session, workshop_id) == []
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert breakdown(session, workshop_id) == []
        reveal(session, actor=Actor(by), stage_id=stage_id)
        first, second = breakdown(session, workshop_id)
    assert (first.initiative_id, second.initiative_id) == (a, b)
    assert first.by_role == {
        PersonRole.elected: 4,
        PersonRole.officer: 3,
        PersonRole.state: None,
        PersonRole.project: None,
        PersonRole.other: None,
    }
    assert first.by_territory == {"Compiègne": 3, "Grasse": 4, "": 3}
    assert set(second.by_role.values()) == {None}


def test_a_lone_small_cell_does_not_follow_from_the_total(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a,) = make_wall(session, 1)
        stage_id = open_vote(session, workshop_id)
        voted(session, workshop_id, a, PersonRole.elected, "Grasse", 5)
        voted(session, workshop_id, a, PersonRole.officer, "Compiègne", 1)
        close_vote(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        reveal(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        (only,) = breakdown(session, workshop_id)
    assert only.by_territory == {"Compiègne": None, "Grasse": None}
