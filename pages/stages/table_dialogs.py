"""Entering a post for somebody without a device, or from a sheet of paper."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from db.session import reading
from facilitation.decomposition import DECOMPOSITION, Section, write_post
from facilitation.perspective import PERSPECTIVE, decomposed, perspective, write_perspective_post
from pages.stages.context import ConsoleContext
from pages.stages.post_form import choose_section, chosen_section, empty_when_written, fields, submit, written
from pages.stages.seating import forget
from pages.ui.actions import act_now, say_outcome
from pages.ui.terms import term
from pages.ui.words import _

PAPER = 0


def draw_post_entry(context: ConsoleContext, rows: list[dict[str, Any]], work: str) -> None:
    """The table, who said it, and the post itself."""
    st.dialog(_("Enter a post"), width="large", on_dismiss=forget)(_entry)(context, rows, work)


def _entry(context: ConsoleContext, rows: list[dict[str, Any]], work: str) -> None:
    say_outcome("entry")
    names = {
        row["id"]: _("Table {number} · {initiative}").format(
            number=row["number"], initiative=row["initiative"]
        )
        for row in rows
    }
    group_id = st.selectbox(
        _("For which table"), list(names), format_func=names.__getitem__, key="entry-table"
    )
    members = next(row["members"] for row in rows if row["id"] == group_id)
    authors = {PAPER: _("Nobody in particular (a sheet of paper)")}
    authors |= {one["id"]: one["name"] for one in members}
    sections = DECOMPOSITION if work == "canvas" else PERSPECTIVE
    section = choose_section("entry", sections)
    with st.form("entry", enter_to_submit=False):
        st.selectbox(
            _("Who said it"),
            list(authors),
            format_func=lambda person_id: authors.get(person_id, ""),
            key="entry-author",
        )
        if work == "perspective":
            _choose_target(group_id)
        fields("entry", section)
        submit("entry", lambda: _enter(context, group_id, sections))


def _choose_target(group_id: int) -> None:
    with reading() as session:
        names = {one.id: one.name for one in perspective(session, group_id).territories}
        about = {one.id: f"{term(one.section)} · {one.text}" for one in decomposed(session, group_id)}
    st.selectbox(
        _("For which territory"),
        list(names),
        format_func=lambda territory_id: names.get(territory_id, ""),
        key="entry-territory",
    )
    st.multiselect(
        _("Which posts is it about?"),
        list(about),
        format_func=lambda post_id: about.get(post_id, ""),
        placeholder=_("Choose what your table has taken apart"),
        select_all=False,
        key="entry-about",
    )


def _enter(context: ConsoleContext, group_id: int, sections: Sequence[Section]) -> None:
    state, section = st.session_state, chosen_section("entry", sections)
    whose = {
        "actor": context.account.actor.acting_for(state.get("entry-author") or None),
        "group_id": group_id,
        "section": section,
        **written("entry"),
    }
    if section in DECOMPOSITION:
        resource = state.get("entry-resource") if section == Section.resources else None
        act_now(write_post, done=_("The post is on the canvas."), resource=resource, **whose)
    else:
        act_now(
            write_perspective_post,
            done=_("The post is on the canvas."),
            territory_id=state.get("entry-territory"),
            about=list(state.get("entry-about") or []),
            **whose,
        )
    empty_when_written("entry")
