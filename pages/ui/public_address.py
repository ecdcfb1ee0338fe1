"""The way from a published concept to the page that everybody can read."""

import streamlit as st

from db.session import reading
from facilitation.library.public import is_public
from facilitation.studio.concept_views import ConceptView
from pages.ui.words import _


def draw_public_address(concept: ConceptView) -> None:
    """A link to the concept's public page, where there is one."""
    with reading() as session:
        public = is_public(session, concept.slug)
    if public:
        st.link_button(
            _("Public page"), f"/concepts/{concept.slug}", icon=":material/public:", key="concept-public"
        )
