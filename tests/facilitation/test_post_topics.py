"""Who hears of what is done to a post: no more than those whose view it changes."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from db.posts import Section
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core, move_post, order_post
from facilitation.decomposition import write_post
from facilitation.groups import create_group
from facilitation.post_merging import merge_posts
from facilitation.rewording import edit_post, mark_verbatim
from facilitation.withdrawing import delete_post, restore_post
from tests.factories.hearing import heard_while
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables
from tests.factories.workshops import open_kind

HEARD: dict[str, tuple[Callable[[Session, Tables, int, int], object], set[str]]] = {
    "write": (
        lambda s, t, one, two: write_post(
            s, actor=Actor(person_id=t.paul), section=Section.actors, text="Neuf"
        ),
        {"canvas", "progress", "perspective"},
    ),
    "edit": (
        lambda s, t, one, two: edit_post(
            s, post_id=one, actor=Actor(person_id=t.paul), text="Mieux", version=1
        ),
        {"canvas", "perspective"},
    ),
    "beside": (
        lambda s, t, one, two: edit_post(
            s, post_id=one, actor=Actor(person_id=t.paul), text="Mieux", version=0
        ),
        {"canvas"},
    ),
    "order": (
        lambda s, t, one, two: order_post(s, post_id=one, before=None, actor=Actor(person_id=t.paul)),
        {"canvas"},
    ),
    "verbatim": (
        lambda s, t, one, two: mark_verbatim(s, post_id=one, verbatim=False, actor=Actor(person_id=t.paul)),
        {"canvas"},
    ),
    "core": (
        lambda s, t, one, two: mark_core(s, post_id=one, core=True, actor=Actor(person_id=t.paul)),
        {"canvas", "progress"},
    ),
    "move": (
        lambda s, t, one, two: move_post(
            s, post_id=one, section=Section.actors, actor=Actor(person_id=t.paul)
        ),
        {"canvas", "progress", "perspective"},
    ),
    "merge": (
        lambda s, t, one, two: merge_posts(s, post_ids=[one], into_id=two, actor=Actor(person_id=t.paul)),
        {"canvas", "progress", "perspective"},
    ),
    "delete": (
        lambda s, t, one, two: delete_post(s, post_id=one, actor=Actor(person_id=t.amina)),
        {"canvas", "progress", "perspective"},
    ),
}


def heard_of(act: Callable[[Session], object]) -> set[str]:
    return {topic for _, topic in heard_while(act)}


@pytest.mark.parametrize("kind", HEARD)
def test_the_canvas_hears_everything_and_others_what_they_show(rules: Engine, kind: str) -> None:
    with writing() as session:
        t = make_tables(session)
        third = create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        one, two = make_post(session, t.amina, "Une"), make_post(session, t.amina, "Deux")
    act, wanted = HEARD[kind]
    topics = {
        "canvas": {f"canvas:{t.first}"},
        "progress": {"progress"},
        "perspective": {f"perspective:{t.first}", f"perspective:{third}"},
    }
    assert heard_of(lambda session: act(session, t, one, two)) == {"material"}.union(
        *(topics[name] for name in wanted)
    )


def test_every_table_of_an_initiative_hears_of_a_perspective_post_for_its_conditions(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session)
        third = create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        open_kind(session, t.workshop, StageKind.perspective)
    assert heard_of(
        lambda session: make_perspective_post(session, t.amina, t.grasse, "x", Section.conditions)
    ) == {f"perspective:{t.first}", f"perspective:{third}", "material", "matrix", "perspectives"}


def test_the_matrix_hears_of_conditions_and_of_what_may_have_been_one(rules: Engine) -> None:
    with writing() as session:
        t = make_tables(session, opened=StageKind.perspective)

    def write(section: Section) -> int:
        with writing() as session:
            return make_perspective_post(session, t.amina, t.grasse, "x", section)

    gap, condition = write(Section.gaps), write(Section.conditions)
    acts: list[Callable[[Session], object]] = [
        lambda session: delete_post(session, post_id=gap, actor=Actor(t.by)),
        lambda session: delete_post(session, post_id=condition, actor=Actor(t.by)),
        lambda session: restore_post(session, post_id=condition, actor=Actor(t.by)),
        lambda session: move_post(session, post_id=condition, section=Section.improve, actor=Actor(t.by)),
    ]
    assert ["matrix" in heard_of(act) for act in acts] == [False, True, True, True]
