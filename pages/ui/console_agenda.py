"""The run of show on the console: every stage with its state, planned and real minutes."""

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.agenda import AgendaView, StageRow
from pages.ui.words import _, ngettext, number, safe

_ICONS = {
    "waiting": ":material/radio_button_unchecked:",
    "open": ":material/play_circle:",
    "closed": ":material/check_circle:",
    "skipped": ":material/skip_next:",
}


def draw_agenda(who: AccountIdentity, show: AgendaView) -> StageRow | None:
    """Draw the stages as a list to choose from; return the chosen one, the open one by default."""
    by_id = {stage.id: stage for stage in show.stages}
    chosen = by_id.get(st.session_state.get("console-stage", 0)) or _current(show)
    st.subheader(_("Agenda"), anchor=False)
    st.text(pace(show.ahead_seconds), width="stretch")
    with st.container(key="console-agenda", gap="xsmall"):
        for stage in show.stages:
            st.button(
                f"{stage.number}. {safe(stage.title)} · {minutes_of(stage)}",
                key=f"console-pick-{stage.id}",
                icon=_ICONS[stage.state],
                type="secondary" if chosen and stage.id == chosen.id else "tertiary",
                width="stretch",
                on_click=_pick,
                args=(stage.id,),
            )
    return chosen


def minutes_of(stage: StageRow) -> str:
    """Real over planned minutes once the stage has run, planned minutes before."""
    if stage.real_seconds:
        return _("{real}/{planned} min").format(
            real=number(round(stage.real_seconds / 60)), planned=number(stage.minutes)
        )
    return _("{planned} min").format(planned=number(stage.minutes))


def pace(ahead_seconds: int) -> str:
    """How the workshop stands against its plan."""
    minutes = round(abs(ahead_seconds) / 60)
    if minutes == 0:
        return _("On plan")
    if ahead_seconds > 0:
        return ngettext("{n} minute ahead", "{n} minutes ahead", minutes)
    return ngettext("{n} minute behind", "{n} minutes behind", minutes)


def _pick(stage_id: int) -> None:
    st.session_state["console-stage"] = stage_id


def _current(show: AgendaView) -> StageRow | None:
    states = ("open", "waiting", "closed", "skipped")
    ordered = sorted(show.stages, key=lambda stage: (states.index(stage.state), stage.number))
    return ordered[0] if ordered else None
