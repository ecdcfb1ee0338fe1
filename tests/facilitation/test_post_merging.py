"""Merging posts: one stands, the others keep their words behind it, and nothing is lost."""

import pytest
from sqlalchemy import Engine

from db.people import Attribution
from db.posts import Section, Verdict
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core, move_post
from facilitation.decomposition import canvas, write_post
from facilitation.errors import ConditionNeeded, NotFound, OffRecordApart, StageNotOpen, TooFewPosts
from facilitation.groups import groups_view
from facilitation.journal import story
from facilitation.perspective import decomposed, perspective, set_verdict
from facilitation.post_merging import merge_posts, undo_post_merge
from facilitation.post_pictures import attach_post_picture
from facilitation.posts import PostView, my_posts
from facilitation.rewording import choose_wording, edit_post
from facilitation.withdrawing import delete_post, keep_off_record, restore_post
from tests.factories.pictures import drawn
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables, sign_as
from tests.factories.workshops import open_kind

pytestmark = pytest.mark.usefixtures("rules")


def stand(session: Session, t: Tables, audience: str = "room") -> dict[str, list[str]]:
    """The texts on the first table's canvas, each with those that are merged into it."""
    return {post.text: [one.text for one in post.merged] for post in posts(session, t, audience)}


def posts(session: Session, t: Tables, audience: str = "room") -> list[PostView]:
    return [post for one in canvas(session, t.first, audience).sections for post in one.posts]


def merge(session: Session, t: Tables, into: int, *others: int) -> None:
    merge_posts(session, post_ids=list(others), into_id=into, actor=Actor(person_id=t.paul))


def make_three(session: Session) -> tuple[Tables, int, int, int]:
    t = make_tables(session)
    return (
        t,
        make_post(session, t.amina, "Une"),
        make_post(session, t.paul, "Deux"),
        make_post(session, t.amina, "Trois", Section.actors),
    )


def test_posts_of_any_section_become_part_of_one_that_keeps_its_words() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        sign_as(session, t.paul, Attribution.name)
        for _twice in range(2):
            merge(session, t, one, one, two, three)
        (post,) = posts(session, t)
        assert (post.id, post.text) == (one, "Une")
        assert [(part.id, part.text, part.author) for part in post.merged] == [
            (two, "Deux", "Paul"),
            (three, "Trois", ""),
        ]
        (table, _) = groups_view(session, t.workshop).groups
        assert {entry.section: entry.count for entry in table.sections if entry.count} == {"intention": 1}
        assert [mine.text for mine in my_posts(session, t.amina)] == ["Une", "Trois"]
        actions = [line.action for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)]
        assert actions.count("posts_merged") == 1


def test_what_was_merged_before_goes_along() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        merge(session, t, two, three)
        merge(session, t, one, two)
        assert stand(session, t) == {"Une": ["Deux", "Trois"]}


def test_each_part_or_all_of_them_stand_again() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        merge(session, t, one, two, three)
        for _twice in range(2):
            undo_post_merge(session, post_id=two, actor=Actor(person_id=t.amina))
        assert stand(session, t) == {"Une": ["Trois"], "Deux": []}
        merge(session, t, one, two)
        undo_post_merge(session, post_id=one, actor=Actor(t.by))
        assert stand(session, t) == {"Une": [], "Deux": [], "Trois": []}


def test_merging_takes_two_posts_of_the_same_table_that_stand() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        for too_few in ([], [one]):
            with pytest.raises(TooFewPosts):
                merge(session, t, one, *too_few)
        elsewhere = make_post(session, t.zoe, "Ailleurs")
        delete_post(session, post_id=three, actor=Actor(person_id=t.amina))
        for beyond in (elsewhere, three, 9999):
            with pytest.raises(NotFound):
                merge(session, t, one, two, beyond)
        for into in (elsewhere, three, 9999):
            with pytest.raises(NotFound):
                merge(session, t, into, one)
        with pytest.raises(NotFound):
            merge_posts(session, post_ids=[two], into_id=one, actor=Actor(person_id=t.zoe))
        other = make_post(session, t.amina, "Quatre")
        merge(session, t, other, two)
        with pytest.raises(NotFound):
            merge(session, t, one, two)
        assert stand(session, t) == {"Une": [], "Quatre": ["Deux"]}


def test_what_is_part_of_another_post_is_neither_arranged_nor_merged_into() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        merge(session, t, one, two)
        with pytest.raises(NotFound):
            merge(session, t, two, three)
        with pytest.raises(NotFound):
            move_post(session, post_id=two, section=Section.actors, actor=Actor(person_id=t.paul))


def test_nobody_merges_after_the_stage_but_the_facilitator() -> None:
    with writing() as session:
        t, one, two, _ = make_three(session)
        open_kind(session, t.workshop, StageKind.perspective)
        with pytest.raises(StageNotOpen):
            merge(session, t, one, two)
        merge_posts(session, post_ids=[two], into_id=one, actor=Actor(t.by))
        with pytest.raises(StageNotOpen):
            undo_post_merge(session, post_id=one, actor=Actor(person_id=t.paul))
        undo_post_merge(session, post_id=one, actor=Actor(t.by))


