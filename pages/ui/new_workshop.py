"""A new workshop: from a template the few things that are needed, from an archive all there was."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.actors import Actor
from facilitation.own_templates import OwnTemplate, own_templates
from facilitation.workshops import TEMPLATES, create_workshop
from pages.ui.actions import act_now, say_outcome
from pages.ui.dialogs import dialog_button
from pages.ui.from_archive import draw_from_archive, follow_rebuilt
from pages.ui.own_templates import about, draw_own_templates
from pages.ui.parts import choose_part
from pages.ui.words import _, language, safe
from translation import LANGUAGES, NAMES

MADE = "workshop-made"
FIELDS = ("theme", "template", "date", "expected", "place", "organiser", "language", "rehearsal")


def draw_new_workshop(who: AccountIdentity) -> None:
    """A button that opens the form; once made, the workshop is shown on the page Prepare."""
    name, key, icon = _("New workshop"), "workshops-new", ":material/add:"
    dialog_button(name, name, _choose, key=key, icon=icon, width="medium", kind="primary")(who.actor)


def _choose(actor: Actor) -> None:
    sources = {"template": _("From a template"), "archive": _("From an archive")}
    source = choose_part(_("Start"), sources, key="new-source")
    if source == "archive":
        draw_from_archive()
    else:
        _form(actor)
    follow_made()
    say_outcome("new")


def _form(actor: Actor) -> None:
    with reading() as session:
        own = own_templates(session, actor=actor)
    templates, captions = _templates(own)
    with st.form("new-workshop", border=False):
        st.text_area(
            _("Theme: the question of the workshop"),
            max_chars=200,
            height=80,
            key="new-theme",
            placeholder=_("How do we involve everybody in the transition of our territories?"),
        )
        st.radio(
            _("Agenda"),
            list(templates),
            format_func=templates.__getitem__,
            captions=captions,
            key="new-template",
        )
        left, right = st.columns(2)
        left.date_input(_("Date"), value=None, format="DD/MM/YYYY", key="new-date")
        right.number_input(_("People expected"), 1, 2000, 20, key="new-expected")
        left.text_input(_("Place"), max_chars=120, key="new-place")
        right.text_input(_("Organiser"), max_chars=120, key="new-organiser")
        st.radio(
            _("Language of the projector and the report"),
            LANGUAGES,
            index=LANGUAGES.index(language()),
            format_func=NAMES.__getitem__,
            horizontal=True,
            key="new-language",
        )
        st.checkbox(_("This is a rehearsal, with simulated participants"), key="new-rehearsal")
        st.form_submit_button(
            _("Make the workshop"),
            key="new-submit",
            type="primary",
            width="stretch",
            on_click=_make,
            args=(actor,),
        )
    draw_own_templates(actor, own)


def _templates(own: list[OwnTemplate]) -> tuple[dict[str, str], list[str]]:
    """What a workshop can start from, by name, and a line about each."""
    ready = {
        "atelier-3h": (
            _("Atelier of 3 hours"),
            _("Nine stages, from the check-in to the closing, with a break"),
        ),
        "atelier-2h": (_("Atelier of 2 hours"), _("The same without a break, shorter")),
        "one-hour": (_("One hour"), _("Share, vote, and a first step for each territory")),
        "half-day": (_("Half a day"), _("Four hours: decomposition in two rounds, a long break")),
        "with-citizens": (_("With citizens"), _("Two hours in plain words, for an evening")),
    }
    named = {key: ready[key][0] for key in TEMPLATES} | {one.key: safe(one.name) for one in own}
    return named, [*(ready[key][1] for key in TEMPLATES), *(about(one) for one in own)]


def follow_made() -> None:
    """Go to the page Prepare of the workshop that was just made, or to the report of a rebuilt one."""
    follow_rebuilt()
    made = st.session_state.pop(MADE, None)
    if made is not None:
        st.switch_page("prepare.py", query_params={"workshop": str(made)})


def _make(actor: Actor) -> None:
    filled = {field: st.session_state[f"new-{field}"] for field in FIELDS}
    made = act_now(create_workshop, actor=actor, **filled)
    if made is not None:
        st.session_state[MADE] = made
