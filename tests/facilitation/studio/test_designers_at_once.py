"""Two designers at one concept at once: one wording stands, the other is told, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.errors import OnePitch, Refused, StatementChanged
from facilitation.studio.citations import cite
from facilitation.studio.concept_views import published
from facilitation.studio.concepts import concept
from facilitation.studio.publishing import publish
from facilitation.studio.statements import ConceptField, edit_statement, write_statement
from facilitation.studio.versions import versions
from tests.factories.concepts import Studio, make_concept, make_statement, make_studio


@pytest.fixture(autouse=True)
def _on_both(database: Engine) -> None:
    assert database is not None


def made() -> tuple[Studio, int, int]:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        return s, c, make_statement(session, s, c, s.envelope, text="Au départ")


def at_once(s: Studio, act: Callable[[Session, int], object]) -> list[object]:
    """What the transactions of both designers, who start together, return, or why one was refused."""
    together = Barrier(2)

    def alone(by: int) -> object:
        together.wait()
        try:
            with writing() as session:
                return act(session, by)
        except Refused as refusal:
            return refusal

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(alone, (s.dina, s.max)))


def test_of_two_wordings_one_stands_and_the_other_is_shown_what_stands() -> None:
    s, c, one = made()
    told = at_once(
        s,
        lambda session, by: edit_statement(
            session, actor=Actor(by), statement_id=one, text=f"De {by}", version=1
        ),
    )
    [refusal] = [one for one in told if one is not None]
    assert isinstance(refusal, StatementChanged)
    with reading() as session:
        view = concept(session, actor=Actor(s.dina), concept_id=c)
    assert [x.text for x in view.statements] == [refusal.current]
    assert view.statements[0].version == 2


def test_of_two_pitches_one_is_refused() -> None:
    s, c, _ = made()
    told = at_once(
        s,
        lambda session, by: write_statement(
            session, actor=Actor(by), concept_id=c, field=ConceptField.pitch, text=f"De {by}"
        ),
    )
    assert sum(isinstance(one, OnePitch) for one in told) == 1


def test_citations_of_both_are_kept_and_each_has_a_version() -> None:
    s, c, one = made()
    mine = {s.dina: s.council, s.max: s.catalogue}
    at_once(s, lambda session, by: cite(session, actor=Actor(by), statement_id=one, post_ids=[mine[by]]))
    with reading() as session:
        [statement] = concept(session, actor=Actor(s.dina), concept_id=c).statements
        kept = [line.number for line in versions(session, actor=Actor(s.dina), concept_id=c)]
    assert [x.post_id for x in statement.citations] == [s.envelope, s.council, s.catalogue]
    assert kept in ([2, 1], [3, 2, 1])


def test_two_who_cite_the_same_cite_it_once() -> None:
    s, _, one = made()
    told = at_once(
        s, lambda session, by: cite(session, actor=Actor(by), statement_id=one, post_ids=[s.council])
    )
    assert told == [None, None]


def test_two_who_publish_publish_once() -> None:
    s, c, _ = made()
    told = at_once(s, lambda session, by: publish(session, actor=Actor(by), concept_id=c))
    with reading() as session:
        assert (told, [view.id for view in published(session)]) == ([None, None], [c])
