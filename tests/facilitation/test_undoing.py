"""Undoing: each takes back their own last actions, as long as nobody changed the same things since."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select

from db.agenda import Stage, StageOpening
from db.base import now
from db.deeds import Deed, DeedPost
from db.posts import Post, Resource, Section, Verdict
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core, move_post, order_post
from facilitation.decomposition import canvas, write_post
from facilitation.deeds import last_deeds
from facilitation.errors import ConditionNeeded, NotAllowed, NotFound, NotInGroup, PostChanged, StageNotOpen
from facilitation.groups import assign
from facilitation.journal import story
from facilitation.perspective import set_verdict
from facilitation.post_merging import merge_posts, undo_post_merge
from facilitation.post_pictures import attach_post_picture, remove_post_picture
from facilitation.posts import my_posts
from facilitation.rewording import choose_wording, edit_post, mark_verbatim
from facilitation.running import open_stage
from facilitation.undoing import undo_deed
from facilitation.withdrawing import delete_post, keep_off_record, restore_post
from tests.factories.pictures import drawn
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables, post_row
from tests.factories.workshops import make_account, open_kind, stage_of

pytestmark = pytest.mark.usefixtures("rules")

Verb = Callable[[Session, Tables, int, int], object]


def look(session: Session, t: Tables) -> list[tuple[Any, ...]]:
    """All that the first table's canvas shows, but for the versions."""
    return [
        (
            one.section,
            post.text,
            post.resource,
            post.verbatim,
            post.off_record,
            post.core,
            post.picture,
            [part.text for part in post.merged],
            [wording.text for wording in post.alternatives],
        )
        for one in canvas(session, t.first).sections
        for post in one.posts
    ]


def undo_last(session: Session, person: int) -> None:
    undo_deed(
        session,
        deed_id=last_deeds(session, actor=Actor(person_id=person))[0].id,
        actor=Actor(person_id=person),
    )


DEEDS: dict[str, Verb] = {
    "write": lambda s, t, one, two: write_post(
        s, actor=Actor(person_id=t.paul), section=Section.actors, text="Neuf"
    ),
    "edit": lambda s, t, one, two: edit_post(
        s, post_id=one, actor=Actor(person_id=t.paul), text="Mieux", version=2
    ),
    "beside": lambda s, t, one, two: edit_post(
        s, post_id=one, actor=Actor(person_id=t.paul), text="Mieux", version=1
    ),
    "choose": lambda s, t, one, two: choose_wording(
        s, post_id=one, alternative_id=waiting(s, t), actor=Actor(person_id=t.paul)
    ),
    "move": lambda s, t, one, two: move_post(
        s, post_id=one, section=Section.resources, resource=Resource.legal, actor=Actor(person_id=t.paul)
    ),
    "order": lambda s, t, one, two: order_post(s, post_id=one, before=None, actor=Actor(person_id=t.paul)),
    "merge": lambda s, t, one, two: merge_posts(
        s, post_ids=[one], into_id=two, actor=Actor(person_id=t.paul)
    ),
    "unmerge": lambda s, t, one, two: undo_post_merge(s, post_id=one, actor=Actor(person_id=t.paul)),
    "verbatim": lambda s, t, one, two: mark_verbatim(
        s, post_id=one, verbatim=False, actor=Actor(person_id=t.paul)
    ),
    "core": lambda s, t, one, two: mark_core(s, post_id=one, core=True, actor=Actor(person_id=t.paul)),
    "off_record": lambda s, t, one, two: keep_off_record(
        s, post_id=two, off_record=True, actor=Actor(person_id=t.paul)
    ),
    "delete": lambda s, t, one, two: delete_post(s, post_id=two, actor=Actor(person_id=t.paul)),
    "picture": lambda s, t, one, two: attach_post_picture(
        s, post_id=two, data=drawn(), actor=Actor(person_id=t.paul)
    ),
}


def waiting(session: Session, t: Tables) -> int:
    return canvas(session, t.first).sections[0].posts[0].alternatives[0].id


