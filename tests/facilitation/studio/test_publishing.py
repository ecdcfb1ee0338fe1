"""Publishing: only what rests on something, as it stands at that moment, until it is withdrawn."""

import pytest
from sqlalchemy import Engine

from db.designers import drop_designer
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.errors import EmptyConcept, NotFound, UncitedStatement
from facilitation.journal import story
from facilitation.studio.concept_views import (
    concepts_of,
    published,
    published_by_slug,
    published_concept,
)
from facilitation.studio.concepts import concept, rename_concept
from facilitation.studio.publishing import publish, withdraw
from facilitation.studio.statements import edit_statement, remove_statement
from facilitation.withdrawing import keep_off_record
from facilitation.workshops import delete_workshop
from tests.factories.concepts import Studio, make_concept, make_published, make_statement, make_studio
from tests.factories.statements import counted

pytestmark = pytest.mark.usefixtures("rules")


def texts(session: Session, concept_id: int) -> list[str]:
    return [one.text for one in published_concept(session, concept_id).statements]


def test_an_empty_concept_is_not_published() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        with pytest.raises(EmptyConcept):
            publish(session, actor=Actor(s.dina), concept_id=c)


def test_a_concept_with_a_statement_that_cites_nothing_is_not_published() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        make_statement(session, s, c, s.envelope, text="1")
        make_statement(session, s, c, text="2")
        make_statement(session, s, c, s.council, text="3")
        keep_off_record(session, post_id=s.council, off_record=True, actor=Actor(s.tables.by))
        with pytest.raises(UncitedStatement) as refusal:
            publish(session, actor=Actor(s.dina), concept_id=c)
        assert refusal.value.places == (2, 3)
        assert published(session, s.workshop) == ()


def test_what_is_published_stands_until_it_is_published_anew() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, text="Un")
        for _ in range(2):
            publish(session, actor=Actor(s.dina), concept_id=c)
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Deux", version=1)
        rename_concept(session, actor=Actor(s.dina), concept_id=c, title="Autrement", version=1)
        draft = concept(session, actor=Actor(s.dina), concept_id=c)
        assert (draft.state, draft.number, draft.published_number) == ("published", 2, 1)
        assert (texts(session, c), published_concept(session, c).title) == (["Un"], "Un fonds d’habitants")
        publish(session, actor=Actor(s.max), concept_id=c)
        shown = published_concept(session, c)
        assert (shown.number, shown.published_number, shown.title) == (2, 2, "Autrement")
        assert texts(session, c) == ["Deux"]
        told = [line.action for line in story(session, actor=Actor(s.tables.by), workshop_id=s.workshop)]
        assert told.count("concept_published") == 2


def test_what_is_withdrawn_is_read_by_nobody_else() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_published(session, s)
        slug = published_concept(session, c).slug
        assert [one.id for one in published(session)] == [c]
        assert published_by_slug(session, slug).id == c
        for _ in range(2):
            withdraw(session, actor=Actor(s.max), concept_id=c)
        assert published(session) == ()
        with pytest.raises(NotFound):
            published_by_slug(session, slug)
        with pytest.raises(NotFound):
            published_concept(session, c)
        view = concept(session, actor=Actor(s.dina), concept_id=c)
        assert (view.state, view.published_number, view.published_at) == ("withdrawn", None, None)
        publish(session, actor=Actor(s.dina), concept_id=c)
        assert (published_by_slug(session, slug).number, len(published(session))) == (1, 1)


def test_what_a_concept_published_is_not_taken_back_with_a_removed_statement() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_published(session, s)
        [one] = published_concept(session, c).statements
        remove_statement(session, actor=Actor(s.dina), statement_id=one.id)
        assert texts(session, c) == [one.text]


def test_the_concepts_of_a_deleted_workshop_are_not_published_any_more() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_published(session, s)
        delete_workshop(session, actor=Actor(s.tables.by), workshop_id=s.workshop)
        assert published(session) == ()
        with pytest.raises(NotFound):
            published_concept(session, c)


def test_only_who_studies_the_workshop_publishes_and_withdraws() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_published(session, s)
        drop_designer(session, s.workshop, s.max)
        with pytest.raises(NotFound):
            publish(session, actor=Actor(s.max), concept_id=c)
        with pytest.raises(NotFound):
            withdraw(session, actor=Actor(s.max), concept_id=c)


def asked(engine: Engine, s: Studio) -> int:
    with reading() as session, counted(engine) as statements:
        concepts_of(session, s.workshop)
        published(session)
    return len(statements)


def test_as_many_questions_for_many_concepts_as_for_one(rules: Engine) -> None:
    with writing() as session:
        s = make_studio(session)
        make_published(session, s)
    once = asked(rules, s)
    with writing() as session:
        for number in range(4):
            c = make_published(session, s, f"Concept {number}")
            make_statement(session, s, c, s.council, s.catalogue, text="Encore")
    assert (once, asked(rules, s)) == (8, 8)
