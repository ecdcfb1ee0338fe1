"""Workshops: the list, a new one from a template, copies, the archive and the bin."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.accounts import Role
from facilitation.demo import load_demos
from facilitation.studio.studied import only_studied
from facilitation.workshops import workshops_of
from pages.ui.account_bar import draw_account_bar
from pages.ui.actions import act, say_outcome
from pages.ui.identity import require_account
from pages.ui.new_workshop import draw_new_workshop, follow_made
from pages.ui.parts import choose_part
from pages.ui.studied_card import draw_studied_card
from pages.ui.words import _
from pages.ui.workshop_card import draw_card


def main() -> None:
    """Load the shelf that was chosen, then draw it."""
    who = require_account()
    follow_made()
    draw_account_bar(who, here="workshops")
    if who.role == Role.DESIGNER:
        _studied_alone(who)
        return
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="workshops-top"
    ):
        st.title(_("Workshops"), anchor=False)
        draw_new_workshop(who)
    say_outcome()
    shelf = _shelf()
    with reading() as session:
        cards = workshops_of(session, who.actor, archived=shelf == "archived", deleted=shelf == "deleted")
        studying = only_studied(session, who.actor) if shelf == "current" else []
    for card in cards:
        draw_card(who, card)
    for workshop in studying:
        draw_studied_card(workshop)
    if not cards and not studying:
        _empty(shelf)
    if shelf == "current" and not any(card.demo for card in cards):
        _demo(who)


def _studied_alone(who: AccountIdentity) -> None:
    """What a designer sees: the workshops to study, and nothing to run."""
    st.title(_("Workshops"), anchor=False)
    say_outcome()
    with reading() as session:
        studying = only_studied(session, who.actor)
    for workshop in studying:
        draw_studied_card(workshop)
    if not studying:
        with st.container(border=True, key="workshops-empty"):
            st.header(_("Nothing to study yet"), anchor=False)
            st.write(
                _(
                    "Workshops appear here once their facilitator has added you as a designer, "
                    "on the page Prepare, among the settings."
                )
            )


def _shelf() -> str:
    names = {"current": _("Current"), "archived": _("Archived"), "deleted": _("Bin")}
    return choose_part(_("Show"), names, key="workshops-shelf")


def _empty(shelf: str) -> None:
    if shelf != "current":
        st.write(_("Nothing here."))
        return
    with st.container(border=True, key="workshops-empty"):
        st.header(_("Your first workshop"), anchor=False)
        st.write(
            _(
                "Workshops you prepare appear here. Start with a new one, or try the app with a demo "
                "workshop and rehearse it with simulated participants."
            )
        )


def _demo(who: AccountIdentity) -> None:
    st.button(
        _("Load the demo workshops"),
        key="workshops-demo",
        icon=":material/play_lesson:",
        help=_("One to rehearse in from the start, one played through to look at."),
        on_click=act(load_demos, done=_("The demo workshops are ready."), actor=who.actor),
    )


main()
