"""One initiative in the library: what resembles it, what stood in its way, what was said of it."""

from dataclasses import replace
from typing import Any

import streamlit as st

from db.session import Session, reading
from facilitation.access import AccountIdentity
from facilitation.conditions import conditions_followed
from facilitation.errors import NotFound
from facilitation.library.conditions import Conditions, conditions
from facilitation.library.search import Filters, Found, Hit, Kind, search
from facilitation.library.similar import initiative, similar
from pages.library_parts.cards import card_of, carried_by, condition_cards, workshop_of
from pages.stages.conditions import draw_conditions
from pages.ui.actions import say_outcome
from pages.ui.surfaces.found import Card, found
from pages.ui.words import _, safe

BARE: dict[str, Any] = {"kind": "", "title": (), "facts": "", "badges": ()}
"""Of a card about the initiative that the page is about: all that the page says already."""


def draw_sheet(who: AccountIdentity, initiative_id: int) -> None:
    """Load the initiative and everything about it, then draw it."""
    with reading() as session:
        whole = _whole(session, who, initiative_id)
    st.button(
        _("Back to the search"),
        key="library-back",
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=_leave,
    )
    if whole is None:
        st.info(_("There is no such initiative in the library."), icon=":material/lock:")
        return
    shared, alike, met, said = whole
    _draw_initiative(shared)
    _draw_similar(alike)
    _draw_conditions(met)
    _draw_following(who, initiative_id)
    _draw_said(said)


def open_initiative(initiative_id: int) -> None:
    """Show an initiative in place of the search, which waits as it is."""
    st.session_state.pop("library-said-page", None)
    st.query_params["initiative"] = str(initiative_id)


def _leave() -> None:
    st.query_params.pop("initiative", None)


def _whole(
    session: Session, who: AccountIdentity, initiative_id: int
) -> tuple[Hit, tuple[Hit, ...], Conditions, Found] | None:
    about = Filters(initiative_id=initiative_id)
    said = Filters(initiative_id=initiative_id, kind=Kind.post)
    page = int(st.session_state.get("library-said-page", 1))
    try:
        return (
            initiative(session, actor=who.actor, initiative_id=initiative_id),
            similar(session, actor=who.actor, initiative_id=initiative_id),
            conditions(session, actor=who.actor, chosen=about),
            search(session, actor=who.actor, chosen=said, page=page),
        )
    except NotFound:
        return None


def _draw_initiative(shared: Hit) -> None:
    st.title(safe(shared.initiative), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="library-sheet-facts"):
        if shared.demo:
            st.badge(_("Demo"), color="violet")
        if shared.fictitious:
            st.badge(_("Fictitious"), color="gray")
        st.text(" · ".join(filter(None, (shared.source, workshop_of(shared.theme, shared.date)))))
    with st.container(key="library-sheet-text"):
        for piece in shared.excerpt:
            st.text(piece.text)
    facts = " · ".join(filter(None, (carried_by(shared), ", ".join(shared.tags))))
    if facts:
        st.caption(safe(facts))


def _draw_similar(alike: tuple[Hit, ...]) -> None:
    st.header(_("Similar initiatives"), anchor=False)
    if alike:
        _cards([card_of(hit) for hit in alike], _("Similar initiatives"), "library-similar")
    else:
        st.text(_("Nothing else in the library resembles it yet."))


def _draw_conditions(met: Conditions) -> None:
    st.header(_("Conditions that were met"), anchor=False)
    if met.met:
        cards = [replace(card, **BARE) for card in condition_cards(met.met)]
        _cards(cards, _("Conditions that were met"), "library-sheet-conditions")
    else:
        st.text(_("No territory set a condition for it."))


def _draw_following(who: AccountIdentity, initiative_id: int) -> None:
    """For who runs the workshop: who lifts each condition, by when, and whether it is done."""
    say_outcome()
    try:
        with reading() as session:
            lines = conditions_followed(session, actor=who.actor, initiative_id=initiative_id)
    except NotFound:
        return
    if lines:
        with st.expander(_("Follow these conditions"), icon=":material/checklist:", key="library-following"):
            draw_conditions(lines, who.actor, key="followed")


def _draw_said(said: Found) -> None:
    st.header(_("What was said of it"), anchor=False)
    if not said.hits:
        st.text(_("No group took it apart."))
        return
    cards = [replace(card_of(hit), about="", facts="", badges=()) for hit in said.hits]
    _cards(cards, _("What was said of it"), "library-said")
    draw_pages(said.pages, "library-said-page")


def _cards(cards: list[Card], label: str, key: str) -> None:
    found(cards, label=label, key=key, on_open=open_initiative)


def draw_pages(pages: int, key: str) -> None:
    """The way to the other pages, where there are some."""
    if pages > 1:
        with st.container(horizontal_alignment="center", key=f"{key}-places"):
            st.pagination(pages, key=key, persist_state="page")
