"""Versions: one a sitting, none lost; and what differs between two of them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.concept_versions import ConceptVersion
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.studio.citations import cite, uncite
from facilitation.studio.concepts import rename_concept
from facilitation.studio.differences import Difference, Piece, differences, words_apart
from facilitation.studio.publishing import publish, withdraw
from facilitation.studio.statements import (
    ConceptField,
    edit_statement,
    move_statement,
    remove_statement,
)
from facilitation.studio.versions import versions
from tests.factories.concepts import Studio, make_concept, make_statement, make_studio
from tests.factories.workshops import make_account

rules = pytest.mark.usefixtures("rules")


def numbers(session: Session, s: Studio, concept_id: int) -> list[tuple[int, str]]:
    return [(one.number, one.who) for one in versions(session, actor=Actor(s.dina), concept_id=concept_id)]


def later(session: Session) -> None:
    """Let eleven minutes pass."""
    for version in session.query(ConceptVersion):
        version.made_at -= timedelta(minutes=11)
    session.flush()


@rules
def test_what_one_designer_changes_in_one_sitting_is_one_version() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c, text="Un")
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Deux", version=1)
        assert numbers(session, s, c) == [(1, "Dina")]
        later(session)
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Trois", version=2)
        assert numbers(session, s, c) == [(2, "Dina"), (1, "Dina")]
        edit_statement(session, actor=Actor(s.max), statement_id=one, text="Quatre", version=3)
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Cinq", version=4)
        assert numbers(session, s, c) == [(4, "Dina"), (3, "Max"), (2, "Dina"), (1, "Dina")]


@rules
def test_what_changes_nothing_makes_no_version() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope)
        cite(session, actor=Actor(s.max), statement_id=one, post_ids=[s.envelope])
        move_statement(session, actor=Actor(s.max), statement_id=one, field=ConceptField.objectives, place=0)
        assert numbers(session, s, c) == [(1, "Dina")]


@rules
def test_what_was_published_is_never_changed_afterwards() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c, s.envelope, text="Un")
        publish(session, actor=Actor(s.dina), concept_id=c)
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Deux", version=1)
        withdraw(session, actor=Actor(s.dina), concept_id=c)
        told = [
            (line.number, line.published, line.was_published)
            for line in versions(session, actor=Actor(s.dina), concept_id=c)
        ]
        assert told == [(2, False, False), (1, False, True)]
        publish(session, actor=Actor(s.dina), concept_id=c)
        assert [line.published for line in versions(session, actor=Actor(s.dina), concept_id=c)] == [
            True,
            False,
        ]


@rules
def test_differences_name_words_fields_and_citations() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s, "Un fonds")
        kept = make_statement(session, s, c, s.envelope, text="Donner un budget aux habitants")
        gone = make_statement(session, s, c, text="Aller vite", field=ConceptField.delays)
        same = make_statement(session, s, c, text="Rien ne change", field=ConceptField.means)
        edit_statement(
            session, actor=Actor(s.max), statement_id=kept, text="Donner un vrai budget aux élus", version=1
        )
        move_statement(session, actor=Actor(s.max), statement_id=kept, field=ConceptField.pitch, place=0)
        uncite(session, actor=Actor(s.max), statement_id=kept, post_ids=[s.envelope])
        cite(session, actor=Actor(s.max), statement_id=kept, post_ids=[s.council, s.catalogue])
        remove_statement(session, actor=Actor(s.max), statement_id=gone)
        rename_concept(session, actor=Actor(s.max), concept_id=c, title="Le fonds", version=1)
        assert same
        assert differences(session, actor=Actor(s.dina), concept_id=c, before=1, after=2) == (
            Difference(
                "title",
                "title",
                (Piece("removed", "Un"), Piece("added", "Le"), Piece("same", " fonds")),
                (),
                (),
            ),
            Difference(
                "pitch",
                "objectives",
                (
                    Piece("same", "Donner un"),
                    Piece("added", " vrai"),
                    Piece("same", " budget aux "),
                    Piece("removed", "habitants"),
                    Piece("added", "élus"),
                ),
                (s.council, s.catalogue),
                (s.envelope,),
            ),
            Difference("delays", "delays", (Piece("removed", "Aller vite"),), (), ()),
        )


@rules
def test_the_first_version_differs_from_nothing() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s, "Un fonds")
        one = make_statement(session, s, c, s.envelope, text="Un")
        assert one
        assert differences(session, actor=Actor(s.dina), concept_id=c, before=0, after=1) == (
            Difference("title", "title", (Piece("added", "Un fonds"),), (), ()),
            Difference("objectives", "objectives", (Piece("added", "Un"),), (s.envelope,), ()),
        )


@rules
def test_versions_are_for_who_studies_the_workshop() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        stranger = make_account(session)
        with pytest.raises(NotFound):
            versions(session, actor=Actor(stranger), concept_id=c)
        with pytest.raises(NotFound):
            differences(session, actor=Actor(stranger), concept_id=c, before=0, after=1)
        with pytest.raises(NotFound):
            differences(session, actor=Actor(s.dina), concept_id=c, before=0, after=2)


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_out_of_what_differs(before: str, after: str) -> None:
    pieces = words_apart(before, after)
    assert "".join(one.text for one in pieces if one.fate != "added") == before
    assert "".join(one.text for one in pieces if one.fate != "removed") == after
