"""The concepts of a workshop, in the studio."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity, workshop_studied_by
from facilitation.studio.concept_views import concepts_of
from pages.ui.words import safe


def draw(who: AccountIdentity, workshop_id: int) -> None:
    """Every concept that is being written, or published."""
    with reading() as session:
        workshop_studied_by(session, who.id, workshop_id)
        found = concepts_of(session, workshop_id)
    for concept in found:
        with st.container(border=True, key=f"concept-{concept.id}"):
            st.subheader(safe(concept.title), anchor=False)
