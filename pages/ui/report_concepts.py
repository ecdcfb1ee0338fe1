"""The concepts that a report holds, each leading to its sheet."""

import streamlit as st

from facilitation.exports.concepts import STATES
from facilitation.report import Report
from pages.ui.words import _, safe


def draw_concepts(made: Report) -> None:
    """The published concepts, and drafts where they were asked for; nothing while there are none."""
    if not made.concepts:
        return
    st.header(_("Concepts"), anchor=False)
    for concept in made.concepts:
        st.page_link(
            "concept.py",
            label=f"{safe(concept.title)} · {_(STATES[concept.state])}",
            icon=":material/lightbulb:",
            query_params={"concept": str(concept.id)},
        )
