"""The templates of the instance: taken as files, shared as files, and taken away."""

from typing import Any

import streamlit as st

from facilitation.actors import Actor
from facilitation.own_templates import OwnTemplate, remove_template, restore_template
from pages.ui.actions import Undo, act
from pages.ui.claimed import keep_refusal
from pages.ui.surfaces import template_upload
from pages.ui.words import _, ngettext
from translation import NAMES, known


def about(template: OwnTemplate) -> str:
    """How long a template is, and in which language it is written."""
    return " · ".join(
        (
            ngettext("{n} stage", "{n} stages", template.stages),
            ngettext("{n} minute", "{n} minutes", template.minutes),
            NAMES[known(template.language) or "fr"],
        )
    )


def draw_own_templates(actor: Actor, templates: list[OwnTemplate]) -> None:
    """Each template with its file, and the way in for the file of another Essaim."""
    with st.expander(_("Templates of this instance"), icon=":material/bookmarks:", key="own-templates"):
        if not templates:
            st.write(_("Keep the agenda of a workshop as a template on its page Prepare: it appears here."))
        for template in templates:
            _draw(actor, template)
        template_upload(key="own-templates-upload", on_done=_taken, on_refused=keep_refusal)


def _draw(actor: Actor, template: OwnTemplate) -> None:
    its: dict[str, Any] = {"actor": actor, "template_id": template.id}
    with st.container(horizontal=True, vertical_alignment="center", key=f"own-template-{template.id}"):
        with st.container(gap=None, width="stretch"):
            st.text(template.name)
            st.caption(about(template))
        st.link_button(_("File"), f"/templates/{template.id}", icon=":material/download:", type="tertiary")
        if template.mine:
            st.button(
                _("Delete"),
                key=f"own-template-delete-{template.id}",
                icon=":material/delete:",
                type="tertiary",
                on_click=act(
                    remove_template,
                    undo=Undo(_("The template is deleted."), restore_template, its),
                    **its,
                ),
            )


def _taken(_template_id: int) -> None:
    st.session_state.pop("refusal", None)
