"""My last actions: what one did to posts, each of which can be undone."""

from textwrap import shorten

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.deeds import DeedView, last_deeds
from facilitation.undoing import undo_deed
from pages.ui.actions import act
from pages.ui.terms import term
from pages.ui.words import _, clock, safe

SHORT = 60


def draw_last_actions(actor: Actor, *, workshop_id: int | None = None) -> None:
    """Up to ten things that a person or an account did last, newest first.

    They are looked up once somebody opens them: a page that runs after every post has no time to lose.
    """
    box = st.expander(_("My last actions"), key="last-actions", icon=":material/history:", on_change="rerun")
    if not box.open:
        return
    with reading() as session:
        deeds = last_deeds(session, workshop_id=workshop_id, actor=actor)
    with box:
        if not deeds:
            st.caption(_("Nothing to undo yet."))
            return
        st.caption(_("Press one to undo it, as long as nobody changed the same thing since."))
        for deed in deeds:
            st.button(
                _told(deed),
                key=f"undo-deed-{deed.id}",
                icon=":material/undo:",
                type="tertiary",
                on_click=act(undo_deed, done=_("Undone."), deed_id=deed.id, actor=actor),
            )


def _told(deed: DeedView) -> str:
    what = _(KINDS[deed.kind])
    when = clock(deed.at)
    text = safe(shorten(deed.text, SHORT, placeholder="…"))
    return f"{when} · {what} · {term(deed.section)} · {text}"


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


KINDS = {
    "write": N_("Written"),
    "edit": N_("Reworded"),
    "beside": N_("Other wording"),
    "choose": N_("Wording chosen"),
    "move": N_("Moved"),
    "order": N_("Put in order"),
    "merge": N_("Merged"),
    "unmerge": N_("Separated"),
    "verbatim": N_("Verbatim or reworded"),
    "core": N_("Core function"),
    "off_record": N_("Off the record"),
    "delete": N_("Deleted"),
    "restore": N_("Brought back"),
    "picture": N_("Picture"),
}
