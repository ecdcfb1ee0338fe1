"""The material: what a workshop wrote on the record, to read, mark and pick from."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.studio.boards import boards, put_on_board, put_on_new_board
from facilitation.studio.material import MaterialPage, material
from pages.studio_parts.filters import chosen, draw_filters, draw_pages, turned_to
from pages.studio_parts.marking import mark
from pages.ui.actions import act_now
from pages.ui.surfaces.sorting import Deed, Group, Places, sorting
from pages.ui.words import _, ngettext, number


def draw(who: AccountIdentity, workshop_id: int) -> None:
    """Filters, then one page of what they leave."""
    with reading() as session:
        found = material(session, actor=who.actor, workshop_id=workshop_id, chosen=chosen(), page=turned_to())
        known = boards(session, actor=who.actor, workshop_id=workshop_id)
    if not found.total:
        with st.container(border=True, key="material-empty"):
            st.header(_("Nothing on the record yet"), anchor=False)
            st.write(_("What the tables write appears here as it comes in, while the workshop is under way."))
        return
    draw_filters(found.choices)
    st.text(_said(found))

    def on_deed(deed: Deed) -> None:
        if deed.name == "put" and deed.place is None:
            act_now(
                put_on_new_board,
                done=_("The board is there, among the boards."),
                actor=who.actor,
                workshop_id=workshop_id,
                name=deed.text,
                post_ids=deed.posts,
            )
        elif deed.name == "put":
            act_now(
                put_on_board,
                done=_("They are on the board."),
                actor=who.actor,
                board_id=deed.place,
                post_ids=deed.posts,
            )
        else:
            mark(who, deed)

    if not found.found:
        st.info(_("Nothing matches all of these filters."), icon=":material/filter_alt_off:")
        return
    sorting(
        [Group(0, None, found.posts)],
        places=Places(
            label=_("Board"),
            options=known,
            fresh=_("New board…"),
            name=_("Name of the board"),
            put=_("Put on the board"),
        ),
        tags=found.choices.tags,
        on_deed=on_deed,
        key="material",
        page=found.page,
        found=found.ids,
    )
    draw_pages(found)


def _said(found: MaterialPage) -> str:
    if found.found == found.total:
        return ngettext("{n} contribution on the record", "{n} contributions on the record", found.total)
    return _("Found: {found} of {total}").format(found=number(found.found), total=number(found.total))
