"""Perspective: what a group writes for other territories, what it is about, and the verdicts."""

import pytest
from sqlalchemy import Engine

from db.posts import Section, Verdict
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.errors import ConditionNeeded, LinkNeeded, NotFound, NotInGroup, StageNotOpen
from facilitation.groups import assign, create_group
from facilitation.journal import story
from facilitation.people import merge_people
from facilitation.perspective import (
    LINKED,
    PERSPECTIVE,
    TargetTerritory,
    decomposed,
    perspective,
    set_verdict,
    write_perspective_post,
)
from facilitation.posts import my_posts
from facilitation.withdrawing import delete_post, keep_off_record, restore_post
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account, make_person, open_kind

pytestmark = pytest.mark.usefixtures("rules")


def start(session: Session) -> tuple[Tables, int, int]:
    """The perspective is open; the first table has taken two ideas apart."""
    t = make_tables(session)
    one, two = make_post(session, t.amina, "Une"), make_post(session, t.paul, "Deux", Section.actors)
    open_kind(session, t.workshop, StageKind.perspective)
    return t, one, two


def condition(session: Session, t: Tables, about: int, text: str = "Un budget") -> int:
    return write_perspective_post(
        session,
        actor=Actor(person_id=t.amina),
        territory_id=t.grasse,
        section=Section.conditions,
        text=text,
        about=[about],
    )


def target(session: Session, t: Tables, territory_id: int, audience: str = "room") -> TargetTerritory:
    view = perspective(session, t.first, audience)
    return next(one for one in view.territories if one.id == territory_id)


def test_the_perspective_has_six_sections_and_four_of_them_are_linked() -> None:
    assert [str(section) for section in PERSPECTIVE] == [
        "gaps",
        "reproduce",
        "improve",
        "conditions",
        "discard",
        "first_step",
    ]
    assert [str(section) for section in LINKED] == ["reproduce", "improve", "conditions", "discard"]


def test_a_post_is_for_a_territory_and_about_what_was_taken_apart() -> None:
    with writing() as session:
        t, one, two = start(session)
        condition(session, t, one)
        sections = {entry.section: entry.posts for entry in target(session, t, t.grasse).sections}
        post = sections["conditions"][0]
        assert (post.text, [(about.id, about.section, about.text) for about in post.about]) == (
            "Un budget",
            [(one, "intention", "Une")],
        )
        assert two not in {about.id for about in post.about}
        assert all(not entry.posts for entry in target(session, t, t.sicoval).sections)


def test_the_source_territory_is_no_target() -> None:
    with writing() as session:
        t, _, _ = start(session)
        assert "Pays de Grasse" not in [one.name for one in perspective(session, t.second).territories]
        assert "Pays de Grasse" in [one.name for one in perspective(session, t.first).territories]
        assert perspective(session, t.first).writable is True


@pytest.mark.parametrize("section", LINKED)
def test_a_linked_section_needs_to_say_what_it_is_about(section: Section) -> None:
    with writing() as session:
        t, _, _ = start(session)
        with pytest.raises(LinkNeeded):
            write_perspective_post(
                session,
                actor=Actor(person_id=t.amina),
                territory_id=t.grasse,
                section=section,
                text="x",
                about=[],
            )


@pytest.mark.parametrize("section", [Section.gaps, Section.first_step])
def test_gaps_and_first_steps_need_no_link(section: Section) -> None:
    with writing() as session:
        t, _, _ = start(session)
        write_perspective_post(
            session,
            actor=Actor(person_id=t.amina),
            territory_id=t.grasse,
            section=section,
            text="x",
            about=[],
        )
        assert len(my_posts(session, t.amina)) == 2


def test_where_nothing_was_taken_apart_there_is_nothing_to_link() -> None:
    with writing() as session:
        t, _, _ = start(session)
        write_perspective_post(
            session,
            actor=Actor(person_id=t.zoe),
            territory_id=t.sicoval,
            section=Section.reproduce,
            text="x",
            about=[],
        )
        assert decomposed(session, t.second) == []


def test_a_post_cannot_be_about_another_initiative_or_territory() -> None:
    with writing() as session:
        t, one, _ = start(session)
        other = make_tables(session)
        with pytest.raises(NotFound):
            write_perspective_post(
                session,
                actor=Actor(person_id=t.zoe),
                territory_id=t.sicoval,
                section=Section.gaps,
                text="x",
                about=[one],
            )
        with pytest.raises(NotFound):
            write_perspective_post(
                session,
                actor=Actor(person_id=t.amina),
                territory_id=other.grasse,
                section=Section.gaps,
                text="x",
                about=[],
            )
        with pytest.raises(NotFound):
            write_perspective_post(
                session,
                actor=Actor(person_id=t.amina),
                territory_id=t.grasse,
                section=Section.actors,
                text="x",
                about=[],
            )


