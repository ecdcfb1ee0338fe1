from sqlalchemy import Engine

from db.people import PersonRole
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.breakdowns import breakdown
from facilitation.counts import WITHHELD, Shown
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


def test_support_is_told_after_the_reveal_by_lines_of_six_voters_and_more(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        by = facilitator_of(session, workshop_id)
        assert breakdown(session, workshop_id) == []
        stage_id = open_vote(session, workshop_id)
        voted(session, workshop_id, a, PersonRole.elected, "Grasse", 4)
        voted(session, workshop_id, b, PersonRole.elected, "Grasse", 3)
        voted(session, workshop_id, a, PersonRole.officer, "Compiègne", 2)
        voted(session, workshop_id, a, PersonRole.state, "", 1)
        voted(session, workshop_id, b, PersonRole.other, "", 3)
        assert breakdown(session, workshop_id) == []
        close_vote(session, actor=Actor(by), stage_id=stage_id)
        assert breakdown(session, workshop_id) == []
        reveal(session, actor=Actor(by), stage_id=stage_id)
        first, second = breakdown(session, workshop_id)
    assert (first.initiative_id, second.initiative_id) == (a, b)
    assert first.by_role == {
        PersonRole.elected: Shown(4),
        PersonRole.officer: WITHHELD,
        PersonRole.state: WITHHELD,
        PersonRole.project: Shown(0),
        PersonRole.other: WITHHELD,
    }
    assert first.by_territory == {"Compiègne": WITHHELD, "Grasse": Shown(4), None: WITHHELD}
    assert second.by_territory == {"Compiègne": WITHHELD, "Grasse": Shown(3), None: WITHHELD}


def test_nothing_is_told_where_a_group_is_nearly_of_one_mind(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        stage_id = open_vote(session, workshop_id)
        voted(session, workshop_id, a, PersonRole.elected, "Grasse", 4)
        voted(session, workshop_id, b, PersonRole.elected, "Grasse", 2)
        voted(session, workshop_id, a, PersonRole.officer, "Compiègne", 3)
        voted(session, workshop_id, b, PersonRole.officer, "Compiègne", 3)
        close_vote(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        reveal(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        found = breakdown(session, workshop_id)
    for one in found:
        assert {*one.by_role.values(), *one.by_territory.values()} == {WITHHELD}


def test_where_the_untold_lines_have_no_supporter_that_follows_and_is_told(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b, c) = make_wall(session, 3)
        stage_id = open_vote(session, workshop_id)
        for one in (a, b):
            voted(session, workshop_id, one, PersonRole.elected, "Grasse", 4)
        for one in (b, c):
            voted(session, workshop_id, one, PersonRole.state, "", 3)
        close_vote(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        reveal(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        first, _, _ = breakdown(session, workshop_id)
    assert first.by_role[PersonRole.state] == Shown(0)


def test_a_role_of_few_voters_takes_the_smallest_line_along(rules: Engine) -> None:
    with writing() as session:
        workshop_id, (a, b) = make_wall(session, 2)
        stage_id = open_vote(session, workshop_id)
        for role, territory in ((PersonRole.elected, "Grasse"), (PersonRole.officer, "")):
            for one, many in ((a, 4), (b, 3)):
                voted(session, workshop_id, one, role, territory, many)
        voted(session, workshop_id, b, PersonRole.state, "", 1)
        close_vote(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        reveal(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
        first, _ = breakdown(session, workshop_id)
    assert first.by_role[PersonRole.elected] == Shown(4)
    assert (first.by_role[PersonRole.officer], first.by_role[PersonRole.state]) == (WITHHELD, WITHHELD)
