"""A concept as it is read: field by field, each statement with the words it rests on."""

from itertools import groupby

import streamlit as st

from facilitation.library.public import PublicConcept, PublicInitiative
from facilitation.studio.concept_views import CitationView, ConceptView, StatementView
from facilitation.studio.words import FIELD_NAMES
from hours import local
from pages.studio_parts.concept_statement import draw_trail_link, signature
from pages.ui.words import _, day, ngettext, number, safe


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


def draw_reading(concept: ConceptView, *, trails: bool, told: PublicConcept | None = None) -> None:
    """The concept sheet; `trails` leads from every citation to its trail, `told` says where it comes from."""
    with st.container(key="concept-sheet", gap="medium"):
        if not trails:
            st.title(safe(concept.title), anchor=False)
        if told is not None:
            _draw_origin(told)
        for field, statements in groupby(concept.statements, key=lambda one: one.field):
            with st.container(key=f"concept-read-{field}", gap="small"):
                st.header(_(FIELD_NAMES[field]), anchor=False)
                for statement in statements:
                    _draw_statement(statement, trails)
        if not concept.statements:
            st.info(_("Nothing is stated yet."))
        if told is not None and told.initiatives:
            with st.container(key="concept-read-initiatives", gap="small"):
                st.header(_("The initiatives it comes from"), anchor=False)
                for one in told.initiatives:
                    _draw_initiative(one)


def _draw_origin(told: PublicConcept) -> None:
    """The workshop, who organised it, and since when the concept is published."""
    with st.container(key="concept-origin", gap="xsmall"):
        if told.demo:
            st.badge(_("Demonstration: a fictitious workshop"), color="violet")
        st.text(" · ".join(filter(None, (told.theme, told.organiser, told.place, day(told.date)))))
        published_at = told.concept.published_at
        if published_at is not None:
            st.caption(
                _("Published on {day}, version {number}").format(
                    day=day(local(published_at, told.time_zone).date()), number=number(told.concept.number)
                )
            )


def _draw_initiative(one: PublicInitiative) -> None:
    """An initiative that contributions are about, and what the vote said of it."""
    with st.container(gap=None, key=f"concept-initiative-{one.id}"):
        st.text(one.title)
        facts = [one.territory, _("Fictitious") if one.fictitious else ""]
        if one.dots is not None:
            facts += [ngettext("{n} dot", "{n} dots", one.dots)]
        if one.territories is not None:
            facts += [ngettext("support from {n} territory", "support from {n} territories", one.territories)]
        facts += [_("kept by the room") if one.kept else ""]
        st.caption(safe(" · ".join(filter(None, facts))))


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
