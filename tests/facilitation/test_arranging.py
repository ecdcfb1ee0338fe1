"""Arranging: posts are put in order, in another section, and marked as core functions by the whole table."""

import pytest
from sqlalchemy import Engine

from db.positions import GAP
from db.posts import Resource, Section, Verdict
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core, move_post, order_post
from facilitation.decomposition import canvas, write_post
from facilitation.errors import ConditionNeeded, LinkNeeded, Missing, NotFound, StageNotOpen
from facilitation.groups import groups_view
from facilitation.journal import story
from facilitation.perspective import decomposed, perspective, set_verdict
from facilitation.withdrawing import delete_post
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables, post_row
from tests.factories.workshops import open_kind

pytestmark = pytest.mark.usefixtures("rules")


def texts(session: Session, t: Tables, section: Section = Section.intention) -> list[str]:
    sections = {one.section: one.posts for one in canvas(session, t.first).sections}
    return [post.text for post in sections[section]]


def make_row(session: Session, t: Tables, count: int = 4) -> list[int]:
    """Posts A, B, C, D of one section."""
    return [make_post(session, t.amina, text) for text in "ABCDEFGHIJKLMNOP"[:count]]


def order(session: Session, t: Tables, post: int, before: int | None) -> str:
    order_post(session, post_id=post, before=before, actor=Actor(person_id=t.paul))
    return "".join(texts(session, t))


def test_a_post_goes_before_another_one_or_last() -> None:
    with writing() as session:
        t = make_tables(session)
        a, b, c, d = make_row(session, t)
        assert order(session, t, d, b) == "ADBC"
        assert order(session, t, a, None) == "DBCA"
        assert order(session, t, c, d) == "CDBA"
        assert order(session, t, b, d) == "CBDA"
        make_post(session, t.zoe, "Ailleurs")
        make_post(session, t.amina, "E")
        assert "".join(texts(session, t)) == "CBDAE"


def test_a_post_that_is_there_already_stays_and_nothing_is_written_down() -> None:
    with writing() as session:
        t = make_tables(session)
        a, b, *_ = make_row(session, t)
        before = len(story(session, actor=Actor(t.by), workshop_id=t.workshop))
        assert order(session, t, a, b) == "ABCD"
        assert len(story(session, actor=Actor(t.by), workshop_id=t.workshop)) == before


def test_putting_one_post_elsewhere_moves_no_other_until_no_room_is_left() -> None:
    with writing() as session:
        t = make_tables(session)
        a, b, c, d = make_row(session, t)
        order(session, t, d, b)
        assert [post_row(session, one).position for one in (a, b, c, d)] == [
            GAP,
            2 * GAP,
            3 * GAP,
            GAP + GAP // 2,
        ]
        for _time in range(6):
            assert order(session, t, c, b) == "ADCB"
            assert order(session, t, d, b) == "ACDB"
            assert order(session, t, c, b) == "ADCB"
        assert all(post_row(session, one).position % GAP == 0 for one in (a, b))


def test_posts_that_were_written_before_there_was_an_order_are_put_in_one() -> None:
    with writing() as session:
        t = make_tables(session)
        ids = make_row(session, t)
        for one in ids:
            post_row(session, one).position = 0
        assert "".join(texts(session, t)) == "ABCD"
        assert order(session, t, ids[3], ids[1]) == "ADBC"


def test_a_post_is_ordered_among_those_of_its_section_only() -> None:
    with writing() as session:
        t = make_tables(session)
        a, b, *_ = make_row(session, t)
        elsewhere = make_post(session, t.amina, "E", Section.actors)
        delete_post(session, post_id=b, actor=Actor(person_id=t.amina))
        for beyond in (elsewhere, b, a, 9999):
            with pytest.raises(NotFound):
                order(session, t, a, beyond)
        with pytest.raises(NotFound):
            order(session, t, b, None)
        with pytest.raises(NotFound):
            order_post(session, post_id=a, before=None, actor=Actor(person_id=t.zoe))


def test_perspective_posts_are_ordered_for_each_territory() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        ids = {
            (place, text): make_perspective_post(session, t.amina, place, text, Section.gaps)
            for text in ("A", "B")
            for place in (t.grasse, t.sicoval)
        }
        order_post(
            session, post_id=ids[t.grasse, "B"], before=ids[t.grasse, "A"], actor=Actor(person_id=t.paul)
        )
        rows = {one.id: one.sections[0].posts for one in perspective(session, t.first).territories}
        assert [post.text for post in rows[t.grasse]] == ["B", "A"]
        assert [post.text for post in rows[t.sicoval]] == ["A", "B"]
        with pytest.raises(NotFound):
            order_post(
                session, post_id=ids[t.grasse, "B"], before=ids[t.sicoval, "A"], actor=Actor(person_id=t.paul)
            )


def test_a_post_moves_to_the_end_of_another_section() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Là", Section.actors)
        a, *_ = make_row(session, t, 2)
        for _twice in range(2):
            move_post(session, post_id=a, section=Section.actors, actor=Actor(person_id=t.paul))
        assert (texts(session, t), texts(session, t, Section.actors)) == (["B"], ["Là", "A"])
        with pytest.raises(NotFound):
            move_post(session, post_id=a, section=Section.gaps, actor=Actor(person_id=t.paul))
        with pytest.raises(NotFound):
            move_post(session, post_id=a, section=Section.context, actor=Actor(person_id=t.zoe))
        actions = [line.action for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)]
        assert actions.count("post_moved") == 1


