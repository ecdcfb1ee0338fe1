"""What the console can do with any stage: its clock, its instruction, and the step that comes next."""

from collections.abc import Callable

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.agenda import (
    AgendaView,
    StageKind,
    StageRow,
)
from facilitation.planning import change_stage
from facilitation.running import close_stage, give_minutes, open_stage, skip_stage
from pages.ui.actions import act, act_now
from pages.ui.confirm import ask_once
from pages.ui.terms import term
from pages.ui.words import _, safe

ONWARD = ":material/arrow_forward:"


def draw_clock(who: AccountIdentity, show: AgendaView, stage: StageRow) -> None:
    """Minutes to give, the instruction, and the ways to close, reopen or skip the stage."""
    with st.container(horizontal=True, vertical_alignment="center", key="console-clock"):
        if stage.state == "open":
            for minutes in (2, 5):
                st.button(
                    _("+{n} min").format(n=minutes),
                    key=f"console-give-{minutes}",
                    on_click=act(give_minutes, actor=who.actor, stage_id=stage.id, minutes=minutes),
                )
            ask_once(
                _("Close"),
                _closing_question(stage),
                key="console-close",
                icon=":material/stop_circle:",
                on_yes=act(close_stage, actor=who.actor, stage_id=stage.id),
            )
        else:
            with st.container(key="console-stage-title"):
                st.text(f"{stage.number}. {stage.title}")
            st.badge(term(stage.state), color="gray")
        if stage.state == "waiting":
            st.button(
                _("Skip"),
                key="console-skip",
                icon=":material/skip_next:",
                on_click=act(skip_stage, actor=who.actor, stage_id=stage.id),
            )
        if stage.state != "open" and stage.id != _next_stage_id(show, stage):
            ask_once(
                _("Go to this stage"),
                _leaving_question(show),
                key="console-go",
                icon=":material/redo:",
                on_yes=_opening(who, show, stage),
            )
        _instruction(who, stage)


def _instruction(who: AccountIdentity, stage: StageRow) -> None:
    """The instruction, editable live: every screen follows."""
    key = f"console-instruction-{stage.id}"
    with st.popover(_("Instruction"), icon=":material/edit:", key=f"{key}-fold"):
        st.text_area(_("Instruction shown to everyone"), value=stage.instruction, key=key, height=80)

        def keep() -> None:
            act_now(
                change_stage,
                done=_("The instruction is on every screen."),
                actor=who.actor,
                stage_id=stage.id,
                instruction=st.session_state[key],
            )

        st.button(_("Show it"), key=f"{key}-save", on_click=keep)


def draw_next(who: AccountIdentity, show: AgendaView, stage: StageRow) -> None:
    """The one primary action: open the stage that comes next, and close the one before."""
    target = next((row for row in show.stages if row.id == _next_stage_id(show, stage)), None)
    if target is None:
        return
    going = next((row for row in show.stages if row.state == "open"), None)
    if going is None:
        label = _("Open “{title}”").format(title=safe(target.title))
    else:
        label = _("Close “{now}” and open “{next}”").format(now=safe(going.title), next=safe(target.title))
    opening = _opening(who, show, target)
    with st.container(key=f"console-next-to-{target.id}"):  # another stage to come, another button
        st.button(label, key="console-next", type="primary", icon=ONWARD, on_click=opening)


def _opening(who: AccountIdentity, show: AgendaView, stage: StageRow) -> Callable[[], None]:
    carry_out = act(open_stage, actor=who.actor, stage_id=stage.id, expected_open=show.open_stage_id)

    def open_and_follow() -> None:
        st.session_state.pop("console-stage", None)
        carry_out()

    return open_and_follow


def _next_stage_id(show: AgendaView, stage: StageRow) -> int | None:
    """The waiting stage after the open one, or the stage on view while nothing is open."""
    if show.open_stage_id is None and stage.state == "waiting":
        return stage.id
    current = show.open_stage_id or stage.id
    numbers = {row.id: row.number for row in show.stages}
    later = (row for row in show.stages if row.number > numbers[current] and row.state == "waiting")
    return next((row.id for row in later), None)


def _leaving_question(show: AgendaView) -> str:
    """What going elsewhere does to the stage that is open: a vote ends for good."""
    going = next((row for row in show.stages if row.state == "open"), None)
    if going is not None and going.kind == StageKind.voting:
        return _closing_question(going)
    return _("The stage that is open now will be closed.")


def _closing_question(stage: StageRow) -> str:
    if stage.kind == StageKind.voting:
        return _(
            "After the close nobody can change a vote: ballots are counted and destroyed. "
            "Fewer than three are not counted, as the result would say who chose what."
        )
    return _("Nothing is lost: the stage can be opened again.")
