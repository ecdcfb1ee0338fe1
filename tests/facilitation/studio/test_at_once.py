"""Several designers at the same moment: what one does is neither lost nor done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.studio.boards import board, put_on_board, put_on_new_board
from facilitation.studio.marks import tag_posts, write_note
from facilitation.studio.material import material
from tests.factories.tables import Tables, make_post, make_tables

AT_ONCE = 4


@pytest.fixture
def t(database: Engine) -> Tables:
    with writing() as session:
        return make_tables(session)


def together(act: Callable[[Session], object]) -> None:
    """Let several designers do the same at the same moment."""
    start = Barrier(AT_ONCE)

    def one(_: int) -> None:
        start.wait()
        with writing() as session:
            act(session)

    with ThreadPoolExecutor(AT_ONCE) as designers:
        list(designers.map(one, range(AT_ONCE)))


def test_a_tag_or_note_that_several_write_at_once_is_there_once(t: Tables) -> None:
    with writing() as session:
        posts = [make_post(session, t.amina, "Une"), make_post(session, t.paul, "Deux")]

    together(lambda session: tag_posts(session, actor=Actor(t.by), post_ids=posts, tag="à creuser"))
    together(lambda session: write_note(session, actor=Actor(t.by), post_id=posts[0], text="À moi"))

    with reading() as session:
        two, one = material(session, actor=Actor(t.by), workshop_id=t.workshop).posts
    assert (one.tags, two.tags, one.note) == (("à creuser",), ("à creuser",), "À moi")


def test_what_several_lay_on_a_board_at_once_lies_there_once(t: Tables) -> None:
    with writing() as session:
        posts = [make_post(session, t.amina, "Une"), make_post(session, t.paul, "Deux")]
        mine = put_on_new_board(
            session, actor=Actor(t.by), workshop_id=t.workshop, name="Finances", post_ids=posts[:1]
        )

    together(lambda session: put_on_board(session, actor=Actor(t.by), board_id=mine, post_ids=posts))

    with reading() as session:
        lying = board(session, actor=Actor(t.by), board_id=mine).loose
    assert [post.text for post in lying] == ["Une", "Deux"]
