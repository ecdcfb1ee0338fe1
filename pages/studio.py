"""The studio: a workshop's material, the boards it is sorted on, and the concepts written from it."""

import streamlit as st

from db.session import reading
from facilitation.studio.studied import studied
from facilitation.tickets import studying
from pages.studio_parts import PARTS
from pages.ui.account_bar import draw_account_bar
from pages.ui.actions import say_outcome
from pages.ui.channel import channel
from pages.ui.identity import require_account
from pages.ui.parts import choose_part
from pages.ui.pulse import pulse
from pages.ui.words import _, safe
from pages.ui.workshop_links import chosen_workshop, draw_study_links


def main() -> None:
    """Load the workshop, then draw the part that was chosen."""
    who = require_account()
    workshop_id = chosen_workshop()
    live = channel(studying(who, workshop_id))
    with reading() as session:
        workshop = studied(session, actor=who.actor, workshop_id=workshop_id)
    draw_account_bar(who, here="studio")
    st.title(safe(workshop.theme), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="studio-top"):
        part = _part()
        st.space("stretch")
        draw_study_links(workshop, here="studio")
    pulse(live, *PARTS[part].topics, key="pulse-studio")
    say_outcome()
    PARTS[part].draw(who, workshop_id)


def _part() -> str:
    names = {"material": _("The material"), "boards": _("Boards"), "concepts": _("Concepts")}
    return choose_part(_("Part of the studio"), names, key="studio-part")


main()