def test_a_post_that_becomes_a_resource_says_of_which_kind() -> None:
    with writing() as session:
        t = make_tables(session)
        a, *_ = make_row(session, t, 1)
        with pytest.raises(Missing) as refusal:
            move_post(session, post_id=a, section=Section.resources, actor=Actor(person_id=t.paul))
        assert refusal.value.field == "resource"
        kinds = []
        for section, resource in (
            (Section.resources, Resource.human),
            (Section.resources, None),
            (Section.resources, Resource.legal),
            (Section.actors, Resource.legal),
        ):
            move_post(session, post_id=a, section=section, resource=resource, actor=Actor(t.by))
            kinds.append(post_row(session, a).resource)
        assert kinds == ["human", "human", "legal", None]


def test_nobody_arranges_after_the_stage_but_the_facilitator() -> None:
    with writing() as session:
        t = make_tables(session)
        a, b = make_row(session, t, 2)
        open_kind(session, t.workshop, StageKind.report_back)
        with pytest.raises(StageNotOpen):
            move_post(session, post_id=a, section=Section.actors, actor=Actor(person_id=t.amina))
        with pytest.raises(StageNotOpen):
            order_post(session, post_id=a, before=None, actor=Actor(person_id=t.amina))
        with pytest.raises(StageNotOpen):
            mark_core(session, post_id=a, core=True, actor=Actor(person_id=t.amina))
        order_post(session, post_id=b, before=a, actor=Actor(t.by))
        assert texts(session, t) == ["B", "A"]


def test_what_is_moved_to_a_linked_section_says_what_it_is_about() -> None:
    with writing() as session:
        t = make_tables(session)
        one = make_post(session, t.amina)
        open_kind(session, t.workshop, StageKind.perspective)
        bare, linked = (
            make_perspective_post(session, t.amina, t.grasse, f"Un écart {about}", Section.gaps, about=about)
            for about in ([], [one])
        )
        with pytest.raises(LinkNeeded):
            move_post(session, post_id=bare, section=Section.improve, actor=Actor(person_id=t.paul))
        move_post(session, post_id=bare, section=Section.first_step, actor=Actor(person_id=t.paul))
        move_post(session, post_id=linked, section=Section.improve, actor=Actor(person_id=t.paul))
        sections = perspective(session, t.first).territories
        rows = {
            one.section: len(one.posts)
            for place in sections
            if place.id == t.grasse
            for one in place.sections
        }
        assert rows == {
            "gaps": 0,
            "reproduce": 0,
            "improve": 1,
            "conditions": 0,
            "discard": 0,
            "first_step": 1,
        }


def test_where_nothing_was_taken_apart_a_post_is_moved_without_a_link() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        post = make_perspective_post(session, t.amina, t.grasse, "x", Section.gaps)
        move_post(session, post_id=post, section=Section.discard, actor=Actor(person_id=t.paul))
        assert post_row(session, post).section == "discard"


def test_the_last_condition_of_an_adaptation_is_not_moved_away() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        post = make_perspective_post(session, t.amina, t.grasse, "x", Section.conditions)
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.adapt
        )
        with pytest.raises(ConditionNeeded):
            move_post(session, post_id=post, section=Section.gaps, actor=Actor(person_id=t.paul))
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.discard
        )
        move_post(session, post_id=post, section=Section.gaps, actor=Actor(person_id=t.paul))


def test_a_post_marked_as_a_core_function_fills_that_section_wherever_it_stands() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "A", Section.mechanism)
        for core, filled, missing in (
            (True, 2, ["obstacles"]),
            (True, 2, ["obstacles"]),
            (False, 1, ["obstacles", "core_functions"]),
        ):
            mark_core(session, post_id=post, core=core, actor=Actor(person_id=t.paul))
            view = canvas(session, t.first)
            (table, _) = groups_view(session, t.workshop).groups
            assert (view.filled, view.missing) == (table.filled, table.missing) == (filled, missing)
            assert [one.core for section in view.sections for one in section.posts] == [core]
            counts = {one.section: one.count for one in table.sections}
            assert (counts["mechanism"], counts["core_functions"]) == (1, int(core))
        actions = [line.action for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)][:2]
        assert actions == ["post_not_core", "post_core"]


def test_a_core_function_in_its_own_section_counts_once() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "A", Section.core_functions)
        mark_core(session, post_id=post, core=True, actor=Actor(person_id=t.paul))
        (table, _) = groups_view(session, t.workshop).groups
        assert {one.section: one.count for one in table.sections}["core_functions"] == 1


def test_what_one_writes_about_is_listed_in_the_order_that_the_table_gave_it() -> None:
    with writing() as session:
        t = make_tables(session)
        a, b, c = make_row(session, t, 3)
        order_post(session, post_id=c, before=a, actor=Actor(person_id=t.paul))
        assert [one.id for one in decomposed(session, t.first)] == [c, a, b]


def test_an_order_holds_on_both_databases(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t = make_tables(session)
        a, b, c = make_row(session, t, 3)
        kind = write_post(
            session,
            actor=Actor(person_id=t.amina),
            section=Section.resources,
            text="Un poste",
            resource=Resource.human,
        )
    with writing() as session:
        order_post(session, post_id=c, before=a, actor=Actor(person_id=t.paul))
        move_post(session, post_id=kind, section=Section.intention, actor=Actor(person_id=t.paul))
        mark_core(session, post_id=b, core=True, actor=Actor(person_id=t.paul))
    with writing() as session:
        assert texts(session, t) == ["C", "A", "B", "Un poste"]
        assert canvas(session, t.first).missing == ["obstacles"]
