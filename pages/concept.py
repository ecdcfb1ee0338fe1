"""One concept: written by those who study its workshop, read by everybody with an account once published."""

import streamlit as st

from db.session import Session, reading
from facilitation.access import AccountIdentity
from facilitation.errors import NotFound
from facilitation.library.public import PublicConcept, concept_for_accounts
from facilitation.studio.comments import comments
from facilitation.studio.concept_views import ConceptView
from facilitation.studio.concepts import concept
from facilitation.studio.studied import studied
from facilitation.tickets import studying
from pages.studio_parts.concept_citing import draw_citing
from pages.studio_parts.concept_comments import Talk
from pages.studio_parts.concept_editor import draw_editor
from pages.studio_parts.concept_reading import draw_draft_note, draw_reading
from pages.studio_parts.concept_title import draw_actions, draw_title
from pages.studio_parts.concept_versions import draw_versions
from pages.ui.account_bar import draw_account_bar
from pages.ui.actions import say_outcome
from pages.ui.channel import channel
from pages.ui.identity import require_account
from pages.ui.interest import draw_interests
from pages.ui.parts import choose_part
from pages.ui.public_address import draw_public_address
from pages.ui.pulse import pulse
from pages.ui.words import _
from pages.ui.workshop_links import MOST_DIGITS, draw_study_links


def main() -> None:
    """Load the concept as far as this account may know it, then draw it."""
    who = require_account()
    draw_account_bar(who, here="concept")
    concept_id = _named()
    with reading() as session:
        shown = _published(session, concept_id)
        written = _written(session, who, concept_id)
    if written is not None:
        _draw_for_designers(who, written, shown)
    elif shown is not None:
        draw_reading(shown.concept, trails=False, told=shown)
        draw_public_address(shown.concept)
        draw_interests(who, shown.concept.id)
    else:
        say_outcome()
        st.info(_("There is no such concept, or it is not published."), icon=":material/lock:")
        st.page_link("home.py", label=_("Go to the home page"), icon=":material/arrow_back:")


def _draw_for_designers(who: AccountIdentity, written: ConceptView, shown: PublicConcept | None) -> None:
    live = channel(studying(who, written.workshop_id))
    with reading() as session:
        workshop = studied(session, actor=who.actor, workshop_id=written.workshop_id)
        written = concept(session, actor=who.actor, concept_id=written.id)
        talk = Talk(who, written.id, comments(session, actor=who.actor, concept_id=written.id))
    pulse(live, "studio", "material", "concepts", key="pulse-concept")
    draw_title(written)
    with st.container(horizontal=True, vertical_alignment="center", key="concept-top"):
        part = _part()
        st.space("stretch")
        draw_study_links(workshop, here="concept")
    with st.container(key="concept-outcome"):  # nothing below moves when something is said
        say_outcome()
    if part == "write":
        draw_actions(who, written)
        beside, text = st.columns([0.45, 0.55], gap="medium")
        with text:
            draw_editor(who, written, talk)
        with beside:
            draw_citing(who, written)
    elif part == "read":
        draw_draft_note(written, shown.concept if shown else None)
        draw_reading(shown.concept if shown else written, trails=True, told=shown)
        if shown is not None:
            draw_public_address(shown.concept)
            draw_interests(who, shown.concept.id)
    else:
        draw_versions(who, written)


def _part() -> str:
    names = {"write": _("Write"), "read": _("Read"), "versions": _("Versions")}
    return choose_part(_("What to do with the concept"), names, key="concept-part")


def _named() -> int | None:
    named = st.query_params.get("concept", "")
    return int(named) if named.isdecimal() and len(named) <= MOST_DIGITS else None


def _published(session: Session, concept_id: int | None) -> PublicConcept | None:
    try:
        return concept_for_accounts(session, concept_id) if concept_id is not None else None
    except NotFound:
        return None


def _written(session: Session, who: AccountIdentity, concept_id: int | None) -> ConceptView | None:
    try:
        return concept(session, actor=who.actor, concept_id=concept_id) if concept_id is not None else None
    except NotFound:
        return None


main()
