from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.session import writing
from tests.factories.workshops import make_account, signed_in
from tests.pages.conftest import Present


def page(account_id: int) -> None:
    import streamlit as st
    from sqlalchemy import text

    from db.session import Session
    from facilitation.actors import Actor
    from pages.ui.actions import act, say_outcome

    def write(session: Session, *, actor: Actor) -> None:
        session.execute(text("INSERT INTO a_table_that_is_gone VALUES (1)"))

    st.session_state["language"] = "fr"
    st.text_input("Titre", key="title")
    st.button("Partager", key="share", on_click=act(write, actor=Actor(account_id), done="Partagé."))
    say_outcome()


def test_an_action_that_the_database_does_not_answer_is_said_and_leaves_the_page_as_it_was(
    rules: Engine, present: Present
) -> None:
    with writing() as session:
        account_id = make_account(session)
        present(account=signed_in(session, account_id))
    at = AppTest.from_function(page, args=(account_id,)).run()
    at.text_input(key="title").input("Fonds de participation")
    at.button(key="share").click().run()
    assert [error.value for error in at.error] == [
        "La base de données ne répond pas. Rien n’a changé ; réessayez dans un instant."
    ]
    assert not at.exception
    assert not at.toast
    assert at.text_input(key="title").value == "Fonds de participation"
