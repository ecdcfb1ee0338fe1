"""One statement of a concept: its words, what it rests on, and what can be done with it."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.studio.citations import uncite
from facilitation.studio.concept_views import CitationView, ConceptView, StatementView
from facilitation.studio.statements import (
    ConceptField,
    move_statement,
    remove_statement,
    restore_statement,
)
from facilitation.studio.words import FIELD_NAMES
from pages.studio_parts.concept_citing import ask
from pages.studio_parts.concept_comments import Talk, draw_talk
from pages.studio_parts.concept_rewording import draw_rewording, is_reworded, reword
from pages.ui.actions import Undo, act, act_now, say_aside
from pages.ui.terms import signed, term
from pages.ui.words import _, ngettext, number, safe

END = 1000
"""A place beyond every other one."""


@dataclass(frozen=True)
class Place:
    """Where a statement stands: its number in the concept, its place in the field, whether it is the last."""

    number: int
    at: int
    last: bool


def draw_statement(
    who: AccountIdentity, concept: ConceptView, statement: StatementView, place: Place, talk: Talk
) -> None:
    """The statement in its frame."""
    name = f"statement-{statement.id}"
    with st.container(border=True, key=name, gap="small"):
        if is_reworded(statement.id):
            draw_rewording(who, statement.id, statement)
        else:
            with st.container(horizontal=True, key=f"{name}-said"):
                st.text(f"{number(place.number)}.", width="content")
                st.text(statement.text, width="stretch")
        _draw_citations(who, statement)
        with st.container(horizontal=True, vertical_alignment="center", key=f"{name}-acts"):
            _draw_acts(who, statement, place, talk)
        if st.session_state.get(f"{name}-talk"):
            draw_talk(talk, statement.id)


def signature(citation: CitationView) -> str:
    """Who said it, and where it stood, as far as that may be told."""
    section = f"{term(citation.section)} → {citation.target}" if citation.target else term(citation.section)
    table = _("Table {number}").format(number=citation.group)
    kind = "" if citation.verbatim else term("reworded")
    by = signed(citation.credit) or _("Anonymous")
    return " · ".join(filter(None, (by, section, citation.initiative, table, kind)))


def _draw_citations(who: AccountIdentity, statement: StatementView) -> None:
    if statement.uncited:
        st.badge(_("Cites no contribution yet"), icon=":material/warning:", color="red")
    for citation in statement.citations:
        name = f"citation-{statement.id}-{citation.post_id}"
        with st.container(horizontal=True, key=f"cited-{statement.id}-{citation.post_id}", gap="small"):
            with st.container(gap=None, width="stretch"):
                st.text(citation.text)
                st.caption(safe(signature(citation)))
            draw_trail_link(citation, key=f"{name}-trail")
            st.button(
                _("Take out"),
                key=f"{name}-out",
                icon=":material/close:",
                type="tertiary",
                help=_("Cite contribution {number} no longer").format(number=citation.post_id),
                on_click=act(uncite, actor=who.actor, statement_id=statement.id, post_ids=[citation.post_id]),
            )


def draw_trail_link(citation: CitationView, *, key: str) -> None:
    """The number of a contribution, which leads to its trail in a tab of its own."""
    st.link_button(
        _("Where no. {number} comes from").format(number=citation.post_id),
        f"/trail?post={citation.post_id}",
        icon=":material/account_tree:",
        type="tertiary",
        key=key,
    )


def _draw_acts(who: AccountIdentity, statement: StatementView, place: Place, talk: Talk) -> None:
    name = f"statement-{statement.id}"
    st.button(
        _("Cite"),
        key=f"{name}-cite",
        icon=":material/format_quote:",
        type="secondary" if statement.uncited else "tertiary",
        on_click=ask,
        args=(statement.id,),
    )
    st.button(
        _("Reword"),
        key=f"{name}-edit",
        icon=":material/edit:",
        type="tertiary",
        disabled=is_reworded(statement.id),
        on_click=reword,
        args=(statement,),
    )
    waiting = talk.open(statement.id)
    st.button(
        ngettext("{n} comment", "{n} comments", waiting) if waiting else _("Comment"),
        key=f"{name}-talk-show",
        icon=":material/forum:",
        type="tertiary",
        on_click=_turn,
        args=(f"{name}-talk",),
    )
    with st.popover(_("More"), icon=":material/more_horiz:", type="tertiary", key=f"{name}-more"):
        _draw_more(who, statement, place)


def _draw_more(who: AccountIdentity, statement: StatementView, place: Place) -> None:
    name = f"statement-{statement.id}"
    its: dict[str, Any] = {"actor": who.actor, "statement_id": statement.id}
    field = ConceptField(statement.field)
    for label, icon, way, to, off in (
        (_("Move up"), ":material/arrow_upward:", "up", place.at - 1, place.at == 0),
        (_("Move down"), ":material/arrow_downward:", "down", place.at + 1, place.last),
    ):
        st.button(
            label,
            key=f"{name}-{way}",
            icon=icon,
            type="tertiary",
            disabled=off,
            on_click=act(move_statement, field=field, place=to, **its),
        )
    st.selectbox(
        _("Field"),
        list(ConceptField),
        index=list(ConceptField).index(field),
        format_func=lambda one: _(FIELD_NAMES[one]),
        key=f"{name}-field-{field.value}",
        on_change=_move_to,
        args=(its, f"{name}-field-{field.value}"),
    )
    st.button(
        _("Remove"),
        key=f"{name}-remove",
        icon=":material/delete:",
        type="tertiary",
        on_click=act(
            remove_statement, undo=Undo(_("The statement is removed."), restore_statement, its), **its
        ),
    )


def _move_to(its: dict[str, Any], key: str) -> None:
    field = ConceptField(st.session_state[key])
    act_now(move_statement, field=field, place=END, **its)
    say_aside()


def _turn(name: str) -> None:
    st.session_state[name] = not st.session_state.get(name)
