"""Statements: each in its field, worded by one at a time, moved, removed and brought back."""

import pytest

from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import (
    BadNumbers,
    Missing,
    NotFound,
    OnePitch,
    StatementChanged,
    TooLong,
    UnknownPosts,
)
from facilitation.studio.concepts import concept
from facilitation.studio.statements import (
    ConceptField,
    edit_statement,
    move_statement,
    remove_statement,
    restore_statement,
    write_statement,
)
from tests.factories.concepts import Studio, make_concept, make_statement, make_studio
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")


def made(session: Session) -> tuple[Studio, int]:
    s = make_studio(session)
    return s, make_concept(session, s)


def said(session: Session, s: Studio, concept_id: int) -> list[tuple[str, str]]:
    view = concept(session, actor=Actor(s.dina), concept_id=concept_id)
    return [(one.field, one.text) for one in view.statements]


def test_statements_stand_by_field_in_the_order_of_the_sheet() -> None:
    with writing() as session:
        s, c = made(session)
        for field in (ConceptField.minority, ConceptField.objectives, ConceptField.pitch):
            make_statement(session, s, c, text=field.value, field=field)
        make_statement(session, s, c, text="encore", field=ConceptField.objectives)
        assert said(session, s, c) == [
            ("pitch", "pitch"),
            ("objectives", "objectives"),
            ("objectives", "encore"),
            ("minority", "minority"),
        ]


def test_a_double_click_writes_one_statement() -> None:
    with writing() as session:
        s, c = made(session)
        assert make_statement(session, s, c, text="Un") == make_statement(session, s, c, text=" Un ")
        assert said(session, s, c) == [("objectives", "Un")]


def test_a_statement_has_words_and_not_too_many() -> None:
    with writing() as session:
        s, c = made(session)
        with pytest.raises(Missing):
            make_statement(session, s, c, text="\n")
        with pytest.raises(TooLong) as long:
            make_statement(session, s, c, text="a" * 601)
        assert long.value.limit == 600


def test_a_concept_has_one_pitch() -> None:
    with writing() as session:
        s, c = made(session)
        pitch = make_statement(session, s, c, text="Un", field=ConceptField.pitch)
        other = make_statement(session, s, c, text="Deux")
        with pytest.raises(OnePitch):
            make_statement(session, s, c, text="Trois", field=ConceptField.pitch)
        with pytest.raises(OnePitch):
            move_statement(
                session, actor=Actor(s.dina), statement_id=other, field=ConceptField.pitch, place=0
            )
        move_statement(session, actor=Actor(s.dina), statement_id=pitch, field=ConceptField.pitch, place=0)
        remove_statement(session, actor=Actor(s.dina), statement_id=pitch)
        move_statement(session, actor=Actor(s.dina), statement_id=other, field=ConceptField.pitch, place=0)
        with pytest.raises(OnePitch):
            restore_statement(session, actor=Actor(s.dina), statement_id=pitch)
        with pytest.raises(OnePitch):
            edit_statement(session, actor=Actor(s.dina), statement_id=pitch, text="Un bis", version=1)
        assert said(session, s, c) == [("pitch", "Deux")]


def test_what_somebody_wrote_meanwhile_is_not_overwritten() -> None:
    with writing() as session:
        s, c = made(session)
        one = make_statement(session, s, c, text="Un")
        edit_statement(session, actor=Actor(s.max), statement_id=one, text="Deux", version=1)
        with pytest.raises(StatementChanged) as refusal:
            edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Trois", version=1)
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Deux", version=1)
        assert (refusal.value.current, said(session, s, c)) == ("Deux", [("objectives", "Deux")])
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Trois", version=2)
        assert said(session, s, c) == [("objectives", "Trois")]


def test_a_statement_removed_meanwhile_comes_back_with_the_new_words() -> None:
    with writing() as session:
        s, c = made(session)
        one = make_statement(session, s, c, s.envelope, text="Un")
        remove_statement(session, actor=Actor(s.max), statement_id=one)
        edit_statement(session, actor=Actor(s.dina), statement_id=one, text="Deux", version=1)
        view = concept(session, actor=Actor(s.dina), concept_id=c)
        assert [(x.text, [y.post_id for y in x.citations]) for x in view.statements] == [
            ("Deux", [s.envelope])
        ]


def test_a_statement_moves_within_its_field_and_to_another() -> None:
    with writing() as session:
        s, c = made(session)
        first, second, third = (make_statement(session, s, c, text=text) for text in ("1", "2", "3"))
        move_statement(
            session, actor=Actor(s.max), statement_id=third, field=ConceptField.objectives, place=0
        )
        move_statement(
            session, actor=Actor(s.max), statement_id=first, field=ConceptField.objectives, place=99
        )
        assert [text for _, text in said(session, s, c)] == ["3", "2", "1"]
        move_statement(session, actor=Actor(s.max), statement_id=second, field=ConceptField.means, place=-4)
        assert said(session, s, c) == [("objectives", "3"), ("objectives", "1"), ("means", "2")]


def test_a_removed_statement_comes_back_in_its_place() -> None:
    with writing() as session:
        s, c = made(session)
        first = make_statement(session, s, c, s.envelope, text="1")
        make_statement(session, s, c, text="2")
        for _ in range(2):
            remove_statement(session, actor=Actor(s.dina), statement_id=first)
        assert said(session, s, c) == [("objectives", "2")]
        with pytest.raises(NotFound):
            move_statement(
                session, actor=Actor(s.dina), statement_id=first, field=ConceptField.means, place=0
            )
        for _ in range(2):
            restore_statement(session, actor=Actor(s.dina), statement_id=first)
        assert [text for _, text in said(session, s, c)] == ["1", "2"]


def test_a_refused_citation_writes_no_statement() -> None:
    with writing() as session:
        s, c = made(session)
        with pytest.raises(UnknownPosts):
            make_statement(session, s, c, 999)
        assert said(session, s, c) == []


def test_a_statement_is_written_with_the_numbers_it_rests_on() -> None:
    with writing() as session:
        s, c = made(session)
        write_statement(
            session,
            actor=Actor(s.max),
            concept_id=c,
            field=ConceptField.means,
            text="Un",
            post_ids=[s.council],
            numbers=f"{s.council}, {s.envelope}",
        )
        [one] = concept(session, actor=Actor(s.dina), concept_id=c).statements
        assert [citation.post_id for citation in one.citations] == [s.envelope, s.council]
        with pytest.raises(BadNumbers):
            write_statement(
                session,
                actor=Actor(s.max),
                concept_id=c,
                field=ConceptField.means,
                text="Deux",
                numbers="deux",
            )
        assert said(session, s, c) == [("means", "Un")]


def test_nobody_else_writes_statements() -> None:
    with writing() as session:
        s, c = made(session)
        one = make_statement(session, s, c)
        stranger = make_account(session)
        with pytest.raises(NotFound):
            write_statement(session, actor=Actor(stranger), concept_id=c, field=ConceptField.means, text="x")
        with pytest.raises(NotFound):
            edit_statement(session, actor=Actor(stranger), statement_id=one, text="x", version=1)
        with pytest.raises(NotFound):
            remove_statement(session, actor=Actor(s.dina), statement_id=999)
