"""A typing fault finds the word that was meant, as long as that word may be shown."""

import pytest
from sqlalchemy import Engine

from db.accounts import Role
from db.base import now
from db.posts import Section
from db.session import reading, writing
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.errors import NotFound
from facilitation.library.search import Filters, Kind
from facilitation.library.spelling import instead
from facilitation.withdrawing import keep_off_record
from tests.factories.tables import Tables, make_post, make_tables
from tests.factories.workshops import make_account


@pytest.fixture
def t(database: Engine) -> Tables:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Des citernes d’eau partagées entre les écoles", Section.mechanism)
        session.get_one(Workshop, t.workshop).closed_at = now()
        return t


def asked(words: str, chosen: Filters | None = None) -> str | None:
    with writing() as session:
        reader = make_account(session, name="Rita", role=Role.DESIGNER)
    with reading() as session:
        return instead(session, actor=Actor(reader), words=words, chosen=chosen or Filters())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("citrene", "citernes"),
        ("Partagees citerrne", "Partagees citernes"),
        ("participaton", "participation"),
        ("grand compiegnoi", None),
        ("hélicoptère", None),
        ("citrene hélicoptère", None),
        ("citernes", None),
        ("eua", None),
        ("12345", None),
        ("de la", None),
        ("", None),
    ],
)
def test_what_finds_nothing_is_put_right_where_that_finds_something(
    t: Tables, typed: str, meant: str | None
) -> None:
    assert asked(typed) == meant


def test_words_that_are_right_and_never_stand_together_are_not_put_right(t: Tables) -> None:
    assert asked("citrene participation") is None


def test_what_was_chosen_holds_for_what_is_offered_too(t: Tables) -> None:
    assert asked("citrene", Filters(kind=Kind.post)) == "citernes"
    assert asked("citrene", Filters(kind=Kind.initiative)) is None


@pytest.mark.attack("a word that stays in its room, offered as the right spelling of another one")
def test_what_may_not_be_shown_puts_nobody_right(t: Tables) -> None:
    with writing() as session:
        secret = make_post(session, t.amina, "Le maire détourne", Section.mechanism)
    assert asked("détuorne") == "détourne"
    with writing() as session:
        keep_off_record(session, post_id=secret, off_record=True, actor=Actor(person_id=t.amina))
    assert asked("détuorne") is None


def test_only_accounts_are_put_right(t: Tables) -> None:
    with reading() as session, pytest.raises(NotFound):
        instead(session, actor=Actor(person_id=t.amina), words="citrene")
