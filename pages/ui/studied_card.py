"""One workshop in the list of somebody who studies it and does not run it."""

import streamlit as st

from facilitation.studio.studied import Studied
from pages.ui.words import _, day, safe
from pages.ui.workshop_links import draw_study_links


def draw_studied_card(workshop: Studied) -> None:
    """Draw the workshop as a card, with the ways to its material and its report."""
    with st.container(border=True, key=f"studied-{workshop.id}"):
        st.header(safe(workshop.theme), anchor=False)
        with st.container(horizontal=True, vertical_alignment="center", key=f"studied-facts-{workshop.id}"):
            if workshop.rehearsal:
                st.badge(_("Rehearsal"), icon=":material/theater_comedy:", color="violet")
            if workshop.closed:
                st.badge(_("Ended"), color="gray")
            facts = (day(workshop.date), workshop.place, workshop.organiser)
            st.text(" · ".join(filter(None, facts)))
        with st.container(horizontal=True, vertical_alignment="center", key=f"studied-ways-{workshop.id}"):
            draw_study_links(workshop, here="workshops")
