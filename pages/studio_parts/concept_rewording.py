"""Wording a statement anew, while others may do the same: nothing is overwritten unseen."""

from typing import Any

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.studio.concept_views import ConceptView, StatementView
from facilitation.studio.statements import STATEMENT_LIMIT, edit_statement
from pages.ui.actions import act_now, say_aside, succeeded
from pages.ui.words import _

BEGUN = "statements-reworded"


def reword(statement: StatementView) -> None:
    """Begin to word a statement anew, from the words that are shown."""
    begun: dict[int, dict[str, Any]] = st.session_state.setdefault(BEGUN, {})
    begun[statement.id] = {"field": statement.field, "version": statement.version}
    st.session_state[_key(statement.id)] = statement.text


def is_reworded(statement_id: int) -> bool:
    """Whether a statement is being worded anew here."""
    return statement_id in st.session_state.get(BEGUN, {})


def being_reworded(concept: ConceptView, field: str) -> list[int]:
    """What is being worded anew here in a field although somebody removed it meanwhile."""
    there = {one.id for one in concept.statements}
    begun: dict[int, dict[str, Any]] = st.session_state.get(BEGUN, {})
    return [one for one, how in begun.items() if one not in there and how["field"] == field]


def draw_rewording(who: AccountIdentity, statement_id: int, statement: StatementView | None) -> None:
    """The form; where somebody else wrote meanwhile, what they wrote stands above it."""
    name, version = _key(statement_id), st.session_state[BEGUN][statement_id]["version"]
    changed = statement is not None and statement.version != version
    if statement is None:
        st.warning(_("Somebody removed this statement meanwhile. Saving brings it back with your words."))
    elif changed:
        st.warning(_("Somebody changed this statement while you wrote. It reads now:"))
        st.text(statement.text)
    with st.form(f"{name}-form", enter_to_submit=False, border=False):
        st.text_area(_("Your words"), max_chars=STATEMENT_LIMIT, height=110, key=name)
        with st.container(horizontal=True):
            st.form_submit_button(
                _("Save my words instead") if changed else _("Save"),
                # Two keys: the second click of a double click overwrites nothing.
                key=f"{name}-instead" if changed else f"{name}-save",
                type="primary",
                on_click=_save,
                args=(who, statement_id, statement.version if statement is not None else version),
            )
            st.form_submit_button(
                _("Keep theirs") if changed else _("Cancel"),
                key=f"{name}-cancel",
                on_click=_end,
                args=(statement_id,),
            )


def _save(who: AccountIdentity, statement_id: int, version: int) -> None:
    act_now(
        edit_statement,
        actor=who.actor,
        statement_id=statement_id,
        text=str(st.session_state[_key(statement_id)]),
        version=version,
    )
    if succeeded():
        _end(statement_id)
    say_aside()


def _end(statement_id: int) -> None:
    st.session_state[BEGUN].pop(statement_id, None)


def _key(statement_id: int) -> str:
    return f"statement-{statement_id}-words"
