"""Rewording: everybody at a table may, and no wording is ever lost to another."""

import pytest

from db.base import now
from db.people import Person
from db.posts import Section
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import canvas
from facilitation.errors import NotFound, PostChanged, StageNotOpen, TooLong
from facilitation.groups import assign
from facilitation.journal import story
from facilitation.people import Attribution
from facilitation.perspective import perspective
from facilitation.post_merging import merge_posts
from facilitation.posts import PostView
from facilitation.rewording import choose_wording, edit_post, mark_verbatim
from facilitation.running import close_stage
from facilitation.withdrawing import delete_post, keep_off_record
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables, post_row, sign_as
from tests.factories.workshops import make_account, open_kind, stage_of

pytestmark = pytest.mark.usefixtures("rules")


def seen(session: Session, t: Tables, audience: str = "room") -> list[PostView]:
    return [post for one in canvas(session, t.first, audience).sections for post in one.posts]


def beside(session: Session, t: Tables) -> list[str]:
    return [one.text for post in seen(session, t) for one in post.alternatives]


def edit(session: Session, post: int, person: int | None, text: str, version: int = 1) -> int | None:
    return edit_post(session, post_id=post, actor=Actor(person_id=person), text=text, version=version)


def conflict(session: Session) -> tuple[Tables, int, int]:
    """Amina and Paul have both written over the first wording of Amina's post; Paul's waits beside it."""
    t = make_tables(session)
    post = make_post(session, t.amina, "Une")
    edit(session, post, t.amina, "Deux")
    kept = edit(session, post, t.paul, "Trois")
    assert kept is not None
    return t, post, kept


def test_everybody_at_the_table_rewords_and_nobody_else() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        edit(session, post, t.paul, "Deux")
        assert (seen(session, t)[0].text, seen(session, t)[0].version) == ("Deux", 2)
        for stranger in (t.zoe, t.lucie, None):
            with pytest.raises(NotFound):
                edit(session, post, stranger, "Volé", 2)
        with pytest.raises(NotFound):
            edit(session, 9999, t.amina, "x")
        with pytest.raises(NotFound):
            edit_post(session, post_id=post, actor=Actor(make_account(session)), text="x", version=2)


def test_an_author_who_sits_elsewhere_now_still_rewords_their_own() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        assign(session, actor=Actor(t.by), person_id=t.amina, group_id=t.second)
        edit(session, post, t.amina, "Deux")
        assert post_row(session, post).text == "Deux"


def test_a_removed_person_touches_nothing_any_more() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        for person in (t.amina, t.paul):
            session.get_one(Person, person).removed_at = now()
            session.flush()
            with pytest.raises(NotFound):
                edit(session, post, person, "Deux")
        with pytest.raises(NotFound):
            keep_off_record(session, post_id=post, actor=Actor(person_id=t.amina), off_record=True)


def test_nobody_rewords_after_the_stage_but_the_facilitator() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        close_stage(
            session, actor=Actor(t.by), stage_id=stage_of(session, t.workshop, StageKind.decomposition)
        )
        with pytest.raises(StageNotOpen):
            edit(session, post, t.paul, "Trop tard")
        edit_post(session, post_id=post, actor=Actor(t.by), text="À temps", version=1)
        assert post_row(session, post).text == "À temps"


def test_only_the_words_of_the_author_stay_verbatim() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        edit(session, post, t.amina, "Deux")
        assert seen(session, t)[0].verbatim is True
        edit(session, post, t.paul, "Trois", 2)
        assert seen(session, t)[0].verbatim is False


def test_a_wording_is_held_to_the_limit_of_a_post() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        with pytest.raises(TooLong):
            edit(session, post, t.paul, "x" * 281)


