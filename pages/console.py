"""The facilitator's desk: the run of show, the open stage, who is here, and the next sensible step."""

import streamlit as st

from db.session import reading
from facilitation.agenda import AgendaView, agenda
from facilitation.tickets import listener_of
from facilitation.workshops import workshop_settings
from pages.stages import STAGES
from pages.stages.context import ConsoleContext
from pages.ui.actions import say_outcome
from pages.ui.channel import Feed, channel
from pages.ui.console_agenda import draw_agenda
from pages.ui.console_stage import draw_clock, draw_next
from pages.ui.identity import require_account
from pages.ui.journal import draw_journal_button
from pages.ui.people_panel import draw_people_button
from pages.ui.pulse import pulse
from pages.ui.rehearsal import draw_rehearsal
from pages.ui.surfaces import people, stage_header
from pages.ui.words import _
from pages.ui.workshop_links import chosen_workshop, draw_links


def main() -> None:
    """Load the workshop and its agenda, then draw the desk."""
    who = require_account("administrator", "facilitator")
    workshop_id = chosen_workshop()
    live = channel(listener_of(who, workshop_id))
    with reading() as session:
        settings = workshop_settings(session, actor=who.actor, workshop_id=workshop_id)
        show = agenda(session, workshop_id)
        presence = live.feed(session, "people")
        header = live.feed(session, "stage")
    pulse(live, "stage", "settings", "result", key="pulse-stage")
    with st.container(key="console-top"):
        title, here, links = st.columns([0.3, 0.27, 0.43], vertical_alignment="center")
        with title.container(key="console-title"):
            st.text(settings.theme)
        with here:
            people(presence, key="console-here", only="head")
        with links.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
            draw_people_button(who, settings)
            draw_links(settings)
    say_outcome()
    run_of_show, desk = st.columns([0.3, 0.7], gap="medium")
    with run_of_show:
        selected = draw_agenda(who, show)
        if settings.rehearsal:
            draw_rehearsal(who, workshop_id)
        people(presence, key="console-people", only="roles")
        with st.container(horizontal=True, vertical_alignment="center", key="console-elsewhere"):
            draw_journal_button(who, workshop_id)
            st.page_link("workshops.py", label=_("Workshops"), icon=":material/groups:")
    with desk:
        if selected is None:
            st.info(_("The agenda is empty. Add stages on the page Prepare."), icon=":material/event_note:")
        else:
            _draw_desk(ConsoleContext(who, workshop_id, selected, live), show, header)


def _draw_desk(context: ConsoleContext, show: AgendaView, header: Feed) -> None:
    who, stage = context.account, context.stage
    if stage.state == "open":
        stage_header(header, key="console-header")
    draw_clock(who, show, stage)
    holds_next = STAGES[stage.kind].facilitator(context)
    if not holds_next:
        draw_next(who, show, stage)


main()
