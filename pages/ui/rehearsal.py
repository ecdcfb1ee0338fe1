"""Rehearsing: let simulated people play, let them pause, wipe what they did."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.rehearsal import PEOPLE, rehearsal_of, start_rehearsal, stop_rehearsal, wipe_rehearsal
from pages.ui.actions import act, act_now
from pages.ui.confirm import ask_once
from pages.ui.words import _, ngettext

USUAL = 12


def draw_rehearsal(who: AccountIdentity, workshop_id: int) -> None:
    """The rehearsal of a workshop that is marked as one."""
    with reading() as session:
        state = rehearsal_of(session, actor=who.actor, workshop_id=workshop_id)
    if state.running:
        label = ngettext(
            "Rehearsal: {n} simulated person plays", "Rehearsal: {n} simulated people play", state.people
        )
    else:
        label = _("Rehearsal")
    with st.popover(label, icon=":material/theater_comedy:", key="console-rehearsal", width="stretch"):
        st.write(
            _(
                "Simulated people join with the code and play the stage you open, at human speed. "
                "Everything they write is made up."
            )
        )
        if state.running:
            st.button(
                _("Let them pause"),
                key="rehearsal-stop",
                icon=":material/pause:",
                on_click=act(stop_rehearsal, actor=who.actor, workshop_id=workshop_id),
            )
        else:
            _draw_start(who, workshop_id)
        ask_once(
            _("Wipe what they did"),
            _(
                "The simulated people go, and with them what they shared, wrote and answered, the tables on "
                "their initiatives, and every closed vote they took part in. What real people did stays."
            ),
            key="rehearsal-wipe",
            icon=":material/cleaning_services:",
            on_yes=act(
                wipe_rehearsal,
                done=_("The simulated people are gone, with all they did."),
                actor=who.actor,
                workshop_id=workshop_id,
            ),
        )


def _draw_start(who: AccountIdentity, workshop_id: int) -> None:
    least, most = PEOPLE
    st.number_input(
        _("How many people"), min_value=least, max_value=most, value=USUAL, key="rehearsal-people"
    )

    def start() -> None:
        act_now(
            start_rehearsal,
            done=_("Simulated people are coming in."),
            actor=who.actor,
            workshop_id=workshop_id,
            people=int(st.session_state["rehearsal-people"]),
        )

    st.button(
        _("Let them play"),
        key="rehearsal-start",
        type="primary",
        icon=":material/play_arrow:",
        on_click=start,
    )
