"""A table that wrote much asks the database no more than one that wrote little."""

import pytest
from sqlalchemy import Engine

from db.posts import Section
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core, order_post
from facilitation.decomposition import canvas
from facilitation.deeds import last_deeds
from facilitation.groups import groups_view
from facilitation.perspective import decomposed, perspective
from facilitation.post_merging import merge_posts
from facilitation.post_pictures import attach_post_picture
from facilitation.posts import DECOMPOSITION, PERSPECTIVE
from facilitation.rewording import edit_post
from facilitation.undoing import undo_deed
from tests.factories.pictures import drawn
from tests.factories.statements import counted
from tests.factories.tables import Tables, make_perspective_post, make_post, make_tables
from tests.factories.workshops import open_kind

AUDIENCES = ("room", "projector", "console")


def make_work(session: Session, t: Tables, rounds: int, start: int = 0) -> list[int]:
    """Posts in every section, some of them merged, reworded twice, pictured and marked."""
    ids: list[int] = []
    for n in range(start, start + rounds):
        for section in (one for one in DECOMPOSITION if one != Section.resources):
            post = make_post(session, t.amina, f"{section} {n}", section)
            part = make_post(session, t.paul, f"{section} {n} aussi", section)
            merge_posts(session, post_ids=[part], into_id=post, actor=Actor(person_id=t.paul))
            ids.append(post)
        post = ids[-1]
        edit_post(session, post_id=post, actor=Actor(person_id=t.amina), text=f"Deux {n}", version=1)
        edit_post(session, post_id=post, actor=Actor(person_id=t.paul), text=f"Trois {n}", version=1)
        attach_post_picture(session, post_id=post, actor=Actor(person_id=t.paul), data=drawn())
        mark_core(session, post_id=post, core=True, actor=Actor(person_id=t.paul))
    return ids


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_canvas_of_180_posts_takes_five_questions_as_one_of_18(rules: Engine, audience: str) -> None:
    asked = []
    with writing() as session:
        t = make_tables(session)
    for rounds, start in ((1, 0), (9, 1)):
        with writing() as session:
            make_work(session, t, rounds, start)
        with reading() as session, counted(rules) as statements:
            view = canvas(session, t.first, audience)
        asked.append(len(statements))
        assert sum(len(one.posts) for one in view.sections) == 9 * (start + rounds)
    assert asked == ([4, 4] if audience == "projector" else [5, 5])


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_perspective_of_many_posts_asks_as_often_as_one_of_few(rules: Engine, audience: str) -> None:
    asked = []
    with writing() as session:
        t = make_tables(session)
        ids = make_work(session, t, 1)
        open_kind(session, t.workshop, StageKind.perspective)
    for rounds in (1, 20):
        with writing() as session:
            for n in range(rounds):
                for place in (t.grasse, t.sicoval):
                    for section in PERSPECTIVE:
                        make_perspective_post(session, t.amina, place, f"{rounds} {n}", section, about=ids)
        with reading() as session, counted(rules) as statements:
            perspective(session, t.first, audience)
        asked.append(len(statements))
    assert asked == ([8, 8] if audience == "projector" else [9, 9])


def test_the_tables_and_what_one_writes_about_ask_as_often_for_much_as_for_little(rules: Engine) -> None:
    asked = []
    with writing() as session:
        t = make_tables(session)
    for rounds, start in ((1, 0), (9, 1)):
        with writing() as session:
            make_work(session, t, rounds, start)
        with reading() as session, counted(rules) as statements:
            groups_view(session, t.workshop)
            decomposed(session, t.first)
            last_deeds(session, actor=Actor(person_id=t.amina))
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_what_one_does_to_a_post_asks_as_often_on_a_full_canvas_as_on_an_empty_one(rules: Engine) -> None:
    asked = []
    with writing() as session:
        t = make_tables(session)
    for rounds, start in ((1, 0), (9, 1)):
        with writing() as session:
            ids = make_work(session, t, rounds, start)
        took = []
        with writing() as session, counted(rules) as statements:
            make_post(session, t.amina, f"Une de plus {start}")
            took.append(len(statements))
            edit_post(
                session, post_id=ids[0], actor=Actor(person_id=t.paul), text=f"Autre {start}", version=1
            )
            took.append(len(statements))
            order_post(session, post_id=ids[0], before=None, actor=Actor(person_id=t.paul))
            took.append(len(statements))
            merge_posts(session, post_ids=ids[1:2], into_id=ids[2], actor=Actor(person_id=t.paul))
            took.append(len(statements))
            undo_deed(
                session,
                deed_id=last_deeds(session, actor=Actor(person_id=t.paul))[0].id,
                actor=Actor(person_id=t.paul),
            )
            took.append(len(statements))
        asked.append(took)
    assert asked[0] == asked[1]
