"""A concept being written: field by field its statements, each with what it rests on."""

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.studio.concept_views import ConceptView
from facilitation.studio.statements import STATEMENT_LIMIT, ConceptField, write_statement
from facilitation.studio.words import FIELD_NAMES, FIELD_QUESTIONS
from pages.studio_parts.concept_comments import Talk, draw_talk
from pages.studio_parts.concept_rewording import being_reworded, draw_rewording
from pages.studio_parts.concept_statement import Place, draw_statement
from pages.ui.actions import act_now, say_aside, succeeded
from pages.ui.words import _, ngettext


def draw_editor(who: AccountIdentity, concept: ConceptView, talk: Talk) -> None:
    """Every field with its statements, then what designers say about the whole."""
    for field in ConceptField:
        _draw_field(who, concept, field, talk)
    _draw_remarks(concept, talk)


def _draw_field(who: AccountIdentity, concept: ConceptView, field: ConceptField, talk: Talk) -> None:
    statements = [one for one in concept.statements if one.field == field]
    with st.container(key=f"concept-field-{field.value}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            with st.container(gap="xxsmall", width="stretch"):
                st.header(_(FIELD_NAMES[field]), anchor=False)
                st.caption(_(FIELD_QUESTIONS[field]))
            if field != ConceptField.pitch or not statements:
                _offer_new(concept, field)
        for at, statement in enumerate(statements):
            place = Place(concept.statements.index(statement) + 1, at, at == len(statements) - 1)
            draw_statement(who, concept, statement, place, talk)
        for gone in being_reworded(concept, field):
            draw_rewording(who, gone, None)
        if st.session_state.get(f"{_new(concept, field)}-open"):
            _draw_new(who, concept, field)


def _new(concept: ConceptView, field: ConceptField) -> str:
    return f"statement-new-{concept.id}-{field.value}"


def _offer_new(concept: ConceptView, field: ConceptField) -> None:
    name = _new(concept, field)
    st.button(
        _("Write a statement"),
        key=f"{name}-show",
        icon=":material/add:",
        type="tertiary",
        disabled=bool(st.session_state.get(f"{name}-open")),
        on_click=_show,
        args=(f"{name}-open", True),
    )


def _draw_new(who: AccountIdentity, concept: ConceptView, field: ConceptField) -> None:
    name = _new(concept, field)
    with st.form(name, enter_to_submit=False):
        st.text_area(
            _("Statement: {field}").format(field=_(FIELD_NAMES[field])),
            max_chars=STATEMENT_LIMIT,
            height=100,
            key=f"{name}-text",
        )
        st.text_input(
            _("Numbers of the contributions it rests on"),
            placeholder="12, 45",
            help=_("You can also pick them from the material beside the concept."),
            key=f"{name}-numbers",
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                _("Save the statement"),
                key=f"{name}-save",
                type="primary",
                on_click=_write,
                args=(who, concept, field, name),
            )
            st.form_submit_button(
                _("Cancel"), key=f"{name}-cancel", on_click=_show, args=(f"{name}-open", False)
            )


def _show(name: str, shown: bool) -> None:
    st.session_state[name] = shown


def _write(who: AccountIdentity, concept: ConceptView, field: ConceptField, name: str) -> None:
    act_now(
        write_statement,
        actor=who.actor,
        concept_id=concept.id,
        field=field,
        text=str(st.session_state[f"{name}-text"]),
        numbers=str(st.session_state[f"{name}-numbers"]),
    )
    if succeeded():
        st.session_state[f"{name}-open"] = False
    say_aside()


def _draw_remarks(concept: ConceptView, talk: Talk) -> None:
    behind = talk.left_behind({one.id for one in concept.statements})
    waiting = talk.open(None) + sum(not one.settled for one in behind)
    label = ngettext("{n} open comment on the concept", "{n} open comments on the concept", waiting)
    with st.expander(label, icon=":material/forum:", key="concept-remarks", expanded=waiting > 0):
        draw_talk(talk, None, beside=behind)
