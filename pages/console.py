"""The facilitator's desk: the run of show, the open stage, who is here, and the next sensible step."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.agenda import AgendaView, StageRow, agenda
from facilitation.tickets import listener_of
from facilitation.workshops import WorkshopSettings, workshop_settings
from pages.stages import STAGES
from pages.stages.context import ConsoleContext
from pages.ui.actions import say_outcome
from pages.ui.channel import channel
from pages.ui.console_agenda import draw_agenda
from pages.ui.console_stage import draw_clock, draw_instruction, draw_next
from pages.ui.identity import require_account
from pages.ui.people_panel import draw_people_button
from pages.ui.pulse import pulse
from pages.ui.rehearsal import draw_rehearsal
from pages.ui.surfaces import people
from pages.ui.words import _
from pages.ui.workshop_links import chosen_workshop, draw_links


def main() -> None:
    """Load the workshop and its agenda, then draw the desk."""
    who = require_account("administrator", "facilitator")
    workshop_id = chosen_workshop()
    live = channel(listener_of(who, workshop_id))
    with reading() as session:
        settings = workshop_settings(session, by=who.id, workshop_id=workshop_id)
        show = agenda(session, workshop_id)
        presence = live.feed(session, "people")
    pulse(live, "stage", "settings", "result", key="pulse-stage")
    with st.container(horizontal=True, vertical_alignment="center", key="console-top"):
        with st.container(key="console-title"):
            st.text(settings.theme)
        people(presence, key="console-people")
        draw_people_button(who, settings)
        draw_links(settings)
    say_outcome()
    run_of_show, desk = st.columns([0.3, 0.7], gap="medium")
    with run_of_show:
        selected = draw_agenda(who, show)
        if settings.rehearsal:
            draw_rehearsal(who, workshop_id)
    with desk:
        _draw_desk(who, settings, show, selected, ConsoleContext(who, workshop_id, selected, live) if selected else None)


def _draw_desk(
    who: AccountIdentity,
    settings: WorkshopSettings,
    show: AgendaView,
    selected: StageRow | None,
    context: ConsoleContext | None,
) -> None:
    if selected is None or context is None:
        st.info(_("The agenda is empty. Add stages on the page Prepare."), icon=":material/event_note:")
        return
    draw_clock(who, show, selected)
    draw_instruction(who, selected)
    holds_next = STAGES[selected.kind].facilitator(context)
    if not holds_next:
        draw_next(who, show, selected)


main()
