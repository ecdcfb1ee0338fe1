"""People known beforehand: pasted or imported, shown as they are understood, kept once confirmed."""

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.errors import Refused
from facilitation.people import PersonLine, people, remove_person, restore_person
from facilitation.people_table import read_people_list
from pages.preparing import Preparation
from pages.preparing.people_preview import draw_preview, forget, in_hand, take_in_hand
from pages.ui.actions import Undo, act
from pages.ui.erasure import ICON, ask_to_erase
from pages.ui.refusals import sentence
from pages.ui.surfaces import file_drop
from pages.ui.surfaces.downloads import File, Shelf, downloads
from pages.ui.terms import term
from pages.ui.words import _


def draw(preparation: Preparation) -> None:
    """The list that was read, across the page; then one to paste or import, and everybody of the workshop."""
    sent = in_hand()
    if sent is not None:
        draw_preview(preparation, sent)
    left, right = st.columns([2, 3], gap="large")
    with left:
        _bring(preparation, again=sent is not None)
    with right:
        _everybody(preparation)


def _bring(preparation: Preparation, *, again: bool) -> None:
    st.header(_("Another list") if again else _("Enter people beforehand"), anchor=False)
    st.write(
        _(
            "Choose the file that you have, or copy from it: names, territories and roles are looked for, "
            "and nothing is kept before you have seen it."
        )
    )
    file_drop(key="people-file", on_file=_read)
    with st.form("people-paste", border=False):
        st.text_area(
            _("List of people"),
            height=160,
            key="people-pasted",
            placeholder=_("Amina Ben Ali; Pays de Grasse; elected"),
        )
        st.form_submit_button(
            _("Read the list"),
            key="people-read",
            type="secondary" if again else "primary",
            on_click=_read_paste,
        )
    href = f"/download/{preparation.workshop_id}/people-list.xlsx"
    title = _("List to fill in")
    downloads([Shelf(title, "", (File("XLSX", title, href),))], key="people-sample")


def _read_paste() -> None:
    _read("", st.session_state["people-pasted"])


def _read(name: str, content: bytes | str) -> None:
    forget()
    st.session_state.pop("refusal", None)
    try:
        take_in_hand(read_people_list(content, name))
    except Refused as refusal:
        st.session_state["refusal"] = sentence(refusal)


def _everybody(preparation: Preparation) -> None:
    st.header(_("Everybody of this workshop"), anchor=False)
    actor = preparation.account.actor
    with reading() as session:
        lines = people(session, actor=actor, workshop_id=preparation.workshop_id)
    if not lines:
        st.write(_("Nobody yet. Those you enter and those who join appear here."))
        return
    _erase(actor, lines)
    for line in lines:
        with st.container(horizontal=True, vertical_alignment="center", key=f"people-line-{line.id}"):
            st.text(" · ".join(filter(None, (line.name, line.territory, term(line.role)))), width="stretch")
            if line.removed:
                st.button(
                    _("Put back"),
                    key=f"people-restore-{line.id}",
                    on_click=act(restore_person, actor=actor, person_id=line.id),
                )
                continue
            st.badge(_("Here") if line.here else _("Expected"), color="green" if line.here else "gray")
            st.button(
                _("Remove"),
                key=f"people-remove-{line.id}",
                type="tertiary",
                on_click=act(
                    remove_person,
                    undo=Undo(_("Removed."), restore_person, {"actor": actor, "person_id": line.id}),
                    actor=actor,
                    person_id=line.id,
                ),
            )


def _erase(actor: Actor, lines: list[PersonLine]) -> None:
    """Somebody who wants nothing of them to be left: chosen here, then asked about once."""
    names = {line.id: " · ".join(filter(None, (line.name, line.territory))) for line in lines}
    with st.expander(_("Erase somebody for good"), icon=ICON, key="people-erase-open"):
        chosen = st.selectbox(
            _("Somebody"),
            list(names),
            index=None,
            format_func=lambda one: names.get(one, ""),
            placeholder=_("Choose whom to erase"),
            key="people-erase-whom",
        )
        line = next((line for line in lines if line.id == chosen), None)
        if line is not None:
            ask_to_erase(actor, line.id, line.name, key="people-erase")
