"""Questions to the holder: what some territories did not know, and the answers."""

from collections.abc import Sequence

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.actors import Actor
from facilitation.questions import ANSWER_LIMIT, Question, answer_question, questions_for
from pages.ui.actions import act_now, say_outcome, succeeded
from pages.ui.terms import question, term
from pages.ui.words import _, ngettext, safe

OPENED = "answer-opened"


def draw_my_questions(who: PersonIdentity, *, unfolded: bool) -> None:
    """What the room asks of this participant as a holder, while it is asked and afterwards."""
    with reading() as session:
        asked = questions_for(session, who.id)
    if not asked:
        return
    left = sum(not one.answer for one in asked)
    label = ngettext("{n} question to you", "{n} questions to you", left) if left else _("Your answers")
    with st.expander(label, icon=":material/contact_support:", expanded=unfolded, key="room-questions"):
        _draw_mine(who)


@st.fragment
def _draw_mine(who: PersonIdentity) -> None:
    say_outcome("questions")
    with reading() as session:
        asked = questions_for(session, who.id)
    draw_questions(asked, who.actor, key="question")


def draw_questions(asked: Sequence[Question], actor: Actor | None, *, key: str) -> None:
    """Every question with its answer; `actor` is who may answer, None where one only reads."""
    if not asked:
        st.info(_("No question yet. Every “don’t know” of the matrix becomes one."))
        return
    initiative = None
    for one in asked:
        if one.initiative_id != initiative:
            initiative = one.initiative_id
            st.subheader(safe(one.initiative), anchor=False)
        _draw_question(one, actor, key)


def _draw_question(one: Question, actor: Actor | None, key: str) -> None:
    name = f"{key}-{one.initiative_id}-{one.criterion}"
    with st.container(border=True, key=name):
        st.markdown(f"**{term(one.criterion)}** · {question(one.criterion)}")
        if one.territories:
            st.caption(_("Asked by: {names}").format(names=safe(", ".join(one.territories))))
        draw_answer(one)
        if actor is None:
            return
        label = _("Change the answer") if one.answer else _("Answer it")
        st.button(label, key=f"{name}-open", icon=":material/edit:", on_click=_toggle, args=(name,))
        if st.session_state.get(OPENED) == name:
            _draw_form(one, actor, name)


def draw_answer(one: Question) -> None:
    """The answer with its author, or that there is none yet."""
    if not one.answer:
        st.caption(_("No answer yet"))
        return
    with st.container(key=f"answer-{one.initiative_id}-{one.criterion}"):
        st.text(one.answer)
    if one.answered_by:
        st.caption(safe(one.answered_by))


def _draw_form(one: Question, actor: Actor, name: str) -> None:
    with st.form(f"{name}-form", border=False):
        st.text_area(_("Answer"), one.answer, max_chars=ANSWER_LIMIT, key=f"{name}-text", height=120)
        st.form_submit_button(
            _("Save"), key=f"{name}-save", type="primary", on_click=_keep, args=(one, actor, name)
        )


def _keep(one: Question, actor: Actor, name: str) -> None:
    act_now(
        answer_question,
        done=_("The answer joins what the room knows."),
        initiative_id=one.initiative_id,
        criterion=one.criterion,
        text=str(st.session_state[f"{name}-text"]),
        actor=actor,
    )
    if succeeded():
        st.session_state.pop(OPENED, None)


def _toggle(name: str) -> None:
    if st.session_state.get(OPENED) == name:
        del st.session_state[OPENED]
    else:
        st.session_state[OPENED] = name
