"""What is told of tables with every post, and what those who sit at one hear of it."""

import pytest

from db.posts import Section
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.groups import assign
from facilitation.joining import leave
from facilitation.progress import progress_view
from facilitation.spotlights import show_section
from facilitation.tables_view import groups_view, table_view
from facilitation.tasks import Task, take_task
from tests.factories.hearing import heard_while
from tests.factories.tables import Tables, make_post, make_tables

pytestmark = pytest.mark.usefixtures("rules")


def far(session: Session, t: Tables) -> list[tuple[int, int, list[str]]]:
    return [(one.number, one.filled, one.missing) for one in progress_view(session, t.workshop).tables]


def test_each_table_tells_how_far_it_is() -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une")
        make_post(session, t.amina, "Trop cher", Section.obstacles)

        assert far(session, t) == [(1, 2, ["core_functions"]), (2, 0, ["obstacles", "core_functions"])]
        whole = {one.id: one for one in groups_view(session, t.workshop).groups}
        for one in progress_view(session, t.workshop).tables:
            table = whole[one.id]
            assert (one.sections, one.filled, one.missing) == (table.sections, table.filled, table.missing)


def test_who_sits_at_a_table_hears_of_it_what_everybody_would() -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.paul), task=Task.scribe)
        show_section(session, actor=Actor(t.by), group_id=t.second, section=Section.actors)

        mine = table_view(session, t.first)
        assert mine.table == groups_view(session, t.workshop).groups[0]
        assert mine.spotlight == groups_view(session, t.workshop).spotlight
        with pytest.raises(NotFound):
            table_view(session, 99)


def test_a_table_hears_who_comes_leaves_and_does_what_there() -> None:
    with writing() as session:
        t = make_tables(session)
    first, second = (t.workshop, f"table:{t.first}"), (t.workshop, f"table:{t.second}")
    assert {first, second} <= heard_while(
        lambda session: assign(session, actor=Actor(t.by), person_id=t.paul, group_id=t.second)
    )
    heard = heard_while(lambda session: leave(session, actor=Actor(person_id=t.amina)))
    assert first in heard
    assert second not in heard
    with reading() as session:
        assert [one.here for one in table_view(session, t.first).table.members] == [False]
