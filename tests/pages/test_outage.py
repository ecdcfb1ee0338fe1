"""What pages say while the database is away or full."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Visit

AWAY = {
    "fr": "La base de données ne répond pas. Rien n’est perdu, et ce que vous avez saisi reste ici. "
    "Cette page reprend d’elle-même dès qu’elle répond.",
    "en": "The database does not answer. Nothing is lost, and what you typed stays here. "
    "This page goes on by itself as soon as it answers.",
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", ["home", "join", "room", "projector", "console", "library", "accounts"])
def test_every_page_waits_for_a_database_that_is_away(
    visit: Visit, rules: Engine, page: str, language: str
) -> None:
    Path(rules.url.database or "").unlink()
    tokens = {"account": "a", "person": "p", "projector": "q"}
    at = visit(page, language=language, code="K7P4QX", **tokens)

    assert [error.value for error in at.error] == [AWAY[language]]
    assert not at.exception


def test_a_page_that_was_drawn_says_no_more_that_it_waits(visit: Visit, rules: Engine) -> None:
    file = Path(rules.url.database or "")
    file.rename(file.with_name("aside.db"))
    at = visit("home")
    assert [error.value for error in at.error] == [AWAY["fr"]]
    file.with_name("aside.db").rename(file)
    assert [error.value for error in at.run().error] == []


def broken() -> None:
    from pages.ui.outage import outlasting

    with outlasting():
        raise KeyError("nine")


def test_other_mishaps_are_none_of_its_business() -> None:
    at = AppTest.from_function(broken).run()
    assert (len(at.exception), len(at.error)) == (1, 0)


def refused() -> None:
    import streamlit as st

    from pages.ui.claimed import keep_refusal

    st.session_state["language"] = "fr"
    for name in ("DatabaseFull", "DatabaseDown"):
        keep_refusal(name, {})
        st.text(st.session_state["refusal"])


def test_what_was_sent_to_a_full_disk_or_to_a_database_that_is_away_is_said_to_be_refused() -> None:
    at = AppTest.from_function(refused).run()

    full, away = (one.value for one in at.text)
    assert full.startswith("Le disque du serveur est plein. Rien n’a changé")
    assert away.startswith("La base de données ne répond pas. Rien n’a changé")
