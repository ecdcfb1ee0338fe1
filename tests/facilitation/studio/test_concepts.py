"""Concepts: begun once, named by one at a time, deleted and brought back."""

import re

import pytest

from db.accounts import Account
from db.base import now
from db.designers import drop_designer
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.errors import Missing, NotFound, StatementChanged, StillPublished, TooLong
from facilitation.journal import story
from facilitation.studio.concept_views import concepts_of
from facilitation.studio.concepts import (
    concept,
    create_concept,
    delete_concept,
    deleted_concepts,
    rename_concept,
    restore_concept,
)
from facilitation.studio.publishing import withdraw
from facilitation.workshops import delete_workshop
from tests.factories.concepts import Studio, make_concept, make_published, make_studio
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")


def titles(session: Session, studio: Studio) -> list[str]:
    return [one.title for one in concepts_of(session, studio.workshop)]


def test_a_double_click_begins_one_concept() -> None:
    with writing() as session:
        s = make_studio(session)
        assert make_concept(session, s, " Un  fonds ") == make_concept(session, s, "Un fonds")
        assert titles(session, s) == ["Un fonds"]


def test_two_designers_may_begin_two_concepts_of_one_name() -> None:
    with writing() as session:
        s = make_studio(session)
        make_concept(session, s, "Un fonds")
        create_concept(session, actor=Actor(s.max), workshop_id=s.workshop, title="Un fonds")
        assert titles(session, s) == ["Un fonds", "Un fonds"]


def test_a_concept_has_a_title_of_some_length() -> None:
    with writing() as session:
        s = make_studio(session)
        with pytest.raises(Missing) as missing:
            make_concept(session, s, "  ")
        with pytest.raises(TooLong) as long:
            make_concept(session, s, "a" * 121)
        assert (missing.value.field, long.value.limit) == ("title", 120)


def test_who_does_not_study_the_workshop_reaches_no_concept() -> None:
    with writing() as session:
        s = make_studio(session)
        made = make_concept(session, s)
        stranger = make_account(session, name="Étranger")
        former = s.max
        drop_designer(session, s.workshop, former)
        for by in (stranger, former):
            with pytest.raises(NotFound):
                concept(session, actor=Actor(by), concept_id=made)
            with pytest.raises(NotFound):
                create_concept(session, actor=Actor(by), workshop_id=s.workshop, title="x")
            with pytest.raises(NotFound):
                rename_concept(session, actor=Actor(by), concept_id=made, title="x", version=1)
            with pytest.raises(NotFound):
                delete_concept(session, actor=Actor(by), concept_id=made)
            with pytest.raises(NotFound):
                deleted_concepts(session, actor=Actor(by), workshop_id=s.workshop)


def test_facilitators_and_administrators_write_concepts_too() -> None:
    with writing() as session:
        s = make_studio(session)
        made = create_concept(session, actor=Actor(s.tables.by), workshop_id=s.workshop, title="Un fonds")
        assert concept(session, actor=Actor(s.tables.by), concept_id=made).title == "Un fonds"


def test_a_disabled_designer_reaches_nothing() -> None:
    with writing() as session:
        s = make_studio(session)
        made = make_concept(session, s)
        session.get_one(Account, s.dina).disabled_at = now()
        with pytest.raises(NotFound):
            concept(session, actor=Actor(s.dina), concept_id=made)


def test_there_is_no_concept_where_there_is_none() -> None:
    with writing() as session:
        s = make_studio(session)
        with pytest.raises(NotFound):
            concept(session, actor=Actor(s.dina), concept_id=999)
        with pytest.raises(NotFound):
            rename_concept(session, actor=Actor(s.dina), concept_id=999, title="x", version=1)


def test_nobody_renames_over_a_title_they_have_not_seen() -> None:
    with writing() as session:
        s = make_studio(session)
        made = make_concept(session, s, "Un fonds")
        rename_concept(session, actor=Actor(s.max), concept_id=made, title="Le fonds", version=1)
        with pytest.raises(StatementChanged) as refusal:
            rename_concept(session, actor=Actor(s.dina), concept_id=made, title="Des fonds", version=1)
        rename_concept(session, actor=Actor(s.dina), concept_id=made, title="Le fonds", version=1)
        assert (refusal.value.current, titles(session, s)) == ("Le fonds", ["Le fonds"])
        assert concept(session, actor=Actor(s.dina), concept_id=made).version == 2


def test_the_address_says_the_title_and_stays_once_it_was_published() -> None:
    with writing() as session:
        s = make_studio(session)
        made = make_concept(session, s, "Été & fonds d’habitants de l’agglo")
        assert re.fullmatch(
            r"ete-fonds-dhabita-[a-z0-9]{6}", concept(session, actor=Actor(s.dina), concept_id=made).slug
        )
        rename_concept(session, actor=Actor(s.dina), concept_id=made, title="東京", version=1)
        assert re.fullmatch(r"[a-z0-9]{6}", concept(session, actor=Actor(s.dina), concept_id=made).slug)
        out = make_published(session, s)
        slug = concept(session, actor=Actor(s.dina), concept_id=out).slug
        withdraw(session, actor=Actor(s.dina), concept_id=out)
        rename_concept(session, actor=Actor(s.dina), concept_id=out, title="Autre", version=1)
        assert concept(session, actor=Actor(s.dina), concept_id=out).slug == slug


def test_a_deleted_concept_comes_back() -> None:
    with writing() as session:
        s = make_studio(session)
        made = make_concept(session, s)
        for _ in range(2):
            delete_concept(session, actor=Actor(s.dina), concept_id=made)
        assert titles(session, s) == []
        assert [one.id for one in deleted_concepts(session, actor=Actor(s.max), workshop_id=s.workshop)] == [
            made
        ]
        with pytest.raises(NotFound):
            concept(session, actor=Actor(s.dina), concept_id=made)
        with pytest.raises(NotFound):
            rename_concept(session, actor=Actor(s.dina), concept_id=made, title="x", version=1)
        for _ in range(2):
            restore_concept(session, actor=Actor(s.max), concept_id=made)
        assert titles(session, s) == ["Un fonds d’habitants"]
        told = [line.action for line in story(session, actor=Actor(s.tables.by), workshop_id=s.workshop)[:3]]
        assert told == ["concept_restored", "concept_deleted", "concept_created"]


def test_what_is_published_is_withdrawn_before_it_is_deleted() -> None:
    with writing() as session:
        s = make_studio(session)
        made = make_published(session, s)
        with pytest.raises(StillPublished):
            delete_concept(session, actor=Actor(s.dina), concept_id=made)
        withdraw(session, actor=Actor(s.dina), concept_id=made)
        delete_concept(session, actor=Actor(s.dina), concept_id=made)
        assert titles(session, s) == []


def test_the_concepts_of_a_deleted_workshop_are_out_of_reach() -> None:
    with writing() as session:
        s = make_studio(session)
        made = make_concept(session, s)
        delete_workshop(session, actor=Actor(s.tables.by), workshop_id=s.workshop)
    with reading() as session, pytest.raises(NotFound):
        concept(session, actor=Actor(s.dina), concept_id=made)