def make_scene(session: Session) -> tuple[Tables, int, int]:
    """Amina's post with a part and a second wording of hers, then Paul's post."""
    t = make_tables(session)
    one = make_post(session, t.amina, "Une")
    part = make_post(session, t.amina, "Une aussi")
    two = make_post(session, t.paul, "Deux")
    merge_posts(session, post_ids=[part], into_id=one, actor=Actor(person_id=t.amina))
    edit_post(session, post_id=one, actor=Actor(person_id=t.amina), text="Une bis", version=1)
    edit_post(session, post_id=one, actor=Actor(t.by), text="Une ter", version=1)
    return t, one, two


@pytest.mark.parametrize("kind", DEEDS)
def test_every_deed_is_kept_told_and_undone_once(kind: str) -> None:
    with writing() as session:
        t, one, two = make_scene(session)
        before = look(session, t)
        DEEDS[kind](session, t, one, two)
        assert look(session, t) != before
        deed, *_ = last_deeds(session, actor=Actor(person_id=t.paul))
        assert deed.kind == kind
        for _twice in range(2):
            undo_deed(session, deed_id=deed.id, actor=Actor(person_id=t.paul))
        assert look(session, t) == before
        assert deed.id not in [one.id for one in last_deeds(session, actor=Actor(person_id=t.paul))]
        actions = [line.action for line in story(session, actor=Actor(t.by), workshop_id=t.workshop)]
        assert actions.count("deed_undone") == 1


@pytest.mark.parametrize("kind", DEEDS)
def test_what_changes_nothing_is_no_deed(kind: str) -> None:
    with writing() as session:
        t, one, two = make_scene(session)
        once = {kind: DEEDS[kind] for kind in DEEDS if kind != "picture"}
        if kind not in once:
            remove_post_picture(session, post_id=two, actor=Actor(person_id=t.paul))
            assert [deed.kind for deed in last_deeds(session, actor=Actor(person_id=t.paul))] == ["write"]
            return
        if kind == "choose":
            chosen = waiting(session, t)
            for _twice in range(2):
                choose_wording(session, post_id=one, alternative_id=chosen, actor=Actor(person_id=t.paul))
        else:
            for _twice in range(2):
                once[kind](session, t, one, two)
        kinds = [deed.kind for deed in last_deeds(session, actor=Actor(person_id=t.paul))]
        assert kinds.count(kind) == (2 if kind == "write" else 1)


def test_the_last_ten_deeds_come_newest_first() -> None:
    with writing() as session:
        t = make_tables(session)
        for number in range(12):
            make_post(session, t.amina, f"Idée {number}")
        make_post(session, t.paul, "De Paul")
        deeds = last_deeds(session, actor=Actor(person_id=t.amina), limit=99)
        assert [deed.text for deed in deeds] == [f"Idée {number}" for number in range(11, 1, -1)]
        assert (deeds[0].kind, deeds[0].section) == ("write", "intention")
        assert [deed.text for deed in last_deeds(session, actor=Actor(person_id=t.amina), limit=1)] == [
            "Idée 11"
        ]


def test_a_merge_is_listed_by_the_post_that_stands() -> None:
    with writing() as session:
        t = make_tables(session)
        part, one = make_post(session, t.amina, "Aussi"), make_post(session, t.amina, "Une")
        merge_posts(session, post_ids=[part], into_id=one, actor=Actor(person_id=t.paul))
        (deed,) = last_deeds(session, actor=Actor(person_id=t.paul))
        assert (deed.kind, deed.text) == ("merge", "Une")


def test_a_wording_that_waits_is_listed_in_its_own_words() -> None:
    with writing() as session:
        t, one, _ = make_scene(session)
        edit_post(session, post_id=one, actor=Actor(person_id=t.paul), text="Mieux", version=1)
        edit_post(session, post_id=one, actor=Actor(person_id=t.amina), text="Encore", version=1)
        told = [(deed.kind, deed.text) for deed in last_deeds(session, actor=Actor(person_id=t.paul))]
        assert told == [("beside", "Mieux"), ("write", "Deux")]


