"""A user name is one name however it is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.session import writing
from facilitation.accounts import Role, create_account
from facilitation.actors import Actor
from facilitation.errors import Missing, UsernameTaken
from facilitation.signing_in import try_login
from facilitation.usernames import INVISIBLE, known_as
from tests.factories.accounts import PASSWORD, make_administrator

TYPED = (
    "hélène",
    "HÉLÈNE",
    unicodedata.normalize("NFD", "hélène"),
    unicodedata.normalize("NFD", "HÉLÈNE"),
    "ｈélène",
    "h\u200bél\u00adène\ufeff",
    "  hélène\u2060 ",
)


@pytest.mark.attack("a user name that only looks like another one's is that name, and is taken")
@pytest.mark.parametrize("typed", TYPED)
def test_look_alikes_are_one_name_and_every_way_to_type_it_signs_in(rules: Engine, typed: str) -> None:
    fanny = make_administrator()
    with writing() as session:
        helene = create_account(
            session,
            actor=Actor(fanny),
            username="Hélène",
            name="Hélène",
            role=Role.FACILITATOR,
            password=PASSWORD,
        )
        assert try_login(session, username=typed, address="1.2.3.4").account_id == helene
        with pytest.raises(UsernameTaken):
            create_account(
                session,
                actor=Actor(fanny),
                username=typed,
                name="Autre",
                role=Role.FACILITATOR,
                password=PASSWORD,
            )


def test_a_name_of_nothing_that_can_be_seen_is_none(rules: Engine) -> None:
    fanny = make_administrator()
    for nothing in ("\u200b\u200d", "\u3164", "\u2800 "):
        with writing() as session, pytest.raises(Missing):
            create_account(
                session,
                actor=Actor(fanny),
                username=nothing,
                name="Rien",
                role=Role.FACILITATOR,
                password=PASSWORD,
            )


@given(st.text())
def test_a_name_as_it_is_kept_is_known_as_itself(name: str) -> None:
    kept = known_as(name)
    assert known_as(kept) == kept
    assert known_as(unicodedata.normalize("NFD", name)) == kept
    assert not INVISIBLE.search(kept)
