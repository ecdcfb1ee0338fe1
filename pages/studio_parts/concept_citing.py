"""Citing: contributions picked from the material, or typed by number, for one statement."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.studio.citations import cite
from facilitation.studio.concept_views import ConceptView
from facilitation.studio.material import Choices, Chosen, Material, MaterialPage, material
from pages.ui.actions import act_now, say_outcome, succeeded
from pages.ui.terms import signed, term
from pages.ui.words import _, ngettext, number, safe

ASKED = "concept-cite"
PICKED = "concept-cite-picked"
PAGE = "concept-cite-page"
FILTERS = ("text", "initiative", "section", "tag", "uncited")

Choice = TypeVar("Choice", int, str)


def ask(statement_id: int) -> None:
    """Open the material for a statement at the end of this run."""
    st.session_state[ASKED] = statement_id
    st.session_state[PICKED] = []
    st.session_state[PAGE] = 0


def open_asked(who: AccountIdentity, concept: ConceptView) -> None:
    """Open the material if somebody asked for it."""
    asked = st.session_state.get(ASKED)
    statement = next((one for one in concept.statements if one.id == asked), None)
    if statement is None:
        _forget()
        return
    cited = {one.post_id for one in statement.citations}
    st.dialog(_("Cite contributions"), width="large", on_dismiss=_forget)(_pick)(
        who, concept.workshop_id, statement.id, statement.text, cited
    )


def _forget() -> None:
    st.session_state.pop(ASKED, None)


def _pick(who: AccountIdentity, workshop_id: int, statement_id: int, text: str, cited: set[int]) -> None:
    if ASKED not in st.session_state:
        st.rerun()
    say_outcome("cite")
    st.text(text)
    with reading() as session:
        found = material(
            session, actor=who.actor, workshop_id=workshop_id, chosen=_chosen(), page=st.session_state[PAGE]
        )
    _draw_filters(found.choices)
    with st.container(height=200, key="concept-cite-list", gap="small"):
        for post in found.posts:
            _draw_choice(post, post.id in cited)
    _draw_pages(found)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Or type numbers of contributions"),
            placeholder="12, 45",
            key="concept-cite-numbers",
            width="stretch",
        )
        st.button(
            _("Cite these contributions"),
            key="concept-cite-save",
            type="primary",
            icon=":material/format_quote:",
            on_click=_cite,
            args=(who, statement_id),
        )


def _chosen() -> Chosen:
    """What the filters say; they are drawn after the material, which says what there is to choose."""
    said = {name: st.session_state.get(f"concept-cite-{name}") for name in FILTERS}
    return Chosen(**{name: value for name, value in said.items() if value})


def _draw_filters(there: Choices) -> None:
    """Words, an initiative, a section, a tag, or what nothing cites yet."""
    st.text_input(
        _("Search the material"),
        placeholder=_("Words, or a number"),
        key="concept-cite-text",
        on_change=_first_page,
    )
    initiative, section, tag, free = st.columns(4, vertical_alignment="bottom")
    with initiative:
        _choose(_("Initiative"), dict(there.initiatives), "initiative")
    with section:
        _choose(_("Section"), {one: term(one) for one in there.sections}, "section")
    with tag:
        _choose(_("Tag"), {one: one for one in there.tags}, "tag")
    free.toggle(_("Only what no concept cites"), key="concept-cite-uncited", on_change=_first_page)


def _choose(label: str, names: Mapping[Choice, str], name: str) -> None:
    st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda one: names.get(one, ""),
        placeholder=_("All"),
        key=f"concept-cite-{name}",
        on_change=_first_page,
    )


def _draw_choice(post: Material, cited: bool) -> None:
    by = signed(post.credit) or _("Anonymous")
    section = f"{term(post.section)} → {post.target}" if post.target else term(post.section)
    table = _("Table {number}").format(number=post.group)
    with st.container(key=f"concept-cite-{post.id}", gap=None):
        st.checkbox(
            safe(post.text),
            value=cited or post.id in st.session_state[PICKED],
            disabled=cited,
            key=f"concept-cite-post-{post.id}",
            on_change=_turn,
            args=(post.id,),
        )
        st.caption(safe(f"#{post.id} · {by} · {section} · {post.initiative} · {table}"))


def _turn(post_id: int) -> None:
    picked: list[int] = st.session_state[PICKED]
    if post_id in picked:
        picked.remove(post_id)
    else:
        picked.append(post_id)


def _draw_pages(found: MaterialPage) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        count = ngettext("{n} contribution found", "{n} contributions found", found.found)
        numbers = ", ".join(f"#{one}" for one in st.session_state[PICKED])
        st.text(count, width="content")
        st.text(_("Picked: {numbers}").format(numbers=numbers) if numbers else "", width="stretch")
        if found.pages > 1:
            st.button(
                _("Previous"),
                key="concept-cite-before",
                disabled=found.page == 0,
                on_click=_go,
                args=(found.page - 1,),
            )
            where = _("Page {page} of {pages}").format(page=number(found.page + 1), pages=number(found.pages))
            st.text(where, width="content")
            st.button(
                _("Next"),
                key="concept-cite-after",
                disabled=found.page == found.pages - 1,
                on_click=_go,
                args=(found.page + 1,),
            )


def _go(page: int) -> None:
    st.session_state[PAGE] = page


def _first_page() -> None:
    _go(0)


def _cite(who: AccountIdentity, statement_id: int) -> None:
    act_now(
        cite,
        actor=who.actor,
        statement_id=statement_id,
        post_ids=list(st.session_state[PICKED]),
        numbers=str(st.session_state["concept-cite-numbers"]),
    )
    if succeeded():
        st.session_state["concept-cite-numbers"] = ""
        _forget()
