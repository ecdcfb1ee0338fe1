"""From one screen of a workshop to the others."""

import streamlit as st

from facilitation.studio.studied import Studied
from facilitation.workshops import WorkshopSettings
from pages.ui.words import _

STUDY = ("studio", "report")
"""The screens for whoever studies a workshop without running it."""
MOST_DIGITS = 18
"""Every database holds whole numbers of so many digits."""


def chosen_workshop() -> int:
    """The workshop that the address names; the page ends politely where it names none."""
    named = st.query_params.get("workshop", "")
    if not named.isdecimal() or len(named) > MOST_DIGITS:
        st.info(_("Choose a workshop first."), icon=":material/groups:")
        st.page_link("workshops.py", label=_("See the workshops"))
        st.stop()
    return int(named)


def draw_links(settings: WorkshopSettings, *, here: str = "console") -> None:
    """Links to the other screens of the workshop; the studio is for afterwards, and not on the console."""
    if settings.projector_token:
        st.link_button(
            _("Projector"),
            f"/projector/{settings.projector_token}",
            icon=":material/cast:",
            key="to-projector",
        )
    for page, label, icon in (
        ("console", _("Console"), ":material/tune:"),
        ("prepare", _("Prepare"), ":material/edit_calendar:"),
        ("studio", _("Studio"), ":material/lightbulb:"),
        ("report", _("Report"), ":material/description:"),
    ):
        if page != here and (page, here) != ("studio", "console"):
            st.page_link(f"{page}.py", label=label, icon=icon, query_params={"workshop": str(settings.id)})


def draw_study_links(workshop: Studied, *, here: str) -> None:
    """Links to the other screens of the workshop that this account may open."""
    for page, label, icon in (
        ("console", _("Console"), ":material/tune:"),
        ("prepare", _("Prepare"), ":material/edit_calendar:"),
        ("studio", _("Studio"), ":material/lightbulb:"),
        ("report", _("Report"), ":material/description:"),
    ):
        if page != here and (workshop.runs or page in STUDY):
            st.page_link(f"{page}.py", label=label, icon=icon, query_params={"workshop": str(workshop.id)})
