"""What the opening and the closing round share: one choice of five, a few words, the room's answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.people import PersonLine, people
from facilitation.rounds import WORDS_LIMIT, MyAnswer, RoundView, answer_round, my_answer, round_of
from pages.stages.context import ConsoleContext, RoomContext
from pages.ui.actions import act_now
from pages.ui.surfaces import round_
from pages.ui.words import _


@dataclass(frozen=True)
class RoundWords:
    """What a round asks, translated: the choices as (number, mark, label), and what the words are for."""

    question: str
    choices: Sequence[tuple[int, str, str]]
    comment: str
    send: str
    notice: str
    """Who sees the answer, and when."""


def ask(context: RoomContext, words: RoundWords) -> None:
    """The question for a participant, then the answers of the room once they have given theirs."""
    live = context.channel
    with reading() as session:
        mine = my_answer(session, context.person.id, context.stage.id)
        answers = live.feed(session, "round")
    _form(context, words, mine)
    if mine is not None:
        round_(answers, key="round-answers")


def desk(context: ConsoleContext, words: RoundWords) -> None:
    """The answers of the room, and a way to answer for somebody without a device."""
    with reading() as session:
        answers = context.channel.feed(session, "round")
        past = round_of(session, actor=context.account.actor, stage_id=context.stage.id)
        lines = people(session, actor=context.account.actor, workshop_id=context.workshop_id)
    if answers["view"]["stage_id"] == context.stage.id:
        round_(answers, key="round-answers")
    elif past.answered:
        _past(past, words)
    else:
        st.write(_("The answers of the room appear here once this stage is open."))
    without_device = [line for line in lines if line.here and not line.has_device]
    if context.stage.state == "open" and without_device:
        _answer_for(context, words, without_device)


def _past(past: RoundView, words: RoundWords) -> None:
    counts = past.counts or []
    st.dataframe(
        [
            {_("Answer"): label, _("People"): counts[choice - 1]}
            for choice, _mark, label in words.choices
            if counts
        ],
        hide_index=True,
        key="round-past",
    )
    for said in past.words:
        st.text(said)


def _form(context: RoomContext, words: RoundWords, mine: MyAnswer | None) -> None:
    key = f"round-{context.stage.id}"
    with st.form("round", border=False):
        _fields(key, words, mine)
        st.form_submit_button(
            _("Change my answer") if mine else words.send,
            key="round-submit",
            type="secondary" if mine else "primary",
            width="stretch",
            on_click=_send,
            args=(key, context.stage.id, context.person.actor),
        )


def _fields(key: str, words: RoundWords, mine: MyAnswer | None) -> None:
    labels = {number: f"{mark} {label}" for number, mark, label in words.choices}
    st.pills(
        words.question,
        list(labels),
        default=mine.choice if mine else None,
        format_func=labels.__getitem__,
        key=f"{key}-choice",
    )
    st.text_input(words.comment, value=mine.words if mine else "", max_chars=WORDS_LIMIT, key=f"{key}-words")
    st.caption(words.notice)


def _answer_for(context: ConsoleContext, words: RoundWords, lines: Sequence[PersonLine]) -> None:
    names = {line.id: line.name for line in lines}
    key = f"round-for-{context.stage.id}"
    with (
        st.expander(_("Answer for somebody without a device"), icon=":material/edit_note:"),
        st.form("round-for", border=False, clear_on_submit=True),
    ):
        st.selectbox(_("Who"), list(names), format_func=names.__getitem__, key=f"{key}-person")
        _fields(key, words, None)
        st.form_submit_button(
            _("Save the answer"),
            key="round-for-submit",
            on_click=_send_for,
            args=(key, context.stage.id, context.account.actor),
        )


def _send(key: str, stage_id: int, actor: Actor) -> None:
    act_now(
        answer_round,
        done=_("Your answer is in.") if actor.account_id is None else _("The answer is saved."),
        actor=actor,
        stage_id=stage_id,
        choice=st.session_state[f"{key}-choice"],
        words=st.session_state[f"{key}-words"],
    )


def _send_for(key: str, stage_id: int, actor: Actor) -> None:
    _send(key, stage_id, actor.acting_for(st.session_state[f"{key}-person"]))
