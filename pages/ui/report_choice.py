"""What goes into the report, chosen above its files: the page and every file follow."""

import streamlit as st

from facilitation.report_choice import Choice
from pages.ui.words import _


def chosen() -> Choice:
    """What was chosen; everything that is finished, to begin with."""
    return Choice(
        reserve=bool(st.session_state.get("report-reserve", True)),
        unlinked=bool(st.session_state.get("report-unlinked", True)),
        drafts=bool(st.session_state.get("report-drafts", False)),
    )


def draw_choice(choice: Choice) -> None:
    """A switch for each thing that can be left out or added."""
    st.header(_("What goes in"), anchor=False)
    with st.container(horizontal=True, gap="medium", key="report-choice"):
        st.toggle(
            _("The reserve"),
            value=choice.reserve,
            help=_("Initiatives that were shared and not explored in depth."),
            key="report-reserve",
        )
        st.toggle(
            _("Contributions that nobody took up"),
            value=choice.unlinked,
            help=_("No perspective is about them, no concept cites them, and they are no core function."),
            key="report-unlinked",
        )
        st.toggle(
            _("Concepts that are still drafts"),
            value=choice.drafts,
            help=_("They are marked as drafts; published concepts are always in."),
            key="report-drafts",
        )
