"""People known beforehand: pasted or imported, shown with what is wrong, kept once confirmed."""

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.errors import Refused
from facilitation.people import PersonLine, expect_people, people, remove_person, restore_person
from facilitation.people_table import PeopleTable, Problem, read_people_table
from pages.preparing import Preparation
from pages.ui.actions import Undo, act, act_now
from pages.ui.erasure import ICON, ask_to_erase
from pages.ui.refusals import sentence
from pages.ui.surfaces import file_drop
from pages.ui.terms import term
from pages.ui.words import _, ngettext, number

TABLE = "prepare-table"


def draw(preparation: Preparation) -> None:
    """A list to paste or import, then everybody of the workshop."""
    left, right = st.columns(2, gap="large")
    with left:
        _bring(preparation)
    with right:
        _everybody(preparation)


def _bring(preparation: Preparation) -> None:
    st.header(_("Enter people beforehand"), anchor=False)
    st.write(
        _("One person on each line: name, territory, role. Copy it from a spreadsheet, or choose a file.")
    )
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
            type="secondary" if TABLE in st.session_state else "primary",
            on_click=_read_paste,
        )
    file_drop(key="people-file", on_file=_read)
    table: PeopleTable | None = st.session_state.get(TABLE)
    if table is not None:
        _preview(preparation, table)


def _preview(preparation: Preparation, table: PeopleTable) -> None:
    if table.problems:
        st.warning(
            ngettext("{n} line is left out:", "{n} lines are left out:", len(table.problems)),
            icon=":material/warning:",
        )
    for problem in table.problems:
        with st.container(key=f"people-problem-{problem.line}"):
            st.text(_wrong(problem))
    if table.rows:
        st.dataframe(
            [
                {
                    _("Line"): row.line,
                    _("Name"): row.name,
                    _("Territory"): row.territory,
                    _("Role"): term(row.role),
                }
                for row in table.rows
            ],
            hide_index=True,
            key="people-preview",
        )
    with st.container(horizontal=True, key="people-decide"):
        st.button(
            ngettext("Enter {n} person", "Enter {n} people", len(table.rows)),
            key="people-confirm",
            type="primary",
            disabled=not table.rows,
            on_click=_confirm,
            args=(preparation, table),
        )
        st.button(_("Forget this list"), key="people-forget", on_click=_forget)


def _wrong(problem: Problem) -> str:
    reasons = {
        "no_name": _("there is no name"),
        "name_too_long": _("this name is too long"),
        "territory_too_long": _("this territory is too long"),
        "unknown_role": _("this role is unknown"),
        "same_name_twice": _("this name is there twice"),
    }
    said = _("Line {line}: {reason}").format(line=number(problem.line), reason=reasons[problem.reason])
    return f"{said} ({problem.value})" if problem.value else said


def _read_paste() -> None:
    _read("", st.session_state["people-pasted"])


def _read(name: str, content: bytes | str) -> None:
    st.session_state.pop(TABLE, None)
    st.session_state.pop("refusal", None)
    try:
        st.session_state[TABLE] = read_people_table(content, name)
    except Refused as refusal:
        st.session_state["refusal"] = sentence(refusal)


def _confirm(preparation: Preparation, table: PeopleTable) -> None:
    entered = act_now(
        expect_people,
        actor=preparation.account.actor,
        workshop_id=preparation.workshop_id,
        rows=table.rows,
    )
    if entered is not None:
        st.session_state["done"] = ngettext("{n} person is expected.", "{n} people are expected.", entered)
        st.session_state["people-pasted"] = ""
        _forget()


def _forget() -> None:
    st.session_state.pop(TABLE, None)


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
