"""Every table's perspective in brief: what the projector shows while the tables compare territories."""

import pytest

from db.posts import Section, Verdict
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.perspective import set_verdict, write_perspective_post
from facilitation.perspectives import perspectives_view
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import open_kind

pytestmark = pytest.mark.usefixtures("rules")


def brief(session: Session, t: Tables) -> list[tuple[int, str, list[tuple[str, int, str | None]]]]:
    view = perspectives_view(session, t.workshop)
    return [
        (one.number, one.initiative, [(place.name, place.posts, place.verdict) for place in one.territories])
        for one in view.tables
    ]


def test_each_table_tells_how_much_it_wrote_for_whom_and_the_verdict() -> None:
    with writing() as session:
        t = make_tables(session)
        about = make_post(session, t.amina, "Une")
        open_kind(session, t.workshop, StageKind.perspective)
        for text, off_record in (("Un budget", False), ("Entre nous", True)):
            write_perspective_post(
                session,
                actor=Actor(person_id=t.amina),
                territory_id=t.grasse,
                section=Section.conditions,
                text=text,
                about=[about],
                off_record=off_record,
            )
        set_verdict(
            session,
            actor=Actor(person_id=t.amina),
            initiative_id=t.fund,
            territory_id=t.sicoval,
            verdict=Verdict.reproduce,
        )
        shown = brief(session, t)

    assert shown == [
        (1, "Fonds de participation", [("Pays de Grasse", 1, None), ("Sicoval", 0, "reproduce")]),
        (2, "Bon Achat", [("Sicoval", 0, None)]),
    ]
