"""Contributions that say nearly the same, to be gathered at a click; nothing is gathered by itself."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.studio.alike import Suggestion, alike
from facilitation.studio.boards import BoardView
from facilitation.studio.clusters import create_cluster
from pages.ui.actions import act
from pages.ui.words import _, ngettext, number

NAME = 60
"""Characters of a suggested name."""


def draw_suggestions(who: AccountIdentity, mine: BoardView) -> None:
    """What is nearly the same on this board, or in all the material where that is asked for."""
    with st.container(key="alike"):
        st.header(_("Nearly the same"), anchor=False)
        everywhere = st.toggle(
            _("Look in all the material, not on this board alone"), key=f"alike-everywhere-{mine.id}"
        )
        with reading() as session:
            found = alike(session, by=who.id, board_id=mine.id, everywhere=everywhere)
        if not found:
            st.caption(_("Nothing says nearly the same that is not together yet."))
        for place, suggestion in enumerate(found):
            _draw(who, mine, place, suggestion)


def _draw(who: AccountIdentity, mine: BoardView, place: int, suggestion: Suggestion) -> None:
    ids = [post.id for post in suggestion.posts]
    with st.container(border=True, key=f"alike-{place}"):
        for post in suggestion.posts:
            st.text(post.text)
            st.caption(f"\\#{post.id}")
        with st.container(horizontal=True, vertical_alignment="center", key=f"alike-deeds-{place}"):
            st.button(
                _("Gather in a cluster"),
                key=f"alike-take-{place}",
                icon=":material/join_inner:",
                on_click=act(
                    create_cluster,
                    done=_("They are in a cluster; give it the name that fits."),
                    by=who.id,
                    board_id=mine.id,
                    name=suggested_name(suggestion.posts[0].text),
                    post_ids=ids,
                ),
            )
            st.text(
                _("{n} % alike").format(n=number(suggestion.score))
                + " · "
                + ngettext("{n} contribution", "{n} contributions", len(ids)),
                width="content",
            )


def suggested_name(text: str) -> str:
    """The beginning of a contribution, cut between two words."""
    if len(text) <= NAME:
        return text
    return text[: NAME + 1].rpartition(" ")[0][:NAME] + "…" if " " in text[: NAME + 1] else text[:NAME] + "…"