def test_what_is_written_over_a_newer_wording_waits_beside_it() -> None:
    with writing() as session:
        t, post, kept = conflict(session)
        (view,) = seen(session, t)
        assert (view.id, view.text, view.version) == (post, "Deux", 2)
        assert [(one.id, one.text, one.author) for one in view.alternatives] == [(kept, "Trois", "")]
        sign_as(session, t.paul, Attribution.name)
        assert seen(session, t)[0].alternatives[0].author == "Paul"
        assert seen(session, t, "projector")[0].alternatives == []


def test_the_same_wording_sent_again_waits_once() -> None:
    with writing() as session:
        t, post, kept = conflict(session)
        assert edit(session, post, t.paul, " Trois ") == kept
        assert edit(session, post, t.amina, "Trois") != kept
        assert edit(session, post, t.paul, "Deux") is None
        assert beside(session, t) == ["Trois", "Trois"]


def test_a_click_that_is_sent_again_after_others_wrote_is_no_new_wording() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        edit(session, post, t.amina, "Deux")
        edit(session, post, t.paul, "Trois", 2)
        assert edit(session, post, t.amina, "Deux") is None
        assert (seen(session, t)[0].text, beside(session, t)) == ("Trois", [])
        assert edit(session, post, t.amina, "Deux", 2) is not None
        edit(session, post, t.amina, "Deux", 3)
        assert (seen(session, t)[0].text, beside(session, t)) == ("Deux", ["Deux"])


def test_whoever_chooses_lets_one_wording_stand_and_settles_the_others() -> None:
    with writing() as session:
        t, post, kept = conflict(session)
        edit_post(session, post_id=post, actor=Actor(t.by), text="Quatre", version=1)
        for _twice in range(2):
            choose_wording(session, post_id=post, alternative_id=kept, actor=Actor(person_id=t.paul))
        (view,) = seen(session, t)
        assert (view.text, view.version, view.verbatim, view.alternatives) == ("Trois", 3, False, [])


def test_the_standing_wording_can_be_the_one_that_is_chosen() -> None:
    with writing() as session:
        t, post, _ = conflict(session)
        for _twice in range(2):
            choose_wording(session, post_id=post, alternative_id=None, actor=Actor(t.by))
        (view,) = seen(session, t)
        assert (view.text, view.version, view.verbatim, view.alternatives) == ("Deux", 2, True, [])
        actions = [line.action for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)]
        assert actions.count("wording_chosen") == 1


def test_an_author_who_chooses_their_own_words_leaves_them_verbatim() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        edit(session, post, t.paul, "Deux")
        mark_verbatim(session, post_id=post, verbatim=True, actor=Actor(person_id=t.paul))
        kept = edit(session, post, t.amina, "Trois")
        choose_wording(session, post_id=post, alternative_id=kept, actor=Actor(person_id=t.amina))
        assert (seen(session, t)[0].text, seen(session, t)[0].verbatim) == ("Trois", True)


def test_a_wording_that_says_what_stands_already_is_settled_without_a_new_version() -> None:
    with writing() as session:
        t, post, kept = conflict(session)
        edit(session, post, t.amina, "Trois", 2)
        choose_wording(session, post_id=post, alternative_id=kept, actor=Actor(person_id=t.amina))
        assert [(view.text, view.version) for view in seen(session, t)] == [("Trois", 3)]
        assert beside(session, t) == []


def test_a_wording_that_came_while_one_chose_goes_on_waiting() -> None:
    with writing() as session:
        t, post, kept = conflict(session)
        edit_post(session, post_id=post, actor=Actor(t.by), text="Quatre", version=1)
        choose_wording(
            session, post_id=post, alternative_id=None, seen=[kept], actor=Actor(person_id=t.amina)
        )
        assert beside(session, t) == ["Quatre"]
        late = edit(session, post, t.paul, "Cinq")
        choose_wording(session, post_id=post, alternative_id=late, seen=[], actor=Actor(person_id=t.amina))
        assert (seen(session, t)[0].text, beside(session, t)) == ("Cinq", ["Quatre"])