def test_what_the_others_had_and_the_one_lacks_goes_over_to_it() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        mark_core(session, post_id=two, core=True, actor=Actor(person_id=t.paul))
        picture = attach_post_picture(
            session, post_id=three, data=drawn(), alt="Une feuille", actor=Actor(person_id=t.paul)
        )
        attach_post_picture(session, post_id=two, data=drawn("JPEG"), actor=Actor(person_id=t.paul))
        edit_post(session, post_id=two, actor=Actor(person_id=t.paul), text="Deux bis", version=1)
        edit_post(session, post_id=two, actor=Actor(person_id=t.amina), text="Deux ter", version=1)
        merge(session, t, one, three)
        merge(session, t, one, two)
        (post,) = posts(session, t)
        assert (post.core, post.picture, post.alt) == (True, f"/pictures/{picture}", "Une feuille")
        (waiting,) = post.alternatives
        choose_wording(session, post_id=one, alternative_id=waiting.id, actor=Actor(person_id=t.paul))
        assert stand(session, t) == {"Deux ter": ["Deux bis", "Trois"]}


def test_what_is_off_the_record_is_merged_with_its_like_only() -> None:
    with writing() as session:
        t, one, two, _ = make_three(session)
        secrets = [
            write_post(
                session, actor=Actor(person_id=t.amina), section=Section.actors, text=text, off_record=True
            )
            for text in ("Entre nous", "Chut")
        ]
        for into, other in ((one, secrets[0]), (secrets[0], one)):
            with pytest.raises(OffRecordApart):
                merge(session, t, into, other)
        merge(session, t, *secrets)
        merge(session, t, one, two)
        keep_off_record(session, post_id=two, off_record=True, actor=Actor(person_id=t.paul))
        assert stand(session, t) == {"Une": ["Deux"], "Trois": [], "Entre nous": ["Chut"]}
        assert stand(session, t, "projector") == {"Une": [], "Trois": []}


def test_who_takes_a_post_off_the_record_takes_nobody_elses_with_it() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        merge(session, t, one, two, three)
        keep_off_record(session, post_id=three, off_record=True, actor=Actor(person_id=t.amina))
        keep_off_record(session, post_id=one, off_record=True, actor=Actor(person_id=t.amina))
        assert stand(session, t) == {"Une": ["Trois"], "Deux": []}
        assert stand(session, t, "projector") == {"Deux": []}
        keep_off_record(session, post_id=one, off_record=False, actor=Actor(person_id=t.amina))
        assert stand(session, t) == {"Une": ["Trois"], "Deux": []}


def test_who_deletes_a_post_deletes_nobody_elses_with_it() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        merge(session, t, one, two, three)
        delete_post(session, post_id=one, actor=Actor(person_id=t.amina))
        assert stand(session, t) == {"Deux": [], "Trois": []}
        restore_post(session, post_id=one, actor=Actor(person_id=t.amina))
        assert stand(session, t) == {"Une": ["Deux", "Trois"]}


def test_a_part_that_its_author_deletes_is_gone_and_comes_back_to_its_place() -> None:
    with writing() as session:
        t, one, two, _ = make_three(session)
        merge(session, t, one, two)
        delete_post(session, post_id=two, actor=Actor(person_id=t.paul))
        assert stand(session, t) == {"Une": [], "Trois": []}
        restore_post(session, post_id=two, actor=Actor(person_id=t.paul))
        assert stand(session, t) == {"Une": ["Deux"], "Trois": []}


def perspective_post(session: Session, t: Tables, text: str, about: list[int]) -> int:
    return make_perspective_post(session, t.amina, t.grasse, text, Section.conditions, about=about)


def about(session: Session, t: Tables) -> dict[str, list[int]]:
    (place,) = [one for one in perspective(session, t.first).territories if one.id == t.grasse]
    return {post.text: [one.id for one in post.about] for one in place.sections for post in one.posts}


def test_links_lead_to_the_post_that_stands_and_come_from_it() -> None:
    with writing() as session:
        t, one, two, three = make_three(session)
        merge(session, t, one, two)
        assert [post.id for post in decomposed(session, t.first)] == [one, three]
        open_kind(session, t.workshop, StageKind.perspective)
        first, second = (
            perspective_post(session, t, text, ids) for text, ids in (("A", [one, two]), ("B", [three]))
        )
        assert about(session, t) == {"A": [one], "B": [three]}
        merge(session, t, first, second)
        assert about(session, t) == {"A": [one, three]}
        undo_post_merge(session, post_id=one, actor=Actor(t.by))
        undo_post_merge(session, post_id=second, actor=Actor(person_id=t.paul))
        assert about(session, t) == {"A": [one, two], "B": [three]}


def test_posts_for_two_territories_or_of_two_halves_stay_apart() -> None:
    with writing() as session:
        t, one, _, _ = make_three(session)
        open_kind(session, t.workshop, StageKind.perspective)
        here, there = (
            make_perspective_post(session, t.amina, place, "Un écart", Section.gaps)
            for place in (t.grasse, t.sicoval)
        )
        for other in (there, one):
            with pytest.raises(NotFound):
                merge(session, t, here, other)


def test_merging_keeps_the_last_condition_of_an_adaptation() -> None:
    with writing() as session:
        t, one, _, _ = make_three(session)
        open_kind(session, t.workshop, StageKind.perspective)
        first, second = (perspective_post(session, t, text, [one]) for text in ("A", "B"))
        gap = make_perspective_post(session, t.amina, t.grasse, "Un écart", Section.gaps)
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.adapt
        )
        merge(session, t, first, second)
        with pytest.raises(ConditionNeeded):
            merge(session, t, gap, first)
        assert about(session, t) == {"A": [one], "Un écart": []}


def test_a_merge_holds_on_both_databases(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t, one, two, three = make_three(session)
    with writing() as session:
        merge(session, t, one, two)
    with writing() as session:
        merge(session, t, three, one)
    with writing() as session:
        assert stand(session, t) == {"Trois": ["Une", "Deux"]}
        undo_post_merge(session, post_id=two, actor=Actor(person_id=t.paul))
    with writing() as session:
        assert stand(session, t) == {"Deux": [], "Trois": ["Une"]}