def test_the_same_idea_sent_twice_is_one_post_with_its_links() -> None:
    with writing() as session:
        t, one, _ = start(session)
        assert condition(session, t, one) == condition(session, t, one)
        posts = target(session, t, t.grasse).sections[3].posts
        assert [len(post.about) for post in posts] == [1]


def test_nobody_writes_before_the_stage_is_open_but_the_facilitator() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(StageNotOpen):
            write_perspective_post(
                session,
                actor=Actor(person_id=t.amina),
                territory_id=t.grasse,
                section=Section.gaps,
                text="x",
                about=[],
            )
        write_perspective_post(
            session,
            actor=Actor(t.by),
            group_id=t.first,
            territory_id=t.grasse,
            section=Section.gaps,
            text="Sur papier",
            about=[],
        )
        view = perspective(session, t.first)
        assert (view.writable, target(session, t, t.grasse).sections[0].posts[0].text) == (
            False,
            "Sur papier",
        )


def test_two_tables_on_one_initiative_share_what_was_taken_apart() -> None:
    with writing() as session:
        t, one, two = start(session)
        third = create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        assert [about.id for about in decomposed(session, third)] == [one, two]


def test_what_is_taken_apart_is_listed_in_the_order_of_the_sections() -> None:
    with writing() as session:
        t = make_tables(session)
        last = make_post(session, t.amina, "Dernier", Section.core_functions)
        first = make_post(session, t.amina, "Premier", Section.intention)
        assert [about.id for about in decomposed(session, t.first)] == [first, last]


def test_a_deleted_post_is_no_longer_what_others_are_about() -> None:
    with writing() as session:
        t, one, _ = start(session)
        condition(session, t, one)
        delete_post(session, post_id=one, actor=Actor(t.by))
        assert target(session, t, t.grasse).sections[3].posts[0].about == []
        restore_post(session, post_id=one, actor=Actor(t.by))
        assert len(target(session, t, t.grasse).sections[3].posts[0].about) == 1


def test_the_projector_sees_neither_what_is_off_the_record_nor_links_to_it() -> None:
    with writing() as session:
        t = make_tables(session)
        secret = write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.obstacles,
            text="Entre nous",
            off_record=True,
        )
        open_kind(session, t.workshop, StageKind.perspective)
        condition(session, t, secret)
        write_perspective_post(
            session,
            actor=Actor(person_id=t.amina),
            territory_id=t.grasse,
            section=Section.gaps,
            text="Aussi entre nous",
            about=[],
            off_record=True,
        )
        room, projector = target(session, t, t.grasse), target(session, t, t.grasse, "projector")
        assert [len(one.posts) for one in room.sections] == [1, 0, 0, 1, 0, 0]
        assert [len(one.posts) for one in projector.sections] == [0, 0, 0, 1, 0, 0]
        assert len(room.sections[3].posts[0].about) == 1
        assert projector.sections[3].posts[0].about == []


def test_what_another_table_keeps_off_the_record_stays_with_that_one() -> None:
    with writing() as session:
        t = make_tables(session)
        third = create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        assign(session, actor=Actor(t.by), person_id=t.lucie, group_id=third)
        secret = write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.obstacles,
            text="Entre nous",
            off_record=True,
        )
        said = make_post(session, t.amina, "Dit")
        open_kind(session, t.workshop, StageKind.perspective)
        assert [one.id for one in decomposed(session, t.first)] == [said, secret]
        assert [one.id for one in decomposed(session, third)] == [said]
        with pytest.raises(NotFound):
            write_perspective_post(
                session,
                actor=Actor(person_id=t.lucie),
                territory_id=t.grasse,
                section=Section.gaps,
                text="Un écart",
                about=[secret],
            )
        post = write_perspective_post(
            session,
            actor=Actor(person_id=t.lucie),
            territory_id=t.grasse,
            section=Section.gaps,
            text="x",
            about=[said],
        )
        keep_off_record(session, post_id=said, actor=Actor(person_id=t.amina), off_record=True)
        shown = {
            audience: [
                about.id
                for place in perspective(session, third, audience).territories
                for entry in place.sections
                for view in entry.posts
                for about in view.about
            ]
            for audience in ("room", "projector", "console")
        }
        assert post != said
        assert shown == {"room": [], "projector": [], "console": [said]}


