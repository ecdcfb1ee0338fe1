"""Rehearsal: simulated people play every stage by the verbs of everybody, and leave no trace once wiped."""

from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine, func, select

from db.alternatives import Alternative
from db.answers import HolderAnswer
from db.base import Base, now
from db.conditions import Lift
from db.deeds import Deed
from db.journal import Entry
from db.people import Person
from db.proposals import Proposal
from db.ratings import Criterion, MatrixReveal, Rating
from db.session import Session, writing
from db.tasks import TableTask, Task
from db.wishes import Wish
from db.workshops import territories_of, workshop_row
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import Section, write_post
from facilitation.demo import load_demo
from facilitation.errors import NotFound, NotRehearsal, OutOfRange
from facilitation.groups import create_group, groups_view, place_everyone
from facilitation.journal import story
from facilitation.links import revoke_code
from facilitation.matrix import standing
from facilitation.people import PersonLine, merge_people, people
from facilitation.perspective import perspective
from facilitation.rehearsal import (
    RehearsalView,
    play_step,
    rehearsal_of,
    running,
    start_rehearsal,
    stop_rehearsal,
    wipe_rehearsal,
)
from facilitation.report import report
from facilitation.rounds import answer_round
from facilitation.running import close_stage
from facilitation.sharing import initiatives, share_initiative
from facilitation.simulation.scene import material
from facilitation.voting import (
    close_vote,
    decide,
    result,
    reveal,
    set_round_dots,
    start_runoff,
    turnout_view,
)
from facilitation.workshops import close_workshop
from tests.factories.tables import make_initiative
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
    stage_of,
)

pytestmark = pytest.mark.usefixtures("rules")

WHOLE_ROOM = 400
"""More steps than any stage takes."""


class Clock:
    """Moments far enough apart for a step each."""

    def __init__(self) -> None:
        self.at = now()

    def next(self) -> datetime:
        self.at += timedelta(seconds=4)
        return self.at


def play(session: Session, workshop: int, random: Random, clock: Clock, most: int = WHOLE_ROOM) -> list[str]:
    """Steps until nobody has anything to do."""
    steps: list[str] = []
    idle = 0
    while idle < 5 and len(steps) < most:
        step = play_step(session, workshop, random, at=clock.next())
        idle = 0 if step else idle + 1
        steps += [step] if step else []
    return steps


def start(session: Session, people: int = 6, language: str = "fr") -> tuple[int, int]:
    workshop = make_workshop(session, rehearsal=True, language=language)
    by = facilitator_of(session, workshop)
    start_rehearsal(session, actor=Actor(by), workshop_id=workshop, people=people)
    return workshop, by


def test_a_real_workshop_is_never_rehearsed() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        with pytest.raises(NotRehearsal):
            start_rehearsal(session, actor=Actor(by), workshop_id=workshop)
        with pytest.raises(NotRehearsal):
            wipe_rehearsal(session, actor=Actor(by), workshop_id=workshop)
        assert rehearsal_of(session, actor=Actor(by), workshop_id=workshop) == RehearsalView(False, False, 0)


def test_only_who_runs_the_workshop_rehearses_it() -> None:
    with writing() as session:
        workshop, _ = start(session)
        stranger = make_account(session, name="Stranger")
        for verb in (start_rehearsal, stop_rehearsal, wipe_rehearsal, rehearsal_of):
            with pytest.raises(NotFound):
                verb(session, actor=Actor(stranger), workshop_id=workshop)


@pytest.mark.parametrize("people", [0, 21])
def test_a_rehearsal_has_one_to_twenty_people(people: int) -> None:
    with writing() as session:
        workshop = make_workshop(session, rehearsal=True)
        with pytest.raises(OutOfRange):
            start_rehearsal(
                session, actor=Actor(facilitator_of(session, workshop)), workshop_id=workshop, people=people
            )


def test_simulated_people_come_in_one_by_one_under_names_of_their_own() -> None:
    with writing() as session:
        workshop, by = start(session)
        taken = material("fr")["names"][0]
        make_person(session, workshop, name=taken)
        assert play(session, workshop, Random(1), Clock()) == ["joined"] * 6
        lines = people(session, actor=Actor(by), workshop_id=workshop)
        assert len({line.name for line in lines}) == 7
        assert [line.name for line in lines if not line.simulated] == [taken]
        assert {line.territory for line in lines if line.simulated} <= set(material("fr")["territories"])


