"""The head of a concept: its title, its state, and what is done with it as a whole."""

from typing import Any

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.studio.concept_views import ConceptView
from facilitation.studio.concepts import TITLE_LIMIT, delete_concept, rename_concept, restore_concept
from facilitation.studio.publishing import publish, withdraw
from pages.studio_parts.concept_state import draw_state
from pages.ui.actions import Undo, act, act_now
from pages.ui.confirm import ask_once
from pages.ui.words import _, number, safe


def draw_title(concept: ConceptView) -> None:
    """The title, and how far the concept is."""
    with st.container(horizontal=True, vertical_alignment="center", key="concept-head"):
        st.title(safe(concept.title), anchor=False, width="content")
        draw_state(concept)


def draw_actions(who: AccountIdentity, concept: ConceptView) -> None:
    """Publish, withdraw, rename, delete."""
    with st.container(horizontal=True, vertical_alignment="center", key="concept-actions"):
        if concept.published_number != concept.number:
            _draw_what_is_missing(concept)
            ask_once(
                _("Publish the changes") if concept.published_number else _("Publish"),
                _(
                    "Every account can then read this concept with the contributions that it cites, "
                    "signed as their authors consented; where the administrators allow it, everybody can."
                ),
                on_yes=act(
                    publish, done=_("The concept is published."), actor=who.actor, concept_id=concept.id
                ),
                key="concept-publish",
                icon=":material/public:",
                kind="primary",
            )
        if concept.published_number:
            ask_once(
                _("Withdraw"),
                _("Nobody but the designers can read it any more. It can be published again."),
                on_yes=act(
                    withdraw, done=_("The concept is withdrawn."), actor=who.actor, concept_id=concept.id
                ),
                key="concept-withdraw",
                icon=":material/visibility_off:",
            )
        with st.popover(_("Rename"), icon=":material/edit:", key="concept-rename-ask"):
            _draw_renaming(who, concept)
        its: dict[str, Any] = {"actor": who.actor, "concept_id": concept.id}
        st.button(
            _("Delete"),
            key="concept-delete",
            icon=":material/delete:",
            type="tertiary",
            on_click=act(
                delete_concept, undo=Undo(_("The concept is deleted."), restore_concept, its), **its
            ),
        )


def _draw_what_is_missing(concept: ConceptView) -> None:
    """What keeps it from being published now."""
    if not concept.statements:
        missing = _("Not ready to publish: nothing is stated yet")
    elif concept.uncited:
        places = ", ".join(map(number, concept.uncited))
        missing = _("Not ready to publish: no contribution is cited by statement {places}").format(
            places=places
        )
    else:
        return
    st.badge(missing, icon=":material/pending_actions:", color="orange")


def _draw_renaming(who: AccountIdentity, concept: ConceptView) -> None:
    key = f"concept-rename-{concept.id}-{concept.version}"
    with st.form(f"{key}-form", border=False):
        st.text_input(_("Title"), concept.title, max_chars=TITLE_LIMIT, key=key)
        st.form_submit_button(_("Rename"), key=f"{key}-save", on_click=_rename, args=(who, concept, key))


def _rename(who: AccountIdentity, concept: ConceptView, key: str) -> None:
    act_now(
        rename_concept,
        actor=who.actor,
        concept_id=concept.id,
        title=str(st.session_state[key]),
        version=concept.version,
    )