def test_adapting_needs_a_condition() -> None:
    with writing() as session:
        t, one, _ = start(session)
        with pytest.raises(ConditionNeeded):
            set_verdict(
                session,
                actor=Actor(person_id=t.amina),
                initiative_id=t.fund,
                territory_id=t.grasse,
                verdict=Verdict.adapt,
            )
        condition(session, t, one)
        set_verdict(
            session,
            actor=Actor(person_id=t.amina),
            initiative_id=t.fund,
            territory_id=t.grasse,
            verdict=Verdict.adapt,
        )
        assert (target(session, t, t.grasse).verdict, target(session, t, t.grasse).conditions) == ("adapt", 1)
        assert target(session, t, t.sicoval).verdict is None


def test_the_last_condition_of_an_adaptation_stays() -> None:
    with writing() as session:
        t, one, _ = start(session)
        first, second = condition(session, t, one), condition(session, t, one, "Un poste")
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.adapt
        )
        delete_post(session, post_id=second, actor=Actor(person_id=t.amina))
        with pytest.raises(ConditionNeeded):
            delete_post(session, post_id=first, actor=Actor(person_id=t.amina))
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.reproduce
        )
        delete_post(session, post_id=first, actor=Actor(person_id=t.amina))
        assert target(session, t, t.grasse).conditions == 0


def test_a_verdict_is_changed_repeated_and_taken_back() -> None:
    with writing() as session:
        t, _, _ = start(session)
        for verdict in (Verdict.discard, Verdict.discard, Verdict.reproduce, None, None):
            set_verdict(
                session,
                actor=Actor(person_id=t.paul),
                initiative_id=t.fund,
                territory_id=t.grasse,
                verdict=verdict,
            )
            assert target(session, t, t.grasse).verdict == verdict
        told = [
            line.details["verdict"]
            for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)
            if line.action == "verdict_set"
        ]
        assert told == [None, "reproduce", "discard"]


def test_a_verdict_comes_from_the_tables_of_the_initiative_or_the_facilitator() -> None:
    with writing() as session:
        t, _, _ = start(session)
        other = make_tables(session)
        for person in (t.zoe, t.lucie, None):
            with pytest.raises(NotInGroup):
                set_verdict(
                    session,
                    actor=Actor(person_id=person),
                    initiative_id=t.fund,
                    territory_id=t.grasse,
                    verdict=Verdict.discard,
                )
        for reach in (Actor(make_account(session)), Actor(other.by)):
            with pytest.raises(NotFound):
                set_verdict(
                    session,
                    initiative_id=t.fund,
                    territory_id=t.grasse,
                    verdict=Verdict.discard,
                    actor=reach,
                )
        with pytest.raises(NotFound):
            set_verdict(
                session, actor=Actor(t.by), initiative_id=9999, territory_id=t.grasse, verdict=Verdict.discard
            )
        with pytest.raises(NotFound):
            set_verdict(
                session,
                actor=Actor(t.by),
                initiative_id=t.fund,
                territory_id=other.grasse,
                verdict=Verdict.discard,
            )


def test_no_verdict_before_the_stage_is_open() -> None:
    with writing() as session:
        t = make_tables(session)
        with pytest.raises(StageNotOpen):
            set_verdict(
                session,
                actor=Actor(person_id=t.amina),
                initiative_id=t.fund,
                territory_id=t.grasse,
                verdict=Verdict.discard,
            )


def test_a_perspective_that_is_not_there_is_not_found() -> None:
    with writing() as session:
        with pytest.raises(NotFound):
            perspective(session, 1)
        with pytest.raises(NotFound):
            decomposed(session, 1)


def test_merging_two_entries_of_one_person_keeps_seat_posts_and_verdicts(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t, one, _ = start(session)
        condition(session, t, one)
        twin = make_person(session, t.workshop, name="Amina")
        set_verdict(
            session,
            actor=Actor(person_id=t.amina),
            initiative_id=t.fund,
            territory_id=t.grasse,
            verdict=Verdict.discard,
        )
        merge_people(session, actor=Actor(t.by), keep_id=twin, other_id=t.amina)
    with writing() as session:
        assert [post.text for post in my_posts(session, twin)] == ["Une", "Un budget"]
        merge_people(session, actor=Actor(t.by), keep_id=t.lucie, other_id=twin)
    with writing() as session:
        assert [post.text for post in my_posts(session, t.lucie)] == ["Une", "Un budget"]
