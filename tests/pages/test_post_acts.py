"""What people do to posts, from the display to the verbs: well formed or not at all, refusals said."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.posts import Section
from db.session import reading, writing
from facilitation.agenda import StageKind
from facilitation.decomposition import canvas
from facilitation.deeds import DeedKind
from facilitation.posts import PostView
from pages.stages.last_actions import KINDS
from pages.ui.surfaces.canvases import handed_on
from tests.factories.doors import device_of
from tests.factories.tables import Tables, make_post, make_tables
from tests.pages.conftest import Present

Act = Callable[..., AppTest]


@pytest.fixture
def t(rules: Engine) -> Tables:
    assert rules is not None
    with writing() as session:
        return make_tables(session, opened=StageKind.decomposition)


def acting(person_id: int, acts: list[tuple[str, dict[str, object]]]) -> None:
    import streamlit as st

    from facilitation.actors import Actor
    from pages.stages.last_actions import draw_last_actions
    from pages.stages.post_acts import Writer
    from pages.ui.actions import say_outcome

    st.session_state["language"] = "fr"
    st.session_state.setdefault("last-actions", True)
    me = Actor(person_id=person_id)
    if not st.session_state.get("acted"):
        for name, sent in acts:
            Writer(me).act(name, sent)
    st.session_state["acted"] = True
    say_outcome()
    draw_last_actions(me)


@pytest.fixture
def act(present: Present) -> Act:
    def carry_out(person_id: int, *acts: tuple[str, dict[str, Any]]) -> AppTest:
        with writing() as session:
            present(person=device_of(session, person_id))
        at = AppTest.from_function(acting, args=(person_id, list(acts))).run()
        assert not at.exception
        return at

    return carry_out


def posts(t: Tables, section: Section) -> list[PostView]:
    with reading() as session:
        view = canvas(session, t.first)
    return next(one.posts for one in view.sections if one.section == section)


def test_everything_the_display_offers_is_done(t: Tables, act: Act) -> None:
    with writing() as session:
        one, two, three = (make_post(session, t.amina, text) for text in ("Un", "Deux", "Trois"))
    act(
        t.amina,
        ("edit", {"id": one, "text": "Premier", "version": 1}),
        ("order", {"id": three, "before": one}),
        ("core", {"id": one, "on": True}),
        ("verbatim", {"id": one, "on": False}),
        ("merge", {"id": one, "posts": [two]}),
        ("picture", {"id": one, "remove": True}),
    )
    assert [post.text for post in posts(t, Section.intention)] == ["Trois", "Premier"]
    (first,) = (post for post in posts(t, Section.intention) if post.id == one)
    assert (first.core, first.verbatim, [part.text for part in first.merged]) == (True, False, ["Deux"])
    act(
        t.amina,
        ("unmerge", {"id": one, "post": two}),
        ("off_record", {"id": two, "on": True}),
        ("move", {"id": two, "section": "resources", "resource": "human"}),
        ("move", {"id": three, "section": "nowhere", "resource": None}),
        ("move", {"id": three, "section": "resources", "resource": "magic"}),
    )
    assert [(post.id, post.off_record, post.resource) for post in posts(t, Section.resources)] == [
        (two, True, "human")
    ]
    assert {post.id for post in posts(t, Section.intention)} == {one, three}


def test_two_wordings_are_said_and_one_is_chosen(t: Tables, act: Act) -> None:
    with writing() as session:
        post = make_post(session, t.amina, "Un")
    act(t.paul, ("edit", {"id": post, "text": "Celui de Paul", "version": 1}))
    at = act(t.amina, ("edit", {"id": post, "text": "Celui d’Amina", "version": 1}))
    assert len(at.toast) == 1
    (view,) = posts(t, Section.intention)
    (other,) = view.alternatives
    assert (view.text, other.text) == ("Celui de Paul", "Celui d’Amina")
    act(
        t.paul,
        ("choose", {"id": post, "alternative": other.id, "version": view.version, "seen": [other.id]}),
    )
    (view,) = posts(t, Section.intention)
    assert (view.text, view.alternatives) == ("Celui d’Amina", [])


def test_a_deleted_post_can_be_brought_back_at_once(t: Tables, act: Act) -> None:
    with writing() as session:
        post = make_post(session, t.amina, "Un")
    at = act(t.amina, ("delete", {"id": post}))
    assert posts(t, Section.intention) == []
    assert [one.value for one in at.toast] == ["La contribution est supprimée."]
    at.button(key="undo").click().run()
    assert [one.id for one in posts(t, Section.intention)] == [post]


def test_a_refusal_is_said_beside_the_page(t: Tables, act: Act) -> None:
    with writing() as session:
        post = make_post(session, t.amina, "Un")
    at = act(t.zoe, ("delete", {"id": post}))
    assert not at.error
    assert [one.value for one in at.toast] == [
        "Cet élément n’est plus là. Rechargez la page pour voir ce qui s’y trouve."
    ]


def test_the_last_actions_are_listed_newest_first_and_undone_by_a_click(t: Tables, act: Act) -> None:
    with writing() as session:
        post = make_post(session, t.amina, "Un")
    at = act(
        t.amina,
        ("edit", {"id": post, "text": "Premier", "version": 1}),
        ("core", {"id": post, "on": True}),
    )
    labels = [button.label for button in at.button if str(button.key).startswith("undo-deed-")]
    assert [label.split(" · ")[2:] for label in labels] == [
        ["Intention", "Premier"],
        ["Intention", "Premier"],
        ["Intention", "Un"],
    ]
    at.button(key=next(str(b.key) for b in at.button if b.label == labels[0])).click().run()
    assert not at.exception
    (view,) = posts(t, Section.intention)
    assert (view.core, view.text) == (False, "Premier")
    assert len([button for button in at.button if str(button.key).startswith("undo-deed-")]) == 2


def test_whoever_did_nothing_yet_has_nothing_to_undo(t: Tables, act: Act) -> None:
    assert [one.value for one in act(t.amina).caption] == ["Rien à annuler pour l’instant."]


def handed(sent: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    heard: list[tuple[str, dict[str, Any]]] = []

    def on_act(name: str, facts: dict[str, Any]) -> None:
        heard.append((name, facts))

    handed_on(on_act)(sent)
    return heard


def test_what_is_well_formed_is_handed_on_without_what_was_not_asked() -> None:
    sent = {"name": "merge", "id": 1, "posts": [2, 3], "n": 7, "by": 4}
    assert handed(sent) == [("merge", {"id": 1, "posts": [2, 3]})]
    assert handed({"name": "order", "id": 1, "before": None}) == [("order", {"id": 1, "before": None})]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": 3, "id": 1},
        {"name": "drop", "id": 1},
        {"name": "delete", "id": "1"},
        {"name": "delete", "id": True},
        {"name": "merge", "id": 1, "posts": [2, "3"]},
        {"name": "merge", "id": 1, "posts": 2},
        {"name": "core", "id": 1, "on": 1},
        {"name": "edit", "id": 1, "version": 1, "text": None},
        {"name": "move", "id": 1, "section": "results", "resource": 3},
    ],
)
def test_what_makes_no_sense_is_not_handed_on(sent: dict[str, Any]) -> None:
    assert handed(sent) == []


def test_a_display_that_only_shows_hands_nothing_on() -> None:
    handed_on(None)({"name": "delete", "id": 1})


def test_every_kind_of_deed_has_a_name() -> None:
    assert KINDS.keys() == {kind.value for kind in DeedKind}
