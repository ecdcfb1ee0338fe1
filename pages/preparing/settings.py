"""The settings of a workshop: what it is about, the rules of its vote, its territories, who runs it."""

import streamlit as st

from facilitation.rated import OPTIONAL
from facilitation.workshops import change_settings
from hours import OFFERED, zone_names
from pages.preparing import Preparation
from pages.preparing.logo import draw_logo
from pages.preparing.team import draw_designers, draw_facilitators
from pages.preparing.territories import draw_territories
from pages.ui.actions import act_now
from pages.ui.terms import question, term
from pages.ui.words import _
from translation import LANGUAGES, NAMES

FIELDS = (
    "theme", "date", "starts", "place", "organiser", "language", "time_zone", "expected", "seats", "dots",
    "cap", "keep", "own_territory", "concealed", "optional_criteria", "rehearsal",
)  # fmt: skip


def draw(preparation: Preparation) -> None:
    """One form for the workshop and its vote, then the territories and the facilitators."""
    with st.form("settings", border=False):
        about, vote = st.columns(2, gap="large")
        with about:
            _about(preparation)
        with vote:
            _vote(preparation)
            _perspective(preparation)
        st.form_submit_button(
            _("Save the settings"), key="settings-submit", type="primary", on_click=_save, args=(preparation,)
        )
    territories, facilitators = st.columns(2, gap="large")
    with territories:
        draw_territories(preparation)
    with facilitators:
        draw_facilitators(preparation)
        draw_designers(preparation)
        draw_logo(preparation)


def _about(preparation: Preparation) -> None:
    workshop = preparation.settings
    st.header(_("The workshop"), anchor=False)
    st.text_area(_("Theme"), workshop.theme, max_chars=200, height=80, key="settings-theme")
    left, right = st.columns(2)
    left.date_input(_("Date"), workshop.date, format="DD/MM/YYYY", key="settings-date")
    right.time_input(_("Starts at"), workshop.starts, step=300, key="settings-starts")
    left.text_input(_("Place"), workshop.place, max_chars=120, key="settings-place")
    right.text_input(_("Organiser"), workshop.organiser, max_chars=120, key="settings-organiser")
    left.number_input(_("People expected"), 1, 2000, workshop.expected, key="settings-expected")
    right.number_input(_("Seats"), 1, 2000, workshop.seats, key="settings-seats")
    zones = zone_names()
    st.selectbox(
        _("Time zone"),
        zones,
        index=zones.index(workshop.time_zone),
        format_func=_zone,
        help=_("Every hour on screens, sheets and files follows it."),
        key="settings-time_zone",
    )
    st.radio(
        _("Language of the projector and the report"),
        LANGUAGES,
        index=[*LANGUAGES].index("en" if workshop.language == "en" else "fr"),
        format_func=NAMES.__getitem__,
        horizontal=True,
        key="settings-language",
    )
    st.toggle(
        _("This is a rehearsal, with simulated participants"), workshop.rehearsal, key="settings-rehearsal"
    )


def _zone(name: str) -> str:
    """A time zone in words, where there are any."""
    return _(OFFERED[name]) if name in OFFERED else name


def _vote(preparation: Preparation) -> None:
    workshop = preparation.settings
    st.header(_("Sharing and voting"), anchor=False)
    st.toggle(
        _("The wall is concealed until the facilitator reveals it"),
        workshop.concealed,
        key="settings-concealed",
    )
    st.number_input(
        _("Dots for each person"),
        1,
        20,
        workshop.dots,
        placeholder=_("By the rule: a third of the initiatives, 2 to 5"),
        key="settings-dots",
    )
    st.number_input(_("Dots on one initiative, at most"), 1, 20, workshop.cap, key="settings-cap")
    st.radio(_("Initiatives to keep"), (2, 3), index=workshop.keep - 2, horizontal=True, key="settings-keep")
    st.toggle(_("One may vote for one's own territory"), workshop.own_territory, key="settings-own_territory")


def _perspective(preparation: Preparation) -> None:
    st.header(_("Perspective"), anchor=False)
    names = [term(criterion) for criterion in OPTIONAL]
    st.toggle(
        _("Also ask the two optional criteria: {names}").format(names=", ".join(names)),
        preparation.settings.optional_criteria,
        key="settings-optional_criteria",
        help="  \n".join(question(criterion) for criterion in OPTIONAL),
    )


def _save(preparation: Preparation) -> None:
    act_now(
        change_settings,
        done=_("The settings are saved."),
        actor=preparation.account.actor,
        workshop_id=preparation.workshop_id,
        **{field: st.session_state[f"settings-{field}"] for field in FIELDS},
    )
