"""The report says everything that may leave the room, at any moment, and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import FrozenInstanceError

import pytest
from sqlalchemy import Engine, event

from db.base import now
from db.people import Attribution, Person
from db.posts import Section, Verdict
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.counts import WITHHELD
from facilitation.decomposition import write_post
from facilitation.errors import NotFound
from facilitation.exports import NAMES, export
from facilitation.merging import merge_initiatives
from facilitation.people import PersonRole
from facilitation.perspective import set_verdict
from facilitation.report import ReportRound, report
from facilitation.rounds import answer_round
from facilitation.running import close_stage
from facilitation.sharing import hide_initiative, share_initiative
from facilitation.voting import cast_dot, decide, reveal
from facilitation.withdrawing import delete_post
from tests.factories.tables import (
    Tables,
    make_initiative,
    make_perspective_post,
    make_post,
    make_tables,
    sign_as,
)
from tests.factories.workshops import facilitator_of, make_person, make_workshop, open_kind, stage_of


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def perspective_post(session: Session, t: Tables, about: list[int], text: str = "Un budget") -> int:
    return make_perspective_post(session, t.amina, t.grasse, text, Section.conditions, about=about)


def test_a_report_of_300_posts_asks_as_often_as_one_of_3(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        for number in range(3):
            make_post(session, t.amina, f"Idée {number}")
    with writing() as session, counted(rules) as few:
        assert len(report(session, t.workshop).contributions) == 3
    with writing() as session:
        for number in range(3, 200):
            make_post(session, t.paul, f"Idée {number}")
        open_kind(session, t.workshop, StageKind.perspective)
        first = make_post_ids(session, t)[0]
        for number in range(100):
            perspective_post(session, t, [first], f"Condition {number}")
    with writing() as session, counted(rules) as many:
        assert len(report(session, t.workshop).contributions) == 300
    assert len(many) == len(few)
    assert len(few) < 70


def make_post_ids(session: Session, t: Tables) -> list[int]:
    return [entry.id for entry in report(session, t.workshop).contributions]


def test_a_report_of_an_empty_workshop_is_a_report_too(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session, language="en")
        made = report(session, workshop)
        assert (made.language, made.people, made.initiatives, made.vote, made.groups, made.rounds) == (
            "en",
            0,
            (),
            None,
            (),
            (),
        )
        for name in NAMES:
            assert export(session, workshop, name).content
        with pytest.raises(NotFound):
            export(session, workshop, "secrets.md")
        with pytest.raises(NotFound):
            report(session, 9999)
        with pytest.raises(FrozenInstanceError):
            made.theme = "Autre"  # type: ignore[misc]


def test_contributions_are_signed_as_consented(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t = make_tables(session)
        for person, attribution in (
            (t.amina, Attribution.name),
            (t.paul, Attribution.territory),
            (t.zoe, Attribution.anonymous),
        ):
            make_post(session, person, f"Idée {person}")
            sign_as(session, person, attribution)
        write_post(session, actor=Actor(t.by), group_id=t.first, section=Section.actors, text="Sur papier")
        signed = [
            (entry.credit.author, entry.credit.territory, entry.credit.role, entry.entered)
            for entry in report(session, t.workshop).contributions
        ]
        assert signed == [
            ("Amina", "Pays de Grasse", PersonRole.elected, False),
            ("", "Sicoval", None, False),
            ("", "", None, True),
            ("", "", None, False),
        ]


def test_neither_what_is_off_the_record_nor_what_was_deleted_leaves_the_room(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        t = make_tables(session)
        secret = write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.obstacles,
            text="Entre nous",
            off_record=True,
        )
        gone = make_post(session, t.amina, "Repris")
        delete_post(session, post_id=gone, actor=Actor(person_id=t.amina))
        kept = make_post(session, t.paul, "Dit")
        open_kind(session, t.workshop, StageKind.perspective)
        perspective_post(session, t, [secret, kept])
        made = report(session, t.workshop)
        assert [(entry.text, entry.about) for entry in made.contributions] == [
            ("Dit", ()),
            ("Un budget", (kept,)),
        ]
        for name in NAMES:
            assert b"Entre nous" not in export(session, t.workshop, name).content


def test_merged_initiatives_keep_their_origins_and_hidden_ones_stay_out(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        one, two, hidden = (
            make_initiative(session, workshop, title, place)
            for title, place in (("Une", "Grasse"), ("Deux", ""), ("Cachée", ""))
        )
        hide_initiative(session, actor=Actor(by), initiative_id=hidden)
        merge_initiatives(
            session, actor=Actor(by), initiative_ids=[one, two], title="Les deux", pitch="Ensemble."
        )
        shared = report(session, workshop).initiatives
        assert [(entry.title, entry.merged) for entry in shared] == [
            ("Les deux", (("Une", "Grasse"), ("Deux", "")))
        ]


def test_an_initiative_says_who_shares_and_who_carries_it_as_far_as_they_consent(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        amina = make_person(session, workshop, territory="Pays de Grasse")
        paul = make_person(session, workshop, name="Paul")
        open_kind(session, workshop, StageKind.sharing)
        share_initiative(session, actor=Actor(person_id=amina), title="Une", pitch="x", holder_id=paul)
        share_initiative(
            session, actor=Actor(person_id=amina), title="Deux", pitch="x", holder="L’agglomération"
        )
        before = [(entry.author, entry.holder) for entry in report(session, workshop).initiatives]
        sign_as(session, amina, Attribution.name)
        sign_as(session, paul, Attribution.name)
        after = [(entry.author, entry.holder) for entry in report(session, workshop).initiatives]
        assert before == [("", ""), ("", "L’agglomération")]
        assert after == [("Amina", "Paul"), ("Amina", "L’agglomération")]


def vote(session: Session) -> tuple[int, int, int, list[int]]:
    """Six voters of two territories put their dots on the first of three initiatives; the vote is closed."""
    workshop = make_workshop(session)
    by = facilitator_of(session, workshop)
    initiatives = [make_initiative(session, workshop, title) for title in ("Une", "Deux", "Trois")]
    voters = [
        make_person(
            session,
            workshop,
            name=f"V{number}",
            territory="Sicoval" if number < 3 else "Rochefort",
            role=PersonRole.elected if number < 3 else PersonRole.officer,
        )
        for number in range(6)
    ]
    stage = open_kind(session, workshop, StageKind.voting)
    for voter in voters:
        cast_dot(session, actor=Actor(person_id=voter), initiative_id=initiatives[0])
    cast_dot(session, actor=Actor(person_id=voters[0]), initiative_id=initiatives[1])
    return workshop, by, stage, initiatives


def test_no_count_is_in_a_report_before_the_reveal(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop, by, stage, _ = vote(session)
        during = report(session, workshop)
        close_stage(session, actor=Actor(by), stage_id=stage)
        closed = report(session, workshop)
        for made in (during, closed):
            assert {(entry.dots, entry.rank, entry.outcome) for entry in made.initiatives} == {
                (None, None, "shared")
            }
            assert all(entry.by_role == {} and entry.by_territory == {} for entry in made.initiatives)
        assert closed.vote is not None
        assert (closed.vote.state, closed.vote.voted, closed.vote.eligible) == ("hidden", 6, 6)


def test_the_result_is_in_the_report_with_small_cells_withheld(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop, by, stage, initiatives = vote(session)
        close_stage(session, actor=Actor(by), stage_id=stage)
        reveal(session, actor=Actor(by), stage_id=stage)
        decide(
            session,
            actor=Actor(by),
            stage_id=stage,
            kept=[initiatives[0], initiatives[2]],
            reason="Par équilibre",
        )
        made = report(session, workshop)
        assert made.vote is not None
        assert (made.vote.state, made.vote.reason) == ("decided", "Par équilibre")
        assert [(entry.dots, entry.territories, entry.outcome) for entry in made.initiatives] == [
            (6, WITHHELD, "kept"),
            (1, WITHHELD, "reserve"),
            (0, WITHHELD, "kept"),
        ]
        for entry in made.initiatives:
            assert set(entry.by_territory) == {"Sicoval", "Rochefort"}
            assert {*entry.by_territory.values(), *entry.by_role.values()} == {WITHHELD}
        assert [entry.title for entry in made.kept] == ["Une", "Trois"]


def test_tables_are_in_the_report_with_the_names_that_may_be_given(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        t = make_tables(session)
        sign_as(session, t.amina, Attribution.name)
        groups = report(session, t.workshop).groups
        assert [(group.number, group.initiative, group.people, group.named) for group in groups] == [
            (1, "Fonds de participation", 2, ("Amina",)),
            (2, "Bon Achat", 1, ()),
        ]
        assert [entry.title for entry in report(session, t.workshop).kept] == [
            "Fonds de participation",
            "Bon Achat",
        ]


def test_verdicts_are_in_the_report(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        t = make_tables(session)
        set_verdict(
            session,
            actor=Actor(t.by),
            initiative_id=t.fund,
            territory_id=t.sicoval,
            verdict=Verdict.reproduce,
        )
        assert [
            (entry.initiative_id, entry.territory, entry.verdict)
            for entry in report(session, t.workshop).verdicts
        ] == [(t.fund, "Sicoval", "reproduce")]


def test_a_round_with_few_answers_is_not_counted_out(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        people = [make_person(session, workshop, name=f"P{number}") for number in range(3)]
        checkin = open_kind(session, workshop, StageKind.checkin)
        for person in people[:2]:
            answer_round(session, actor=Actor(person_id=person), stage_id=checkin, choice=4, words="Content")
        closing = open_kind(session, workshop, StageKind.closing)
        for number, person in enumerate(people):
            answer_round(session, actor=Actor(person_id=person), stage_id=closing, choice=3 + number)
        close_stage(session, actor=Actor(facilitator_of(session, workshop)), stage_id=closing)
        title = {row.kind: row.title for row in report(session, workshop).stages}
        assert report(session, workshop).rounds == (
            ReportRound(title[StageKind.checkin], "checkin", 2, None, ()),
            ReportRound(title[StageKind.closing], "closing", 3, (0, 0, 1, 1, 1), ()),
        )


def test_whoever_was_there_is_counted_even_once_gone(rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        one, two = make_person(session, workshop), make_person(session, workshop, role=PersonRole.state)
        session.get_one(Person, one).left_at = now()
        session.get_one(Person, two).removed_at = now()
        session.flush()
        made = report(session, workshop)
        assert (made.people, made.roles) == (1, (("elected", 1),))
        assert stage_of(session, workshop, StageKind.checkin) == made.stages[0].id
