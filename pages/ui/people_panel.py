"""The people of a workshop on the console: who is here, and everything done for somebody without a device."""

from collections.abc import Iterator

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.actors import Actor
from facilitation.agenda import open_stage_of
from facilitation.duplicates import GivenUp, preview_merge_of_people
from facilitation.joining import arrive, leave, readmit_link
from facilitation.naming import NAME_LIMIT, TERRITORY_LIMIT
from facilitation.people import (
    PersonLine,
    PersonRole,
    add_person,
    change_person,
    merge_people,
    people,
    remove_person,
    restore_person,
)
from facilitation.running import mark_done
from facilitation.workshops import WorkshopSettings
from pages.ui.actions import Undo, act, act_now, say_outcome, succeeded
from pages.ui.address import here
from pages.ui.confirm import ask_once
from pages.ui.dialogs import dialog_button
from pages.ui.erasure import ICON, ask_to_erase
from pages.ui.terms import term
from pages.ui.words import _, ngettext


def draw_people_button(who: AccountIdentity, workshop: WorkshopSettings) -> None:
    """A button that opens the list of people."""
    name = _("People")
    dialog_button(name, name, _people, key="console-people-open", icon=":material/group:")(who, workshop)


def _people(who: AccountIdentity, workshop: WorkshopSettings) -> None:
    say_outcome("people")
    with reading() as session:
        lines = people(session, actor=who.actor, workshop_id=workshop.id)
        stage = open_stage_of(session, workshop.id)
    _add(who, workshop)
    if not lines:
        st.write(_("Nobody yet. People appear here as they join with the code, or when you add them."))
        return
    chosen = st.selectbox(
        _("Somebody"),
        [line.id for line in lines],
        format_func=lambda person_id: _label(next(line for line in lines if line.id == person_id)),
        index=None,
        placeholder=_("Choose somebody to act for"),
        key="people-chosen",
    )
    line = next((line for line in lines if line.id == chosen), None)
    if line is not None:
        _actions(who, line, lines, stage.id if stage else None)
        if not line.removed:
            _correct(who, line, workshop)
        with st.expander(_("Erase for good"), icon=ICON, key="people-erase-ask"):
            ask_to_erase(who.actor, line.id, line.name, key="people-erase")
    st.dataframe(
        [
            {
                _("Name"): line.name,
                _("Territory"): line.territory or "",
                _("Role"): term(line.role),
                _("Here"): line.here,
                _("Done"): line.done,
                _("Device"): line.has_device,
            }
            for line in lines
        ],
        hide_index=True,
        key="people-table",
    )


def _label(line: PersonLine) -> str:
    return " · ".join(filter(None, (line.name, line.territory)))


def _add(who: AccountIdentity, workshop: WorkshopSettings) -> None:
    with st.expander(_("Add somebody without a device"), icon=":material/person_add:", key="people-add"):
        st.text_input(_("Name"), key="people-add-name")
        territories = dict(workshop.territories)
        st.selectbox(
            _("Territory"),
            list(territories),
            index=None,
            format_func=territories.__getitem__,
            placeholder=_("No territory"),
            key="people-add-territory",
        )
        st.selectbox(
            _("Role"), [role.value for role in PersonRole], index=1, format_func=term, key="people-add-role"
        )
        st.button(_("Add"), key="people-add-submit", on_click=_add_now, args=(who.actor, workshop.id))


def _add_now(actor: Actor, workshop_id: int) -> None:
    act_now(
        add_person,
        done=_("Added."),
        actor=actor,
        workshop_id=workshop_id,
        name=st.session_state["people-add-name"],
        territory_id=st.session_state["people-add-territory"],
        role=PersonRole(st.session_state["people-add-role"]),
    )
    if succeeded():
        st.session_state["people-add-name"] = ""


