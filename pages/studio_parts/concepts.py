"""The concepts of a workshop, in the studio: begun here, each written on a page of its own."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity, workshop_studied_by
from facilitation.studio.concept_views import ConceptView, concepts_of
from facilitation.studio.concepts import TITLE_LIMIT, create_concept, deleted_concepts, restore_concept
from pages.studio_parts.concept_state import draw_state
from pages.ui.actions import act, act_now
from pages.ui.words import _, ngettext, safe


def draw(who: AccountIdentity, workshop_id: int) -> None:
    """Every concept that is being written, or published, and what begins one."""
    with reading() as session:
        workshop_studied_by(session, who.actor, workshop_id)
        found = concepts_of(session, workshop_id)
        deleted = deleted_concepts(session, actor=who.actor, workshop_id=workshop_id)
    _draw_new(who, workshop_id)
    for concept in found:
        _draw_card(concept)
    if not found:
        st.info(
            _(
                "No concept yet. Name one above, then write it statement by statement: each one "
                "says which contributions it rests on."
            )
        )
    if deleted:
        _draw_deleted(who, deleted)


def _draw_new(who: AccountIdentity, workshop_id: int) -> None:
    form = st.form("concept-new", enter_to_submit=True, clear_on_submit=True, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Title of a new concept"), max_chars=TITLE_LIMIT, key="concept-new-title", width="stretch"
        )
        st.form_submit_button(
            _("Begin a concept"),
            key="concept-new-save",
            type="primary",
            icon=":material/add:",
            on_click=_begin,
            args=(who, workshop_id),
        )


def _begin(who: AccountIdentity, workshop_id: int) -> None:
    act_now(
        create_concept,
        done=_("The concept is begun."),
        actor=who.actor,
        workshop_id=workshop_id,
        title=str(st.session_state["concept-new-title"]),
    )


def _draw_card(concept: ConceptView) -> None:
    with st.container(border=True, key=f"concept-card-{concept.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(
                "concept.py",
                label=safe(concept.title),
                icon=":material/lightbulb:",
                query_params={"concept": str(concept.id)},
            )
            draw_state(concept)
        pitch = next((one.text for one in concept.statements if one.field == "pitch"), "")
        if pitch:
            st.text(pitch)
        cited = {citation.post_id for one in concept.statements for citation in one.citations}
        st.caption(
            " · ".join(
                (
                    ngettext("{n} statement", "{n} statements", len(concept.statements)),
                    ngettext("{n} contribution cited", "{n} contributions cited", len(cited)),
                )
            )
        )


def _draw_deleted(who: AccountIdentity, deleted: tuple[ConceptView, ...]) -> None:
    with st.expander(_("Deleted concepts"), icon=":material/delete:", key="concepts-deleted"):
        for concept in deleted:
            with st.container(horizontal=True, vertical_alignment="center", key=f"deleted-{concept.id}"):
                st.text(concept.title, width="stretch")
                st.button(
                    _("Bring back"),
                    key=f"concept-restore-{concept.id}",
                    icon=":material/undo:",
                    on_click=act(
                        restore_concept, done=_("It is back."), actor=who.actor, concept_id=concept.id
                    ),
                )
