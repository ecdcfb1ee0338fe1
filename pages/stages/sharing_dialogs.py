"""What the facilitator fills in about an initiative: entering one, editing one, merging several."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from db.session import reading
from facilitation.merging import merge_initiatives, undo_merge
from facilitation.people import PersonLine, people
from facilitation.sharing import InitiativeView, edit_initiative, initiatives, share_initiative
from facilitation.territories import territory_names
from pages.stages.context import ConsoleContext
from pages.stages.sharing_forms import fields, offer_no_picture, written
from pages.ui.actions import Undo, act_now, offer_undo, say_outcome, succeeded
from pages.ui.surfaces import picture_upload
from pages.ui.words import _

ASKED = "console-initiative"


def ask(what: str, initiative_id: int) -> None:
    """Open the dialog `what` (add, edit, merge) about an initiative at the end of this run."""
    st.session_state[ASKED] = (what, initiative_id)


def ask_to_merge(initiative_ids: list[int]) -> None:
    """Open the dialog that merges the first of these, with the others chosen."""
    first, *others = initiative_ids
    ask("merge", first)
    st.session_state[f"console-merge-{first}-others"] = others


def open_asked(context: ConsoleContext) -> None:
    """Open the dialog that was asked for, if one was."""
    what, initiative_id = st.session_state.get(ASKED, ("", 0))
    if not what:
        return
    with reading() as session:
        wall = initiatives(session, context.workshop_id, audience="console", hidden=True)
        territories = territory_names(session, context.workshop_id)
        lines = people(session, actor=context.account.actor, workshop_id=context.workshop_id)
    chosen = next((one for one in wall if one.id == initiative_id), None)
    if what == "add":
        _dialog(_("Enter an initiative"))(_add)(context, territories, lines)
    elif chosen is None:
        _forget()
    elif what == "edit":
        _dialog(_("Edit the initiative"))(_edit)(context, territories, chosen)
    else:
        standing = [one for one in wall if not one.hidden]
        _dialog(_("Merge initiatives"))(_merge)(context, standing, chosen)


def _dialog(title: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A dialog named in the visitor's language; its name is known only when it opens."""
    return st.dialog(title, width="medium", on_dismiss=_forget)


def _forget() -> None:
    st.session_state.pop(ASKED, None)


def _close_when_done() -> None:
    """Close the dialog once what it asked for was done."""
    if ASKED not in st.session_state:
        st.rerun()
    say_outcome("share-dialog")


def _add(context: ConsoleContext, territories: list[str], lines: list[PersonLine]) -> None:
    _close_when_done()
    names = {line.id: line.name for line in lines if not line.removed}

    def save() -> None:
        author = st.session_state["console-share-author"]
        act_now(
            share_initiative,
            done=_("The initiative is on the wall."),
            actor=context.account.actor.acting_for(author),
            workshop_id=context.workshop_id,
            **written("console-share"),
        )
        if succeeded():
            _forget()

    with st.form("console-share-form", enter_to_submit=False, border=False):
        st.selectbox(
            _("For somebody"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Nobody in particular"),
            key="console-share-author",
        )
        fields("console-share", territories, territory=None)
        st.form_submit_button(
            _("Share the initiative"), key="console-share-save", type="primary", on_click=save
        )


def _edit(context: ConsoleContext, territories: list[str], chosen: InitiativeView) -> None:
    _close_when_done()
    name = f"console-edit-{chosen.id}"

    def save() -> None:
        texts = written(name)
        if chosen.merged:
            del texts["territory_name"], texts["holder"]
        act_now(edit_initiative, initiative_id=chosen.id, actor=context.account.actor, **texts)
        if succeeded():
            _forget()

    with st.form(f"{name}-form", enter_to_submit=False, border=False):
        fields(name, territories, territory=chosen.territory, initiative=chosen)
        st.form_submit_button(_("Save"), key=f"{name}-save", type="primary", on_click=save)
    picture_upload(chosen.id, key=f"{name}-picture", picture=chosen.picture)
    offer_no_picture(chosen, name, then=_forget, actor=context.account.actor)


def _merge(context: ConsoleContext, wall: list[InitiativeView], chosen: InitiativeView) -> None:
    _close_when_done()
    others = {one.id: one.title for one in wall if one.id != chosen.id}
    name = f"console-merge-{chosen.id}"

    def save() -> None:
        merged = act_now(
            merge_initiatives,
            actor=context.account.actor,
            initiative_ids=[chosen.id, *st.session_state[f"{name}-others"]],
            title=st.session_state[f"{name}-title"],
            pitch=st.session_state[f"{name}-pitch"],
        )
        if merged is not None:
            _forget()
            its: dict[str, Any] = {"actor": context.account.actor, "initiative_id": merged}
            offer_undo(Undo(_("Merged."), undo_merge, its))

    with st.form(f"{name}-form", enter_to_submit=False, border=False):
        st.multiselect(
            _("Merge it with"),
            list(others),
            format_func=others.__getitem__,
            placeholder=_("Choose the others"),
            key=f"{name}-others",
        )
        st.text_input(_("Title"), chosen.title, key=f"{name}-title")
        st.text_area(_("In one sentence"), chosen.pitch, height=80, key=f"{name}-pitch")
        st.write(
            _("Both originals and their territories stay behind it. A merge can be undone until the vote.")
        )
        st.form_submit_button(_("Merge"), key=f"{name}-save", type="primary", on_click=save)