def _actions(who: AccountIdentity, line: PersonLine, lines: list[PersonLine], stage_id: int | None) -> None:
    with st.container(horizontal=True, key="people-actions"):
        if line.removed:
            st.button(
                _("Put back"),
                key="people-restore",
                on_click=act(restore_person, actor=who.actor, person_id=line.id),
            )
            return
        if line.here:
            st.button(
                _("Has left"), key="people-leave", on_click=act(leave, actor=who.actor.acting_for(line.id))
            )
            if stage_id is not None and not line.done:
                st.button(
                    _("Is done"),
                    key="people-done",
                    on_click=act(mark_done, actor=who.actor.acting_for(line.id), stage_id=stage_id),
                )
        else:
            st.button(
                _("Is here"), key="people-arrive", on_click=act(arrive, actor=who.actor, person_id=line.id)
            )
        st.button(_("Link to come back"), key="people-readmit", on_click=_readmit, args=(who.actor, line.id))
        ask_once(
            _("Remove"),
            _("Their device is signed out. What they wrote stays, without their name."),
            key="people-remove",
            icon=":material/person_remove:",
            on_yes=act(
                remove_person,
                undo=Undo(_("Removed."), restore_person, {"actor": who.actor, "person_id": line.id}),
                actor=who.actor,
                person_id=line.id,
            ),
        )
        _merge(who, line, lines)
    if link := st.session_state.pop("people-readmit-link", None):
        st.write(_("Give this link to this person alone. It works once."))
        st.code(link, language=None)


def _merge(who: AccountIdentity, line: PersonLine, lines: list[PersonLine]) -> None:
    others = {other.id: _label(other) for other in lines if other.id != line.id and not other.removed}
    with st.popover(_("Is the same person as"), key="people-merge-ask"):
        other = st.selectbox(
            _("The other"), list(others), format_func=others.__getitem__, key="people-merge-other"
        )
        if other is not None:
            with reading() as session:
                given_up = preview_merge_of_people(session, actor=who.actor, keep_id=line.id, other_id=other)
            st.text(_("What {other} did will belong to {name}.").format(other=others[other], name=line.name))
            for sentence in _given_up(given_up):
                st.text(sentence)
            st.caption(_("This cannot be undone."))
            st.button(
                _("Merge"),
                key="people-merge",
                type="primary",
                on_click=act(
                    merge_people, done=_("Merged."), actor=who.actor, keep_id=line.id, other_id=other
                ),
            )


def _given_up(lost: GivenUp) -> Iterator[str]:
    """What both have given, of which one stays."""
    if lost.territory:
        yield _("Given up: the territory {territory}.").format(territory=lost.territory)
    if lost.rounds:
        yield ngettext(
            "Given up: {n} answer to an opening or closing round.",
            "Given up: {n} answers to opening or closing rounds.",
            lost.rounds,
        )
    if lost.ratings:
        yield ngettext(
            "Given up: {n} answer in the matrix.", "Given up: {n} answers in the matrix.", lost.ratings
        )
    if lost.wishes:
        yield _("Given up: the wishes of the second entry.")
    if lost.table:
        yield _("Given up: the seat at the other table.")
    if lost.votes:
        yield _("If both have voted, the ballot of the second entry is taken out of the vote.")


def _correct(who: AccountIdentity, line: PersonLine, workshop: WorkshopSettings) -> None:
    territories = dict(workshop.territories)
    known = line.territory_id if line.territory_id in territories else None
    with st.expander(_("Correct"), icon=":material/edit:", key="people-correct-ask"):
        st.text_input(_("Name"), line.name, max_chars=NAME_LIMIT, key=f"people-correct-name-{line.id}")
        st.selectbox(
            _("Territory"),
            list(territories),
            index=list(territories).index(known) if known else None,
            format_func=territories.__getitem__,
            placeholder=_("No territory"),
            key=f"people-correct-territory-{line.id}",
        )
        st.text_input(
            _("Or another territory"), max_chars=TERRITORY_LIMIT, key=f"people-correct-other-{line.id}"
        )
        roles = [role.value for role in PersonRole]
        st.selectbox(
            _("Role"),
            roles,
            index=roles.index(line.role),
            format_func=term,
            key=f"people-correct-role-{line.id}",
        )
        st.button(
            _("Save"),
            key="people-correct",
            type="primary",
            on_click=_correct_now,
            args=(who.actor, line.id),
        )


def _correct_now(actor: Actor, person_id: int) -> None:
    typed = {
        field: st.session_state[f"people-correct-{field}-{person_id}"]
        for field in ("name", "territory", "other", "role")
    }
    another = typed["other"].strip()
    act_now(
        change_person,
        done=_("Corrected."),
        actor=actor,
        person_id=person_id,
        name=typed["name"],
        role=PersonRole(typed["role"]),
        territory_id=None if another else typed["territory"],
        territory_name=another,
    )
    if succeeded():
        st.session_state[f"people-correct-other-{person_id}"] = ""


def _readmit(actor: Actor, person_id: int) -> None:
    if token := act_now(readmit_link, actor=actor, person_id=person_id):
        st.session_state["people-readmit-link"] = f"{here()}/readmit/{token}"