def test_a_locked_stage_leaves_nothing_to_undo() -> None:
    with writing() as session:
        t = make_tables(session, opened=None)
        stage_id = stage_of(session, t.workshop, StageKind.decomposition)
        session.get_one(Stage, stage_id).locks = True
        open_stage(session, actor=Actor(t.by), stage_id=stage_id)
        make_post(session, t.amina)
        assert len(last_deeds(session, actor=Actor(person_id=t.amina))) == 1
        opening = session.scalars(select(StageOpening).where(StageOpening.stage_id == stage_id)).one()
        opening.ends_at = now() - timedelta(minutes=1)
        assert last_deeds(session, actor=Actor(person_id=t.amina)) == []


def test_a_facilitator_has_a_list_for_each_workshop_and_undoes_anything_there() -> None:
    with writing() as session:
        t, other = make_tables(session), make_tables(session)
        post = make_post(session, t.amina, "Une")
        edit_post(session, post_id=post, actor=Actor(t.by), text="Deux", version=1)
        assert [deed.text for deed in last_deeds(session, actor=Actor(t.by), workshop_id=t.workshop)] == [
            "Deux"
        ]
        (written,) = last_deeds(session, actor=Actor(person_id=t.amina))
        with pytest.raises(NotFound):
            last_deeds(session, actor=Actor(t.by), workshop_id=other.workshop)
        for nobody, workshop in ((Actor(), None), (Actor(t.by), None), (Actor(), t.workshop)):
            with pytest.raises(NotAllowed):
                last_deeds(session, actor=nobody, workshop_id=workshop)
        open_kind(session, t.workshop, StageKind.closing)
        (deed,) = last_deeds(session, actor=Actor(t.by), workshop_id=t.workshop)
        with pytest.raises(NotFound):
            undo_deed(session, deed_id=deed.id, actor=Actor(other.by))
        undo_deed(session, deed_id=deed.id, actor=Actor(t.by))
        undo_deed(session, deed_id=written.id, actor=Actor(t.by))
        assert look(session, t) == []


def test_nobody_undoes_what_another_did() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une")
        (deed,) = last_deeds(session, actor=Actor(person_id=t.amina))
        for stranger in (
            Actor(person_id=t.paul),
            Actor(person_id=t.zoe),
            Actor(),
            Actor(make_account(session)),
        ):
            with pytest.raises(NotFound):
                undo_deed(session, deed_id=deed.id, actor=stranger)
        with pytest.raises(NotFound):
            undo_deed(session, deed_id=9999, actor=Actor(person_id=t.amina))


def test_nothing_is_undone_after_the_stage_but_what_is_off_the_record() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        (written,) = last_deeds(session, actor=Actor(person_id=t.amina))
        open_kind(session, t.workshop, StageKind.closing)
        assert last_deeds(session, actor=Actor(person_id=t.amina)) == []
        with pytest.raises(StageNotOpen):
            undo_deed(session, deed_id=written.id, actor=Actor(person_id=t.amina))
        keep_off_record(session, post_id=post, off_record=True, actor=Actor(person_id=t.amina))
        undo_last(session, t.amina)
        assert my_posts(session, t.amina)[0].off_record is False


def test_who_sits_elsewhere_now_undoes_what_they_did_to_their_own_posts_only() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        mark_core(session, post_id=post, core=True, actor=Actor(person_id=t.paul))
        make_post(session, t.paul, "Deux")
        assign(session, actor=Actor(t.by), person_id=t.paul, group_id=t.second)
        undo_last(session, t.paul)
        with pytest.raises(NotInGroup):
            undo_last(session, t.paul)
        assign(session, actor=Actor(t.by), person_id=t.paul, group_id=None)
        with pytest.raises(NotInGroup):
            undo_last(session, t.paul)


