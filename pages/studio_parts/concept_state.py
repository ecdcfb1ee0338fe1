"""How far a concept is: draft, published, changed since, withdrawn; and how many statements cite nothing."""

import streamlit as st

from facilitation.studio.concept_views import ConceptView
from pages.ui.words import _, ngettext, number


def draw_state(concept: ConceptView) -> None:
    """The state of a concept as badges."""
    if concept.state == "published" and concept.published_number is not None:
        label = _("Published, version {number}").format(number=number(concept.published_number))
        st.badge(label, icon=":material/public:", color="green")
        if concept.published_number != concept.number:
            st.badge(_("Changed since"), icon=":material/edit_note:", color="orange")
    elif concept.state == "withdrawn":
        st.badge(_("Withdrawn"), icon=":material/visibility_off:", color="gray")
    else:
        st.badge(_("Draft"), icon=":material/edit_note:", color="gray")
    if concept.uncited:
        label = ngettext("{n} statement cites nothing", "{n} statements cite nothing", len(concept.uncited))
        st.badge(label, icon=":material/warning:", color="red")
