"""The tables as a whole: thirty of them ask the database no more than two."""

import pytest
from sqlalchemy import Engine

from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.groups import assign, create_group, groups_view
from facilitation.tasks import Task, take_task
from facilitation.wishes import rank_initiatives
from tests.factories.statements import counted
from tests.factories.tables import Tables, make_tables
from tests.factories.workshops import make_person


def make_more(session: Session, t: Tables, tables: int) -> None:
    """So many more tables of three, each with its tasks taken, and somebody without one who has wished."""
    for table in range(tables):
        group = create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        for task in Task:
            name = f"{task} {table}"
            person = make_person(session, t.workshop, name=name, territory=f"Territoire {table}")
            assign(session, actor=Actor(t.by), person_id=person, group_id=group)
            take_task(session, actor=Actor(person_id=person), task=task)
        waiting = make_person(session, t.workshop, name=f"Sans table {table}")
        assign(session, actor=Actor(t.by), person_id=waiting, group_id=None)
        rank_initiatives(session, actor=Actor(person_id=waiting), initiative_ids=[t.fund, t.purchase])


@pytest.mark.parametrize("audience", ["room", "projector", "console"])
def test_thirty_tables_ask_as_often_as_two(rules: Engine, audience: str) -> None:
    asked = []
    with writing() as session:
        t = make_tables(session)
    for more in (0, 28):
        with writing() as session:
            make_more(session, t, more)
        with reading() as session, counted(rules) as statements:
            view = groups_view(session, t.workshop, audience)
        asked.append(len(statements))
        assert (len(view.groups), view.wished) == (2 + more, more)
    assert asked[0] == asked[1]