def test_what_others_did_to_something_else_stays_and_stands_in_no_way() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        edit_post(session, post_id=post, actor=Actor(person_id=t.paul), text="Deux", version=1)
        move_post(session, post_id=post, section=Section.actors, actor=Actor(person_id=t.amina))
        mark_core(session, post_id=post, core=True, actor=Actor(person_id=t.amina))
        undo_last(session, t.paul)
        row = post_row(session, post)
        assert (row.text, row.section, row.core_at is not None, row.version) == ("Une", "actors", True, 3)


def test_what_somebody_changed_since_is_not_undone() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        edit_post(session, post_id=post, actor=Actor(person_id=t.paul), text="Deux", version=1)
        edit_post(session, post_id=post, actor=Actor(person_id=t.amina), text="Trois", version=2)
        with pytest.raises(PostChanged) as refusal:
            undo_last(session, t.paul)
        assert refusal.value.current == "Trois"
        written = last_deeds(session, actor=Actor(person_id=t.amina))[-1]
        with pytest.raises(PostChanged):
            undo_deed(session, deed_id=written.id, actor=Actor(person_id=t.amina))


def test_what_is_deleted_or_merged_since_is_not_undone() -> None:
    with writing() as session:
        t = make_tables(session)
        one, two = make_post(session, t.amina, "Une"), make_post(session, t.amina, "Deux")
        mark_core(session, post_id=one, core=True, actor=Actor(person_id=t.paul))
        merge_posts(session, post_ids=[one], into_id=two, actor=Actor(person_id=t.amina))
        with pytest.raises(PostChanged):
            undo_last(session, t.paul)
        undo_post_merge(session, post_id=one, actor=Actor(person_id=t.amina))
        delete_post(session, post_id=one, actor=Actor(person_id=t.amina))
        with pytest.raises(PostChanged):
            undo_last(session, t.paul)


def test_a_post_that_others_were_merged_into_since_is_not_unwritten() -> None:
    with writing() as session:
        t = make_tables(session)
        one, two = make_post(session, t.amina, "Une"), make_post(session, t.paul, "Deux")
        merge_posts(session, post_ids=[two], into_id=one, actor=Actor(person_id=t.paul))
        with pytest.raises(PostChanged):
            undo_last(session, t.amina)
        undo_last(session, t.paul)
        undo_last(session, t.amina)
        assert [row[1] for row in look(session, t)] == ["Deux"]


def test_a_part_goes_back_only_into_what_still_stands() -> None:
    with writing() as session:
        t = make_tables(session)
        one, two, three = (make_post(session, t.amina, text) for text in ("Une", "Deux", "Trois"))
        merge_posts(session, post_ids=[two], into_id=one, actor=Actor(person_id=t.amina))
        undo_post_merge(session, post_id=two, actor=Actor(person_id=t.paul))
        merge_posts(session, post_ids=[one], into_id=three, actor=Actor(person_id=t.amina))
        with pytest.raises(PostChanged):
            undo_last(session, t.paul)
        undo_last(session, t.amina)
        merge_posts(session, post_ids=[three], into_id=two, actor=Actor(person_id=t.amina))
        with pytest.raises(PostChanged):
            undo_last(session, t.paul)
        undo_last(session, t.amina)
        delete_post(session, post_id=one, actor=Actor(person_id=t.amina))
        with pytest.raises(PostChanged):
            undo_last(session, t.paul)
        restore_post(session, post_id=one, actor=Actor(person_id=t.amina))
        undo_last(session, t.paul)
        assert look(session, t)[0][7] == ["Deux"]


