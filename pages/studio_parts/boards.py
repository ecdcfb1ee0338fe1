"""The boards: contributions laid side by side, gathered in clusters, and what to gather next."""

from typing import Any

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.studio.boards import (
    BoardView,
    board,
    boards,
    create_board,
    delete_board,
    put_on_board,
    rename_board,
    restore_board,
    take_off_board,
)
from facilitation.studio.clusters import (
    create_cluster,
    name_cluster,
    put_beside,
    put_in_cluster,
    remove_cluster,
)
from facilitation.studio.marks import known_tags
from pages.studio_parts.marking import mark
from pages.studio_parts.suggestions import draw_suggestions
from pages.ui.actions import Undo, act, act_now
from pages.ui.surfaces.sorting import Deed, Group, Places, sorting
from pages.ui.words import _

BESIDE = 0
"""The place and the group of what is in no cluster."""


def draw(who: AccountIdentity, workshop_id: int) -> None:
    """The board that is chosen, with its clusters."""
    with reading() as session:
        known = dict(boards(session, actor=who.actor, workshop_id=workshop_id))
    open_id = _draw_choice(who, workshop_id, known)
    if open_id is None:
        with st.container(border=True, key="boards-empty"):
            st.header(_("No board yet"), anchor=False)
            st.write(
                _(
                    "A board holds the contributions you want side by side, and gathers them in clusters. "
                    "Begin one here, or pick contributions in the material and put them on a new board."
                )
            )
        return
    with reading() as session:
        mine = board(session, actor=who.actor, board_id=open_id)
        tags = known_tags(session, actor=who.actor, workshop_id=workshop_id)
    draw_suggestions(who, mine)
    _draw_board(who, mine, tags)


def _draw_choice(who: AccountIdentity, workshop_id: int, known: dict[int, str]) -> int | None:
    """Which board is looked at, how it is called, and the way to another one."""
    kept = st.session_state.get("studio-board")
    fallback = next(reversed(known), None)
    if st.session_state.get("board") not in known:
        st.session_state["board"] = kept if kept in known else fallback
    with st.container(horizontal=True, vertical_alignment="bottom", key="boards-top"):
        if known:
            st.selectbox(_("Board"), list(known), format_func=known.__getitem__, key="board", width=340)
        begin = st.popover(_("New board"), icon=":material/add:", key="board-new", on_change="rerun")
        with begin, st.form("board-begin", border=False, clear_on_submit=True):
            st.text_input(_("Name of the board"), max_chars=80, key="board-name")
            st.form_submit_button(
                _("Begin the board"),
                key="board-submit",
                type="primary",
                on_click=_begin,
                args=(who, workshop_id),
            )
        open_id: int | None = st.session_state["board"] if known else None
        st.session_state["studio-board"] = open_id
        if open_id is not None:
            _draw_more(who, open_id, known[open_id])
    return open_id


def _begin(who: AccountIdentity, workshop_id: int) -> None:
    begun = act_now(
        create_board, actor=who.actor, workshop_id=workshop_id, name=st.session_state["board-name"]
    )
    if begun is not None:
        st.session_state["board"] = begun
        st.session_state["board-new"] = False


def _draw_more(who: AccountIdentity, board_id: int, name: str) -> None:
    with st.popover(_("More"), icon=":material/more_horiz:", key=f"board-more-{board_id}"):
        with st.form(f"board-rename-{board_id}", border=False):
            st.text_input(_("Name of the board"), name, max_chars=80, key=f"board-name-{board_id}")
            st.form_submit_button(
                _("Rename"), key=f"board-rename-submit-{board_id}", on_click=_rename, args=(who, board_id)
            )
        st.button(
            _("Delete the board"),
            key=f"board-delete-{board_id}",
            icon=":material/delete:",
            width="stretch",
            on_click=act(
                delete_board,
                undo=Undo(
                    _("The board is deleted."), restore_board, {"actor": who.actor, "board_id": board_id}
                ),
                actor=who.actor,
                board_id=board_id,
            ),
        )


def _rename(who: AccountIdentity, board_id: int) -> None:
    act_now(
        rename_board,
        done=_("The board has its new name."),
        actor=who.actor,
        board_id=board_id,
        name=st.session_state[f"board-name-{board_id}"],
    )


def _draw_board(who: AccountIdentity, mine: BoardView, tags: tuple[str, ...]) -> None:
    if not mine.clusters and not mine.loose:
        st.info(
            _("This board is empty. Pick contributions in the material and put them here."),
            icon=":material/dashboard:",
        )
        return
    groups = [Group(one.id, one.name, one.posts, named=True) for one in mine.clusters]
    beside = Group(BESIDE, _("In no cluster") if groups else None, mine.loose)
    sorting(
        [*groups, beside] if mine.loose or not groups else groups,
        places=Places(
            label=_("Cluster"),
            options=[
                *((one.id, one.name) for one in mine.clusters),
                *([(BESIDE, _("In no cluster"))] if groups else []),
            ],
            fresh=_("New cluster…"),
            name=_("Name of the cluster"),
            put=_("Put in the cluster"),
        ),
        tags=tags,
        on_deed=lambda deed: _carry_out(who, mine, deed),
        key=f"board-{mine.id}",
        board=mine.id,
    )


def _carry_out(who: AccountIdentity, mine: BoardView, deed: Deed) -> None:
    laid: dict[str, Any] = {"actor": who.actor, "board_id": mine.id, "post_ids": deed.posts}
    if deed.name == "put" and deed.place is None:
        act_now(create_cluster, **laid, name=deed.text)
    elif deed.name == "put" and deed.place == BESIDE:
        act_now(put_beside, **laid)
    elif deed.name == "put":
        act_now(put_in_cluster, actor=who.actor, cluster_id=deed.place, post_ids=deed.posts)
    elif deed.name == "off":
        off = _("They are off the board; the material keeps them.")
        act_now(take_off_board, undo=Undo(off, put_on_board, laid), **laid)
    elif deed.name == "rename":
        act_now(name_cluster, actor=who.actor, cluster_id=deed.group, name=deed.text)
    elif deed.name == "scatter":
        _scatter(who, mine, deed.group)
    else:
        mark(who, deed)


def _scatter(who: AccountIdentity, mine: BoardView, cluster_id: int) -> None:
    cluster = next((one for one in mine.clusters if one.id == cluster_id), None)
    if cluster is None:
        return
    again = {
        "actor": who.actor,
        "board_id": mine.id,
        "name": cluster.name,
        "post_ids": [post.id for post in cluster.posts],
    }
    gone = _("The cluster is gone; its contributions stay on the board.")
    undo = Undo(gone, create_cluster, again) if cluster.posts else None
    act_now(remove_cluster, done="" if undo else gone, undo=undo, actor=who.actor, cluster_id=cluster_id)