def test_nobody_comes_in_without_a_code() -> None:
    with writing() as session:
        workshop, by = start(session)
        revoke_code(session, actor=Actor(by), workshop_id=workshop)
        assert play(session, workshop, Random(1), Clock()) == []


def test_one_act_and_then_a_breath() -> None:
    with writing() as session:
        workshop, _ = start(session)
        at = now()
        assert play_step(session, workshop, Random(1), at=at) == "joined"
        assert play_step(session, workshop, Random(1), at=at) is None
        assert play_step(session, workshop, Random(1), at=at + timedelta(seconds=4)) == "joined"
        assert play_step(session, 9999, Random(1)) is None


def test_a_rehearsal_runs_until_it_is_stopped_or_the_workshop_closed() -> None:
    with writing() as session:
        workshop, by = start(session)
        assert running(session) == [workshop]
        for _twice in range(2):
            stop_rehearsal(session, actor=Actor(by), workshop_id=workshop)
        assert (running(session), play_step(session, workshop, Random(1))) == ([], None)
        start_rehearsal(session, actor=Actor(by), workshop_id=workshop, people=3)
        assert rehearsal_of(session, actor=Actor(by), workshop_id=workshop) == RehearsalView(True, True, 0)
        close_workshop(session, actor=Actor(by), workshop_id=workshop)
        assert running(session) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_simulated_people_play_the_whole_atelier(language: str) -> None:
    random, clock = Random(7), Clock()
    with writing() as session:
        workshop, by = start(session, people=12, language=language)
        open_kind(session, workshop, StageKind.checkin)
        steps = play(session, workshop, random, clock)
        assert (steps.count("joined"), steps.count("answered")) == (12, 12)
        for kind in (StageKind.theme, StageKind.break_):
            open_kind(session, workshop, kind)
            assert play(session, workshop, random, clock) == ["done"] * 12
        open_kind(session, workshop, StageKind.sharing)
        assert play(session, workshop, random, clock).count("shared") == 6
        assert all(one.fictitious for one in initiatives(session, workshop))
        stage = open_kind(session, workshop, StageKind.voting)
        steps = play(session, workshop, random, clock)
        assert "dot_placed" in steps
        turnout = turnout_view(session, workshop, "console")
        assert (turnout.voted, turnout.eligible) == (12, 12)
        close_vote(session, actor=Actor(by), stage_id=stage)
        assert play(session, workshop, random, clock) == []
        reveal(session, actor=Actor(by), stage_id=stage)
        rows = result(session, workshop, "console").rows or []
        decide(
            session,
            actor=Actor(by),
            stage_id=stage,
            kept=[row.id for row in rows[:2]],
            reason="Pour la répétition",
        )
        open_kind(session, workshop, StageKind.decomposition)
        assert play(session, workshop, random, clock) == []
        for row in rows[:2]:
            create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=row.id)
        place_everyone(session, actor=Actor(by), workshop_id=workshop)
        assert play(session, workshop, random, clock).count("posted") > 30
        assert [(group.filled, group.missing) for group in groups_view(session, workshop).groups] == [
            (10, []),
            (10, []),
        ]
        open_kind(session, workshop, StageKind.perspective)
        steps = play(session, workshop, random, clock)
        assert (steps.count("posted") > 20, "verdict" in steps, "rated" in steps) == (True, True, True)
        rated = standing(session, workshop)
        assert rated.raters == rated.finished == rated.able > 0
        open_kind(session, workshop, StageKind.report_back)
        assert play(session, workshop, random, clock) == ["done"] * 12
        open_kind(session, workshop, StageKind.closing)
        assert play(session, workshop, random, clock) == ["answered"] * 12
        assert len(report(session, workshop).contributions) > 50


def test_a_run_off_asks_again_those_who_were_done() -> None:
    random, clock = Random(1), Clock()
    with writing() as session:
        workshop, by = start(session, people=4)
        for title in ("Une", "Deux", "Trois", "Quatre"):
            make_initiative(session, workshop, title)
        stage = open_kind(session, workshop, StageKind.voting)
        set_round_dots(session, actor=Actor(by), stage_id=stage, dots=4)
        assert play(session, workshop, random, clock).count("done") == 4
        close_vote(session, actor=Actor(by), stage_id=stage)
        reveal(session, actor=Actor(by), stage_id=stage)
        assert len(result(session, workshop, "console").tied) == 4
        start_runoff(session, actor=Actor(by), stage_id=stage)
        steps = play(session, workshop, random, clock)
        assert steps.count("dot_placed") - steps.count("dot_taken") == 4