def test_nothing_goes_back_into_a_post_that_is_part_of_another_by_now() -> None:
    with writing() as session:
        t = make_tables(session)
        one, two, three = (make_post(session, t.amina, text) for text in ("Une", "Deux", "Trois"))
        merge_posts(session, post_ids=[two], into_id=one, actor=Actor(person_id=t.amina))
        delete_post(session, post_id=one, actor=Actor(person_id=t.amina))
        deed, *_ = last_deeds(session, actor=Actor(person_id=t.amina))
        merge_posts(session, post_ids=[two], into_id=three, actor=Actor(person_id=t.paul))
        restore_post(session, post_id=one, actor=Actor(person_id=t.amina))
        undo_post_merge(session, post_id=two, actor=Actor(person_id=t.paul))
        merge_posts(session, post_ids=[one], into_id=three, actor=Actor(person_id=t.paul))
        delete_post(session, post_id=one, actor=Actor(person_id=t.amina))
        with pytest.raises(PostChanged):
            undo_deed(session, deed_id=deed.id, actor=Actor(person_id=t.amina))


def test_a_deleted_post_comes_back_alone_where_its_parts_went_on() -> None:
    with writing() as session:
        t = make_tables(session)
        one, two, three = (make_post(session, t.amina, text) for text in ("Une", "Deux", "Trois"))
        merge_posts(session, post_ids=[two], into_id=one, actor=Actor(person_id=t.amina))
        delete_post(session, post_id=one, actor=Actor(person_id=t.amina))
        merge_posts(session, post_ids=[two], into_id=three, actor=Actor(person_id=t.amina))
        restore_post(session, post_id=one, actor=Actor(person_id=t.amina))
        assert [(row[1], row[7]) for row in look(session, t)] == [("Une", []), ("Trois", ["Deux"])]
        assert last_deeds(session, actor=Actor(person_id=t.amina))[0].kind == "restore"
        undo_last(session, t.amina)
        assert [row[1] for row in look(session, t)] == ["Trois"]


def test_a_post_whose_deletion_nobody_remembers_comes_back_all_the_same() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        delete_post(session, post_id=post, actor=Actor(person_id=t.amina))
        session.execute(delete(Deed))
        restore_post(session, post_id=post, actor=Actor(person_id=t.amina))
        assert [row[1] for row in look(session, t)] == ["Une"]


def test_a_deed_whose_posts_are_gone_is_not_there() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une")
        (deed,) = last_deeds(session, actor=Actor(person_id=t.amina))
        session.execute(delete(DeedPost))
        session.execute(delete(Post))
        assert last_deeds(session, actor=Actor(person_id=t.amina)) == []
        for who in (Actor(person_id=t.amina), Actor(t.by)):
            with pytest.raises(NotFound):
                undo_deed(session, deed_id=deed.id, actor=who)


def test_the_last_condition_of_an_adaptation_is_not_undone() -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)
        post = make_perspective_post(session, t.amina, t.grasse, "x", Section.gaps)
        move_post(session, post_id=post, section=Section.conditions, actor=Actor(person_id=t.amina))
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.adapt
        )
        with pytest.raises(ConditionNeeded):
            undo_last(session, t.amina)
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.grasse, verdict=Verdict.discard
        )
        undo_last(session, t.amina)
        assert post_row(session, post).section == "gaps"


def test_a_removed_picture_comes_back() -> None:
    with writing() as session:
        t = make_tables(session)
        post = make_post(session, t.amina, "Une")
        picture = attach_post_picture(session, post_id=post, data=drawn(), actor=Actor(person_id=t.paul))
        attach_post_picture(session, post_id=post, data=drawn(size=(9, 9)), actor=Actor(person_id=t.amina))
        remove_post_picture(session, post_id=post, actor=Actor(person_id=t.paul))
        undo_last(session, t.paul)
        undo_last(session, t.amina)
        assert look(session, t)[0][6] == f"/pictures/{picture}"


def test_deeds_hold_on_both_databases(database: Engine) -> None:
    assert database is not None
    with writing() as session:
        t, one, two = make_scene(session)
        before = look(session, t)
    for kind in DEEDS:
        with writing() as session:
            DEEDS[kind](session, t, one, two)
        with writing() as session:
            undo_last(session, t.paul)
        with writing() as session:
            assert look(session, t) == before, kind
