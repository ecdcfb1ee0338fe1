"""Contributions that say nearly the same, to be gathered at a click; nothing is gathered by itself."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.likeness.comparing import Likeness
from facilitation.studio.alike import Suggestion, alike, suggest_again, suggestions, tell_apart
from facilitation.studio.boards import BoardView
from facilitation.studio.clusters import create_cluster
from pages.ui.actions import Undo, act
from pages.ui.alike import said_of
from pages.ui.words import _, ngettext

NAME = 60
"""Characters of a suggested name."""


def draw_suggestions(who: AccountIdentity, mine: BoardView) -> None:
    """What is nearly the same on this board, and what was found when somebody looked everywhere."""
    everywhere = bool(st.session_state.get(_everywhere(mine)))
    with reading() as session:
        groups: list[Likeness] = (
            st.session_state[_everywhere(mine)]
            if everywhere
            else alike(session, actor=who.actor, board_id=mine.id)
        )
        found = suggestions(session, actor=who.actor, board_id=mine.id, groups=groups)
    label = ngettext("Nearly the same: {n} suggestion", "Nearly the same: {n} suggestions", len(found))
    with st.expander(label, icon=":material/join_inner:", key=f"alike-of-{mine.id}"):
        if not found:
            st.caption(_("Nothing says nearly the same that is not together yet."))
        for place, suggestion in enumerate(found):
            _draw(who, mine, place, suggestion)
        st.button(
            _("Look in all the material"),
            key=f"alike-everywhere-{mine.id}",
            icon=":material/travel_explore:",
            on_click=_look_everywhere,
            args=(who, mine),
        )


def _look_everywhere(who: AccountIdentity, mine: BoardView) -> None:
    """Look once: with thousands of contributions this takes a second, too long for every new one."""
    with reading() as session:
        found = alike(session, actor=who.actor, board_id=mine.id, everywhere=True)
    st.session_state[_everywhere(mine)] = found


def _everywhere(mine: BoardView) -> str:
    return f"alike-found-{mine.id}"


def _draw(who: AccountIdentity, mine: BoardView, place: int, suggestion: Suggestion) -> None:
    ids = [post.id for post in suggestion.posts]
    with st.container(border=True, gap="xsmall", key=f"alike-group-{place}"):
        for post in suggestion.posts:
            st.text(f"#{post.id}  {post.text}")
        with st.container(horizontal=True, vertical_alignment="center", key=f"alike-deeds-{place}"):
            st.button(
                _("Gather in a cluster"),
                key=f"alike-take-{place}",
                icon=":material/join_inner:",
                on_click=act(
                    create_cluster,
                    done=_("They are in a cluster; give it the name that fits."),
                    actor=who.actor,
                    board_id=mine.id,
                    name=suggested_name(suggestion.posts[0].text),
                    post_ids=ids,
                ),
            )
            its: dict[str, Any] = {"actor": who.actor, "post_ids": ids}
            st.button(
                _("Not the same"),
                key=f"alike-apart-{place}",
                icon=":material/call_split:",
                type="tertiary",
                help=_("Nobody who studies this workshop is shown this suggestion again."),
                on_click=act(
                    tell_apart,
                    undo=Undo(_("They are told apart for good."), suggest_again, its),
                    **its,
                ),
            )
            said_of(suggestion.score, suggestion.difference)


def suggested_name(text: str) -> str:
    """The beginning of a contribution, cut between two words."""
    if len(text) <= NAME:
        return text
    return text[: NAME + 1].rpartition(" ")[0][:NAME] + "…" if " " in text[: NAME + 1] else text[:NAME] + "…"
