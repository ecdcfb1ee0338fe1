"""What goes into the report, chosen above its files: the page and every file follow."""

import streamlit as st

from facilitation.report_choice import Choice
from facilitation.studio.studied import Studied
from pages.ui.file_language import draw_file_language, file_language
from pages.ui.words import _


def chosen(workshop: Studied) -> Choice:
    """What was chosen; everything that is finished, to begin with."""
    return Choice(
        reserve=bool(st.session_state.get("report-reserve", True)),
        unlinked=bool(st.session_state.get("report-unlinked", True)),
        drafts=bool(st.session_state.get("report-drafts", False)),
        present=workshop.runs and bool(st.session_state.get("report-present", False)),
        language=file_language(workshop.id, workshop.language),
    )


def draw_choice(workshop: Studied, choice: Choice) -> None:
    """A switch for each thing that can be left out or added, who was there for who runs it; the language."""
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
        if workshop.runs:
            st.toggle(
                _("The list of those present"),
                value=choice.present,
                help=_(
                    "In the minutes: who was there and who was expected, each named only as they consented."
                ),
                key="report-present",
            )
    draw_file_language(workshop.id, workshop.language)