def test_stages_go_on_while_some_are_still_to_come() -> None:
    with writing() as session:
        workshop, _ = start(session, people=12)
        open_kind(session, workshop, StageKind.theme)
        steps = play(session, workshop, Random(3), Clock())
        assert (steps.count("joined"), steps.count("done")) == (12, 12)
        assert steps.index("done") < 12


def test_a_big_table_stops_when_everything_is_said() -> None:
    random, clock = Random(4), Clock()
    with writing() as session:
        workshop, by = start(session, people=20)
        open_kind(session, workshop, StageKind.sharing)
        play(session, workshop, random, clock)
        stage = open_kind(session, workshop, StageKind.voting)
        close_vote(session, actor=Actor(by), stage_id=stage)
        assert play(session, workshop, random, clock) == []
        open_kind(session, workshop, StageKind.perspective)
        assert play(session, workshop, random, clock) == []
        one = initiatives(session, workshop)[0]
        create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=one.id)
        place_everyone(session, actor=Actor(by), workshop_id=workshop)
        open_kind(session, workshop, StageKind.decomposition)
        steps = play(session, workshop, random, clock)
        said = material("fr")["decomposition"]
        plain = sum(len(texts) for section, texts in said.items() if section != "resources")
        assert plain < steps.count("posted") <= plain + sum(map(len, said["resources"].values()))
        assert steps.count("done") == 20


def test_where_nobody_else_could_be_compared_there_is_nothing_to_say() -> None:
    with writing() as session:
        workshop, by = start(session, people=1)
        open_kind(session, workshop, StageKind.sharing)
        clock = Clock()
        play(session, workshop, Random(1), clock)
        one = initiatives(session, workshop)[0]
        group = create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=one.id)
        place_everyone(session, actor=Actor(by), workshop_id=workshop)
        assert perspective(session, group).territories == []
        open_kind(session, workshop, StageKind.perspective)
        assert play(session, workshop, Random(1), clock) == ["done"]


def rows_that_name(session: Session, person_ids: set[int]) -> int:
    """How many rows of the whole database name one of these people."""
    found = 0
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if any(key.column.table.name == "people" for key in column.foreign_keys):
                counted = select(func.count()).select_from(table).where(column.in_(person_ids))
                found += session.scalar(counted) or 0
    return found


def test_one_click_wipes_what_the_simulated_people_did_and_nothing_else(database: Engine) -> None:
    assert database is not None
    random, clock = Random(5), Clock()
    with writing() as session:
        workshop, by = start(session)
        real = make_person(session, workshop, name="Rose Réelle", territory="Sicoval")
        stage = open_kind(session, workshop, StageKind.checkin)
        play(session, workshop, random, clock)
        answer_round(session, actor=Actor(person_id=real), stage_id=stage, choice=5)
        open_kind(session, workshop, StageKind.sharing)
        play(session, workshop, random, clock)
        share_initiative(session, actor=Actor(person_id=real), title="La mienne", pitch="Elle reste.")
        vote = open_kind(session, workshop, StageKind.voting)
        play(session, workshop, random, clock)
        close_stage(session, actor=Actor(by), stage_id=vote)
        twin = make_person(session, workshop, name="Rose Jumelle")
        ghosts = [
            line.id for line in people(session, actor=Actor(by), workshop_id=workshop) if line.simulated
        ]
        merge_people(session, actor=Actor(by), keep_id=ghosts[0], other_id=twin)
    with writing() as session:
        assert wipe_rehearsal(session, actor=Actor(by), workshop_id=workshop) == 6
    with writing() as session:
        assert [line.name for line in people(session, actor=Actor(by), workshop_id=workshop)] == [
            "Rose Jumelle",
            "Rose Réelle",
        ]
        assert session.scalar(select(func.count()).where(Person.simulated)) == 0
        assert rows_that_name(session, set(ghosts)) == 0
        assert [one.title for one in initiatives(session, workshop)] == ["La mienne"]
        assert [territory.name for territory in territories_of(session, workshop)] == ["Sicoval"]
        assert result(session, workshop, "console").state == "none"
        told = story(session, actor=Actor(by), workshop_id=workshop)[0]
        assert (told.action, told.details["people"], told.details["votes"]) == ("rehearsal_wiped", 6, 1)
        assert session.scalar(select(func.count()).where(Entry.action == "joined")) == 2
        assert wipe_rehearsal(session, actor=Actor(by), workshop_id=workshop) == 0


