"""Comments: what designers say to each other, settled once it is dealt with."""

import pytest

from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.errors import Missing, NotFound, TooLong
from facilitation.studio.comments import comment, comments, reopen_comment, settle_comment
from tests.factories.concepts import Studio, make_concept, make_statement, make_studio
from tests.factories.workshops import make_account

pytestmark = pytest.mark.usefixtures("rules")


def told(session: Session, s: Studio, concept_id: int) -> list[tuple[str, str, int | None, str]]:
    return [
        (one.who, one.text, one.statement_id, one.settled_by)
        for one in comments(session, actor=Actor(s.max), concept_id=concept_id)
    ]


def test_a_comment_is_about_the_concept_or_one_of_its_statements() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        one = make_statement(session, s, c)
        for _ in range(2):
            comment(session, actor=Actor(s.dina), concept_id=c, text="À discuter")
        comment(session, actor=Actor(s.max), concept_id=c, text="Qui paie ?\nEt quand ?", statement_id=one)
        assert told(session, s, c) == [
            ("Dina", "À discuter", None, ""),
            ("Max", "Qui paie ?\nEt quand ?", one, ""),
        ]


def test_a_comment_is_settled_and_stands_again() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        said = comment(session, actor=Actor(s.dina), concept_id=c, text="À discuter")
        for _ in range(2):
            settle_comment(session, actor=Actor(s.max), comment_id=said)
        assert told(session, s, c) == [("Dina", "À discuter", None, "Max")]
        again = comment(session, actor=Actor(s.dina), concept_id=c, text="À discuter")
        reopen_comment(session, actor=Actor(s.dina), comment_id=said)
        assert [one.settled for one in comments(session, actor=Actor(s.dina), concept_id=c)] == [False, False]
        assert again != said


def test_a_comment_has_words_and_is_about_this_concept() -> None:
    with writing() as session:
        s = make_studio(session)
        c, other = make_concept(session, s), make_concept(session, s, "Un autre")
        elsewhere = make_statement(session, s, other)
        with pytest.raises(Missing):
            comment(session, actor=Actor(s.dina), concept_id=c, text=" ")
        with pytest.raises(TooLong):
            comment(session, actor=Actor(s.dina), concept_id=c, text="a" * 1001)
        with pytest.raises(NotFound):
            comment(session, actor=Actor(s.dina), concept_id=c, text="x", statement_id=elsewhere)


def test_nobody_else_reads_or_writes_comments() -> None:
    with writing() as session:
        s = make_studio(session)
        c = make_concept(session, s)
        said = comment(session, actor=Actor(s.dina), concept_id=c, text="À discuter")
        stranger = make_account(session)
        with pytest.raises(NotFound):
            comments(session, actor=Actor(stranger), concept_id=c)
        with pytest.raises(NotFound):
            comment(session, actor=Actor(stranger), concept_id=c, text="x")
        with pytest.raises(NotFound):
            settle_comment(session, actor=Actor(stranger), comment_id=said)
        with pytest.raises(NotFound):
            settle_comment(session, actor=Actor(s.dina), comment_id=999)
