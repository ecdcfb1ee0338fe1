"""A concept as it is read: field by field, each statement with the words it rests on."""

from itertools import groupby

import streamlit as st

from facilitation.studio.concept_views import CitationView, ConceptView, StatementView
from facilitation.studio.words import FIELD_NAMES
from pages.studio_parts.concept_statement import draw_trail_link, signature
from pages.ui.words import ZONE, _, day, number, safe


def draw_draft_note(written: ConceptView, shown: ConceptView | None) -> None:
    """Say which version is read, where that is not the one that is written."""
    if shown is None:
        st.info(_("This is the draft. Nobody but the designers can read it."), icon=":material/edit_note:")
    elif shown.number != written.number:
        st.info(
            _("This is what everybody reads: version {number}. What was changed since is not in it.").format(
                number=number(shown.number)
            ),
            icon=":material/public:",
        )


def draw_reading(concept: ConceptView, *, trails: bool) -> None:
    """The concept sheet; `trails` leads from every citation to its trail."""
    with st.container(key="concept-sheet", gap="medium"):
        if not trails:
            st.title(safe(concept.title), anchor=False)
        if concept.published_at is not None:
            st.caption(
                _("Published on {day}, version {number}").format(
                    day=day(concept.published_at.astimezone(ZONE).date()), number=number(concept.number)
                )
            )
        for field, statements in groupby(concept.statements, key=lambda one: one.field):
            with st.container(key=f"concept-read-{field}", gap="small"):
                st.header(_(FIELD_NAMES[field]), anchor=False)
                for statement in statements:
                    _draw_statement(statement, trails)
        if not concept.statements:
            st.info(_("Nothing is stated yet."))


def _draw_statement(statement: StatementView, trails: bool) -> None:
    with st.container(key=f"concept-said-{statement.id}", gap="xsmall"):
        st.text(statement.text)
        if statement.uncited:
            st.caption(_("The contributions that this rested on were withdrawn."))
        for citation in statement.citations:
            _draw_citation(statement, citation, trails)


def _draw_citation(statement: StatementView, citation: CitationView, trails: bool) -> None:
    with st.container(horizontal=True, key=f"quoted-{statement.id}-{citation.post_id}", gap="small"):
        with st.container(gap=None, width="stretch"):
            st.text(_("“{text}”").format(text=citation.text))
            st.caption(safe(signature(citation)))
        if trails:
            draw_trail_link(citation, key=f"concept-quote-trail-{statement.id}-{citation.post_id}")
