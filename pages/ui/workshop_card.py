"""One workshop in the list: what it is, the ways into it, and what can be done with it as a whole."""

import streamlit as st

from facilitation.access import AccountIdentity
from facilitation.tokens import grouped_code
from facilitation.workshops import (
    WorkshopCard,
    archive_workshop,
    delete_workshop,
    duplicate_workshop,
    restore_workshop,
    unarchive_workshop,
)
from pages.ui.actions import Undo, act
from pages.ui.words import _, day, ngettext, safe


def draw_card(who: AccountIdentity, card: WorkshopCard) -> None:
    """Draw the workshop as a card."""
    with st.container(border=True, key=f"workshop-{card.id}"):
        st.header(safe(card.theme), anchor=False)
        _facts(card)
        with st.container(horizontal=True, vertical_alignment="center", key=f"workshop-ways-{card.id}"):
            if card.deleted:
                _restore(who, card)
                return
            for page, label, icon in (
                ("console", _("Run it"), ":material/play_circle:"),
                ("prepare", _("Prepare"), ":material/edit_calendar:"),
                ("studio", _("Studio"), ":material/lightbulb:"),
                ("report", _("Report"), ":material/description:"),
            ):
                st.page_link(f"{page}.py", label=label, icon=icon, query_params={"workshop": str(card.id)})
            st.space("stretch")
            with st.popover(_("More"), icon=":material/more_horiz:", key=f"workshop-more-{card.id}"):
                _more(who, card)


def _facts(card: WorkshopCard) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"workshop-facts-{card.id}"):
        if card.rehearsal:
            st.badge(_("Rehearsal"), icon=":material/theater_comedy:", color="violet")
        if card.closed_at is not None:
            st.badge(_("Ended"), color="gray")
        st.text(" · ".join(filter(None, (day(card.date), card.place, _people(card), _code(card)))))


def _people(card: WorkshopCard) -> str:
    return ngettext("{n} person", "{n} people", card.people) if card.people else ""


def _code(card: WorkshopCard) -> str:
    if card.code is None or card.closed_at is not None:
        return ""
    return _("code {code}").format(code=grouped_code(card.code))


def _more(who: AccountIdentity, card: WorkshopCard) -> None:
    arguments = {"actor": who.actor, "workshop_id": card.id}
    st.button(
        _("Duplicate"),
        key=f"workshop-copy-{card.id}",
        icon=":material/content_copy:",
        width="stretch",
        help=_("Settings, agenda and territories are copied; people and what they wrote are not."),
        on_click=act(
            duplicate_workshop, done=_("The copy is in the list."), actor=who.actor, workshop_id=card.id
        ),
    )
    if card.archived:
        st.button(
            _("Take out of the archive"),
            key=f"workshop-unarchive-{card.id}",
            icon=":material/unarchive:",
            width="stretch",
            on_click=act(unarchive_workshop, actor=who.actor, workshop_id=card.id),
        )
    else:
        st.button(
            _("Archive"),
            key=f"workshop-archive-{card.id}",
            icon=":material/archive:",
            width="stretch",
            on_click=act(
                archive_workshop,
                undo=Undo(_("The workshop is in the archive."), unarchive_workshop, arguments),
                actor=who.actor,
                workshop_id=card.id,
            ),
        )
    sure = st.checkbox(_("Nobody reaches it until it is restored"), key=f"workshop-sure-{card.id}")
    st.button(
        _("Delete"),
        key=f"workshop-delete-{card.id}",
        icon=":material/delete:",
        width="stretch",
        disabled=not sure,
        on_click=act(
            delete_workshop,
            undo=Undo(_("The workshop is in the bin."), restore_workshop, arguments),
            actor=who.actor,
            workshop_id=card.id,
        ),
    )


def _restore(who: AccountIdentity, card: WorkshopCard) -> None:
    st.button(
        _("Restore"),
        key=f"workshop-restore-{card.id}",
        icon=":material/restore_from_trash:",
        on_click=act(restore_workshop, done=_("The workshop is back."), actor=who.actor, workshop_id=card.id),
    )
