"""Each person rates their own territory, alone, until the stage closes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import Engine, event, func, select

from db import changes
from db.agenda import open_pair
from db.base import now
from db.changes import Change
from db.people import Person, PersonRole
from db.ratings import Criterion, Rating
from db.session import Session, reading, writing
from db.sharing import Initiative
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.errors import (
    HasDevice,
    NoTerritory,
    NotFound,
    NotKept,
    OutOfRange,
    OwnInitiative,
    StageLocked,
    StageNotOpen,
)
from facilitation.groups import create_group, remove_group
from facilitation.journal import story
from facilitation.matrix import reveal_matrix
from facilitation.merging import merge_initiatives
from facilitation.people import add_person, change_person, remove_person
from facilitation.planning import change_stage
from facilitation.ratings import RatingLine, rate, ratings_for, ratings_view, take_rating_back
from facilitation.running import close_stage
from facilitation.sharing import hide_initiative
from facilitation.voting import close_vote, decide, reveal
from facilitation.workshops import change_settings
from tests.factories.ratings import ALL_TWELVE, THE_TEN, rate_all
from tests.factories.tables import Tables, make_initiative, make_tables
from tests.factories.votes import cast_by_each, make_wall, open_vote
from tests.factories.workshops import facilitator_of, make_account, make_person, open_kind, stage_of


@pytest.fixture
def at(rules: Engine) -> Tables:
    assert rules is not None
    with writing() as session:
        return make_tables(session, opened=StageKind.perspective)


def say(
    session: Session,
    person_id: int,
    initiative_id: int,
    value: int | None,
    criterion: Criterion = Criterion.need,
    by: int | None = None,
) -> None:
    rate(
        session,
        actor=Actor(by, person_id),
        initiative_id=initiative_id,
        criterion=criterion,
        value=value,
    )


def line(session: Session, person_id: int, initiative_id: int) -> RatingLine:
    return next(one for one in ratings_view(session, person_id).initiatives if one.id == initiative_id)


def stored(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Rating)) or 0


def actions(session: Session, at: Tables) -> list[tuple[str, str | None, bool]]:
    told = story(session, actor=Actor(at.by), workshop_id=at.workshop)
    return [
        (one.action, one.who, one.facilitator) for one in reversed(told) if one.action.startswith("rating_")
    ]


def make_deviceless(session: Session, at: Tables, territory: str = "Sicoval") -> int:
    return add_person(
        session,
        actor=Actor(at.by),
        workshop_id=at.workshop,
        name="Odile",
        territory_name=territory,
        role=PersonRole.other,
    )


def test_one_answers_for_ones_own_territory_and_finds_it_again(at: Tables) -> None:
    with writing() as session:
        for value, criterion in zip((0, 1, 2, 3, None), THE_TEN, strict=False):
            say(session, at.amina, at.fund, value, criterion)
    with reading() as session:
        view = ratings_view(session, at.amina)
    assert (view.territory, view.why_not, view.open, view.revealed) == ("Pays de Grasse", None, True, False)
    assert view.criteria == list(THE_TEN)
    assert (view.asked, view.answered) == (10, 5)
    assert view.initiatives == [
        RatingLine(
            at.fund,
            "Fonds de participation",
            own=False,
            answers={
                "need": 0,
                "acceptability": 1,
                "political_backing": 2,
                "legal_remit": 3,
                "partners": None,
            },
            answered=5,
        ),
        RatingLine(at.purchase, "Bon Achat", own=True, answers={}, answered=0),
    ]


def test_an_answer_given_again_replaces_the_former_one(at: Tables) -> None:
    with writing() as session:
        for value in (0, 3, 3, None, 1):
            say(session, at.amina, at.fund, value)
        assert line(session, at.amina, at.fund).answers == {"need": 1}
        assert stored(session) == 1


def test_an_answer_said_twice_changes_and_tells_nothing_more(at: Tables) -> None:
    heard: list[frozenset[Change]] = []
    stop = changes.listen(heard.append)
    for _ in range(2):
        with writing() as session:
            say(session, at.amina, at.fund, 2)
    stop()
    assert heard == [{(at.workshop, f"ratings:{at.amina}"), (at.workshop, "matrix")}]


def test_an_answer_is_taken_back(at: Tables) -> None:
    with writing() as session:
        say(session, at.amina, at.fund, 2)
        say(session, at.amina, at.fund, None, Criterion.team)
        for _ in range(2):
            take_rating_back(
                session, actor=Actor(person_id=at.amina), initiative_id=at.fund, criterion=Criterion.need
            )
        assert line(session, at.amina, at.fund).answers == {"team": None}


@pytest.mark.parametrize("value", [-1, 4, 100])
def test_an_answer_is_on_the_scale(at: Tables, value: int) -> None:
    with writing() as session, pytest.raises(OutOfRange) as refused:
        say(session, at.amina, at.fund, value)
    assert (refused.value.field, refused.value.lowest, refused.value.highest) == ("rating", 0, 3)


def test_without_a_territory_there_is_nothing_to_rate(at: Tables) -> None:
    with writing() as session:
        with pytest.raises(NoTerritory):
            say(session, at.lucie, at.fund, 2)
        view = ratings_view(session, at.lucie)
    assert (view.territory, view.why_not, view.asked, view.answered) == (None, "no_territory", 0, 0)


def test_the_territory_an_initiative_comes_from_does_not_rate_it(at: Tables) -> None:
    with writing() as session, pytest.raises(OwnInitiative):
        say(session, at.zoe, at.purchase, 2)


def test_every_source_of_a_merged_initiative_has_it_already_and_of_what_was_merged_into_those(
    at: Tables,
) -> None:
    with writing() as session:
        one, other, late = (
            make_initiative(session, at.workshop, f"D’ici : {home}", home)
            for home in ("Sicoval", "TCO", "Pays de Grasse")
        )
        merged = merge_initiatives(
            session, actor=Actor(at.by), initiative_ids=[one, other], title="Ensemble", pitch="À deux."
        )
        assert [line.id for line in ratings_view(session, at.paul).initiatives] == [at.fund, at.purchase]
        group = create_group(session, actor=Actor(at.by), workshop_id=at.workshop, initiative_id=merged)
        session.get_one(Initiative, late).merged_into_id = one
        session.flush()
        for person in (at.amina, at.paul):
            assert line(session, person, merged).own
            with pytest.raises(OwnInitiative):
                say(session, person, merged, 2)
        remove_group(session, actor=Actor(at.by), group_id=group)


def test_where_everything_comes_from_ones_own_territory_nothing_is_asked(at: Tables) -> None:
    with writing() as session:
        session.get_one(Initiative, at.fund).territory_id = at.grasse
        session.flush()
        view = ratings_view(session, at.amina)
        assert (view.why_not, view.asked, [one.own for one in view.initiatives]) == (
            "only_own",
            0,
            [True] * 2,
        )


def test_what_is_not_kept_is_not_rated(at: Tables) -> None:
    with writing() as session:
        for unkept in (make_initiative(session, at.workshop, "Réserve"), 404):
            with pytest.raises(NotKept):
                say(session, at.amina, unkept, 2)
        hide_initiative(
            session, actor=Actor(at.by), initiative_id=make_initiative(session, at.workshop, "Cachée")
        )
        session.get_one(Initiative, at.fund).hidden_at = now()
        session.flush()
        with pytest.raises(NotKept):
            say(session, at.amina, at.fund, 2)


def test_what_the_vote_kept_is_rated_before_it_has_a_table(rules: Engine) -> None:
    with writing() as session:
        workshop, (a, b, *_) = make_wall(session, 5)
        by = facilitator_of(session, workshop)
        voter = make_person(session, workshop, name="Amina", territory="Pays de Grasse")
        assert ratings_view(session, voter).why_not == "nothing_kept"
        stage = open_vote(session, workshop)
        cast_by_each(session, workshop, [[a], [a], [b]])
        close_vote(session, actor=Actor(by), stage_id=stage)
        reveal(session, actor=Actor(by), stage_id=stage)
        decide(session, actor=Actor(by), stage_id=stage, kept=[a, b], reason="Les deux")
        open_kind(session, workshop, StageKind.perspective)
        say(session, voter, b, 1)
        assert [(one.id, one.answered) for one in ratings_view(session, voter).initiatives] == [
            (a, 0),
            (b, 1),
        ]


def test_the_optional_criteria_are_asked_where_the_settings_say_so(at: Tables) -> None:
    with writing() as session:
        with pytest.raises(NotFound):
            say(session, at.amina, at.fund, 2, Criterion.evidence)
        change_settings(session, actor=Actor(at.by), workshop_id=at.workshop, optional_criteria=True)
        assert ratings_view(session, at.amina).criteria == list(ALL_TWELVE)
        say(session, at.amina, at.fund, 2, Criterion.evidence)
        assert line(session, at.amina, at.fund).answers == {"evidence": 2}
        change_settings(session, actor=Actor(at.by), workshop_id=at.workshop, optional_criteria=False)
        assert line(session, at.amina, at.fund).answers == {}


@pytest.mark.parametrize("kind", [StageKind.decomposition, StageKind.report_back])
def test_one_rates_while_the_perspective_is_open_only(at: Tables, kind: StageKind) -> None:
    with writing() as session:
        say(session, at.amina, at.fund, 2)
        open_kind(session, at.workshop, kind)
        with pytest.raises(StageNotOpen):
            say(session, at.amina, at.fund, 3)
        with pytest.raises(StageNotOpen):
            take_rating_back(
                session, actor=Actor(person_id=at.amina), initiative_id=at.fund, criterion=Criterion.need
            )
        view = ratings_view(session, at.amina)
        assert (view.open, view.answered) == (False, 1)
        close_stage(session, actor=Actor(at.by), stage_id=stage_of(session, at.workshop, kind))
        assert not ratings_view(session, at.amina).open


def test_a_stage_that_locks_takes_no_answer_once_its_time_is_up(at: Tables) -> None:
    with writing() as session:
        stage_id = stage_of(session, at.workshop, StageKind.perspective)
        change_stage(session, actor=Actor(at.by), stage_id=stage_id, locks=True)
        pair = open_pair(session, at.workshop)
        assert pair is not None
        pair[1].ends_at = now() - timedelta(minutes=1)
        session.flush()
        with pytest.raises(StageLocked):
            say(session, at.amina, at.fund, 3)
        assert not ratings_view(session, at.amina).open


def test_nobody_rates_who_was_removed(at: Tables) -> None:
    with writing() as session:
        remove_person(session, actor=Actor(at.by), person_id=at.amina)
        with pytest.raises(NotFound):
            say(session, at.amina, at.fund, 3)


def test_whoever_changes_territory_is_asked_anew_and_finds_the_former_answers_again(at: Tables) -> None:
    with writing() as session:
        say(session, at.amina, at.fund, 0)
        for territory, answered in ((at.sicoval, 0), (at.grasse, 1), (at.sicoval, 0)):
            change_person(session, actor=Actor(at.by), person_id=at.amina, territory_id=territory)
            assert ratings_view(session, at.amina).answered == answered
        say(session, at.amina, at.fund, 0)
        assert (ratings_view(session, at.amina).answered, stored(session)) == (1, 1)


def test_a_facilitator_answers_for_somebody_without_a_device_even_from_paper_afterwards(at: Tables) -> None:
    with writing() as session:
        odile = make_deviceless(session, at)
        assert ratings_for(session, actor=Actor(at.by), person_id=odile).answered == 0
        say(session, odile, at.fund, 3, by=at.by)
        open_kind(session, at.workshop, StageKind.report_back)
        say(session, odile, at.fund, None, Criterion.team, by=at.by)
        take_rating_back(session, actor=Actor(at.by, odile), initiative_id=at.fund, criterion=Criterion.need)
        view = ratings_for(session, actor=Actor(at.by), person_id=odile)
        assert (view.open, view.initiatives[0].answers) == (True, {"team": None})


def test_a_facilitator_neither_sees_nor_changes_what_somebody_answers_alone(at: Tables) -> None:
    with writing() as session:
        with pytest.raises(HasDevice):
            ratings_for(session, actor=Actor(at.by), person_id=at.amina)
        with pytest.raises(HasDevice):
            say(session, at.amina, at.fund, 3, by=at.by)
        stranger, odile = make_account(session), make_deviceless(session, at)
        with pytest.raises(NotFound):
            ratings_for(session, actor=Actor(stranger), person_id=odile)
        with pytest.raises(NotFound):
            say(session, odile, at.fund, 3, by=stranger)


def test_the_journal_tells_who_began_and_who_is_through_never_what_was_answered(at: Tables) -> None:
    with writing() as session:
        rate_all(session, at.amina, at.fund, 0)
        say(session, at.amina, at.fund, 3)
        odile = make_deviceless(session, at)
        say(session, odile, at.fund, 1, by=at.by)
        take_rating_back(session, actor=Actor(at.by, odile), initiative_id=at.fund, criterion=Criterion.need)
        told = story(session, actor=Actor(at.by), workshop_id=at.workshop)
        assert [one.details for one in told if one.action.startswith("rating_")] == [{}] * 4
        assert actions(session, at) == [
            ("rating_started", "Amina", False),
            ("rating_finished", "Amina", False),
            ("rating_started", "Fanny", True),
            ("rating_changed", "Fanny", True),
        ]


def test_others_hear_who_began_and_who_is_through_and_every_change_once_it_shows(at: Tables) -> None:
    heard: list[bool] = []
    stop = changes.listen(lambda touched: heard.append((at.workshop, "matrix") in touched))
    for number, criterion in enumerate(THE_TEN):
        with writing() as session:
            say(session, at.amina, at.fund, number % 4, criterion)
    assert heard == [True, *[False] * 8, True]
    with writing() as session:
        say(session, at.amina, at.fund, 3)
    with writing() as session:
        reveal_matrix(session, actor=Actor(at.by), workshop_id=at.workshop)
    with writing() as session:
        say(session, at.amina, at.fund, 1)
    stop()
    assert heard[10:] == [False, True, True]


def test_two_tabs_of_one_person_at_once_leave_one_answer(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        at = make_tables(session, opened=StageKind.perspective)
    together = Barrier(8)

    def answer(value: int) -> None:
        together.wait()
        with writing() as session:
            say(session, at.amina, at.fund, value % 4)

    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(answer, range(8)))
    with reading() as session:
        assert (stored(session), ratings_view(session, at.amina).answered) == (1, 1)


def test_answering_takes_few_statements_however_much_was_answered(at: Tables, rules: Engine) -> None:
    counts = []
    for criterion in (Criterion.need, Criterion.team):
        statements: list[str] = []
        event.listen(rules, "before_cursor_execute", lambda *facts, seen=statements: seen.append(facts[2]))
        with writing() as session:
            say(session, at.amina, at.fund, 2, criterion)
        counts.append(len([text for text in statements if not text.startswith("BEGIN")]))
        with writing() as session:
            for one in (at.amina, at.paul):
                rate_all(session, one, at.fund)
                take_rating_back(
                    session, actor=Actor(person_id=one), initiative_id=at.fund, criterion=Criterion.team
                )
    assert counts[1] <= counts[0] <= 11


def test_a_person_who_left_stays_in_the_room_of_their_answers(at: Tables) -> None:
    with writing() as session:
        say(session, at.amina, at.fund, 2)
        session.get_one(Person, at.amina).left_at = now()
        session.flush()
        assert ratings_view(session, at.amina).answered == 1
