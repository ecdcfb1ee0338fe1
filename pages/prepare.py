"""Prepare: agenda, settings, people and initiatives known before, the ways in, the sheets to print."""

import streamlit as st

from db.session import reading
from facilitation.workshops import workshop_settings
from pages.preparing import Preparation, agenda, initiatives, links, people, settings, sheets
from pages.ui.account_bar import draw_account_bar
from pages.ui.actions import say_outcome
from pages.ui.identity import require_account
from pages.ui.words import _, safe
from pages.ui.workshop_links import chosen_workshop, draw_links


def main() -> None:
    """Load the workshop, then draw the tab that is open."""
    who = require_account("administrator", "facilitator")
    workshop_id = chosen_workshop()
    with reading() as session:
        workshop = workshop_settings(session, actor=who.actor, workshop_id=workshop_id)
    draw_account_bar(who, here="prepare")
    st.title(safe(workshop.theme), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="prepare-top"):
        draw_links(workshop, here="prepare")
    say_outcome()
    drawn = {
        _("Agenda"): agenda.draw,
        _("Settings"): settings.draw,
        _("People"): people.draw,
        _("Initiatives"): initiatives.draw,
        _("Links"): links.draw,
        _("To print"): sheets.draw,
    }
    tabs = st.tabs(list(drawn), on_change="rerun", key="prepare-tab")
    for tab, draw in zip(tabs, drawn.values(), strict=True):
        if tab.open:
            with tab:
                draw(Preparation(who, workshop))


main()