def test_nobody_chooses_over_what_they_did_not_see() -> None:
    with writing() as session:
        t, post, kept = conflict(session)
        edit(session, post, t.amina, "Entre-temps", 2)
        with pytest.raises(PostChanged) as refusal:
            choose_wording(
                session, post_id=post, alternative_id=kept, version=2, actor=Actor(person_id=t.paul)
            )
        assert refusal.value.current == "Entre-temps"
        choose_wording(session, post_id=post, alternative_id=kept, version=3, actor=Actor(person_id=t.paul))
        with pytest.raises(NotFound):
            choose_wording(session, post_id=post, alternative_id=9999, actor=Actor(person_id=t.paul))


def test_two_who_choose_differently_do_not_undo_each_other() -> None:
    with writing() as session:
        t, post, kept = conflict(session)
        choose_wording(session, post_id=post, alternative_id=None, actor=Actor(person_id=t.amina))
        with pytest.raises(PostChanged) as refusal:
            choose_wording(session, post_id=post, alternative_id=kept, actor=Actor(person_id=t.paul))
        assert refusal.value.current == "Deux"
        other = make_post(session, t.paul, "Autre")
        with pytest.raises(NotFound):
            choose_wording(session, post_id=other, alternative_id=kept, actor=Actor(person_id=t.paul))


def test_what_is_written_over_a_post_that_was_merged_waits_beside_what_it_is_part_of() -> None:
    with writing() as session:
        t = make_tables(session)
        one, two = make_post(session, t.amina, "Une"), make_post(session, t.amina, "Deux")
        merge_posts(session, post_ids=[two], into_id=one, actor=Actor(person_id=t.amina))
        assert edit(session, two, t.paul, "Mieux dit") is not None
        assert (post_row(session, two).text, beside(session, t)) == ("Deux", ["Mieux dit"])


def test_what_is_written_over_a_post_that_was_deleted_becomes_a_post_of_its_own() -> None:
    with writing() as session:
        t = make_tables(session)
        gone = make_post(session, t.amina, "Une", Section.actors)
        post_row(session, gone).off_record = True
        delete_post(session, post_id=gone, actor=Actor(person_id=t.amina))
        assert edit(session, gone, t.paul, "Une") is None
        for _twice in range(2):
            assert edit(session, gone, t.paul, "Mieux dit") is None
        edit_post(session, post_id=gone, actor=Actor(t.by), text="Encore", version=1)
        rows = [post_row(session, view.id) for view in seen(session, t)]
        assert [(row.text, row.section, row.author_id, row.verbatim, row.off_record) for row in rows] == [
            ("Mieux dit", "actors", t.paul, False, True),
            ("Encore", "actors", None, False, True),
        ]


def test_it_is_about_the_same_posts_and_for_the_same_territory() -> None:
    with writing() as session:
        t = make_tables(session)
        one = make_post(session, t.amina, "Une")
        open_kind(session, t.workshop, StageKind.perspective)
        gone = make_perspective_post(session, t.amina, t.grasse, "Un budget", Section.improve, about=[one])
        delete_post(session, post_id=gone, actor=Actor(person_id=t.amina))
        edit(session, gone, t.paul, "Un vrai budget")
        (place,) = [one for one in perspective(session, t.first).territories if one.id == t.grasse]
        assert [(post.text, post.about[0].id) for post in place.sections[2].posts] == [
            ("Un vrai budget", one)
        ]


def test_the_table_marks_what_is_verbatim_and_what_is_reworded() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina)
        for verbatim in (False, False, True):
            mark_verbatim(session, post_id=post, verbatim=verbatim, actor=Actor(person_id=t.paul))
            assert seen(session, t)[0].verbatim is verbatim
        with pytest.raises(NotFound):
            mark_verbatim(session, post_id=post, verbatim=True, actor=Actor(person_id=t.zoe))
        actions = [line.action for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)][:2]
        assert actions == ["post_verbatim", "post_reworded"]