def test_the_demo_is_there_to_be_rehearsed() -> None:
    random, clock = Random(2), Clock()
    with writing() as session:
        by = make_account(session)
        workshop = load_demo(session, actor=Actor(by))
        start_rehearsal(session, actor=Actor(by), workshop_id=workshop)
        assert play(session, workshop, random, clock).count("joined") == 12
        open_kind(session, workshop, StageKind.sharing)
        assert play(session, workshop, random, clock).count("shared") == 2
        demo = workshop_row(session, workshop)
        assert demo is not None
        assert {line.territory for line in people(session, actor=Actor(by), workshop_id=workshop)} <= {
            territory.name for territory in territories_of(session, workshop)
        }
        assert stage_of(session, workshop, StageKind.checkin) > 0


def test_a_wipe_takes_what_simulated_people_did_in_groups_and_matrix_and_leaves_the_rest() -> None:
    with writing() as session:
        workshop, by = start(session, people=2)
        real = make_person(session, workshop, name="Odile", territory="Sicoval")
        initiative = make_initiative(session, workshop, "Une")
        play(session, workshop, Random(1), Clock())
        lines = people(session, actor=Actor(by), workshop_id=workshop)
        acting = [next(one for one in lines if one.simulated), next(one for one in lines if one.id == real)]
        table = create_group(session, actor=Actor(by), workshop_id=workshop, initiative_id=initiative)
        place_everyone(session, actor=Actor(by), workshop_id=workshop)
        open_kind(session, workshop, StageKind.decomposition)
        post = write_post(session, actor=Actor(person_id=real), section=Section.actors, text="Les écoles")
        for person in acting:
            did_everything(session, workshop, initiative, table, post, person)
        session.add(MatrixReveal(workshop_id=workshop, revealed_by=by))
        session.add(Proposal(workshop_id=workshop, made_by=by, tables=[], unmet=[]))
        session.flush()
        assert wipe_rehearsal(session, actor=Actor(by), workshop_id=workshop) == 2
        left = {
            kind.__name__: session.scalar(select(func.count()).select_from(kind))
            for kind in (
                Rating,
                Lift,
                HolderAnswer,
                Alternative,
                Deed,
                Wish,
                TableTask,
                MatrixReveal,
                Proposal,
            )
        }
        assert left == {
            "Rating": 1,
            "Lift": 1,
            "HolderAnswer": 1,
            "Alternative": 1,
            "Deed": session.scalar(select(func.count()).select_from(Deed).where(Deed.person_id == real)),
            "Wish": 1,
            "TableTask": 1,
            "MatrixReveal": 0,
            "Proposal": 0,
        }


def did_everything(
    session: Session, workshop: int, initiative: int, table: int, post: int, person: PersonLine
) -> None:
    """A row of each kind by one person, as if they had clicked through everything."""
    criterion = Criterion.team if person.simulated else Criterion.need
    place = person.territory_id
    assert place is not None
    session.add_all(
        [
            Rating(
                person_id=person.id,
                initiative_id=initiative,
                criterion=criterion,
                workshop_id=workshop,
                territory_id=place,
                value=0,
            ),
            Lift(
                workshop_id=workshop,
                initiative_id=initiative,
                territory_id=place,
                criterion=criterion,
                person_id=person.id,
            ),
            HolderAnswer(
                workshop_id=workshop,
                initiative_id=initiative,
                criterion=criterion,
                text="Oui",
                author_id=person.id,
            ),
            Alternative(post_id=post, text="Autrement", author_id=person.id),
            Deed(workshop_id=workshop, group_id=table, person_id=person.id, kind="core"),
            Wish(person_id=person.id, initiative_id=initiative, rank=1),
            TableTask(
                group_id=table, task=Task.scribe if person.simulated else Task.reporter, person_id=person.id
            ),
        ]
    )
