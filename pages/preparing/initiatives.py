"""Initiatives known beforehand: entered by the facilitator, for somebody or for the workshop."""

import streamlit as st

from db.session import reading
from facilitation.people import people
from facilitation.sharing import hide_initiative, initiatives, share_initiative, unhide_initiative
from pages.preparing import Preparation
from pages.stages.sharing_forms import empty_fields, fields, written
from pages.ui.actions import act, act_now, succeeded
from pages.ui.words import _, safe

FORM = "prepare-share"


def draw(preparation: Preparation) -> None:
    """A form, then the initiatives that are already there."""
    with reading() as session:
        lines = people(session, actor=preparation.account.actor, workshop_id=preparation.workshop_id)
        wall = initiatives(session, preparation.workshop_id, audience="console", hidden=True)
    names = {line.id: line.name for line in lines if not line.removed}
    left, right = st.columns(2, gap="large")
    with left, st.form(f"{FORM}-form", enter_to_submit=False, border=False):
        st.header(_("Enter an initiative beforehand"), anchor=False)
        fields(FORM, [name for _id, name in preparation.settings.territories], territory=None)
        st.selectbox(
            _("For somebody"),
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder=_("Nobody in particular"),
            key=f"{FORM}-author",
        )
        st.form_submit_button(
            _("Put it on the wall"),
            key=f"{FORM}-submit",
            type="primary",
            on_click=_share,
            args=(preparation,),
        )
    with right:
        st.header(_("On the wall already"), anchor=False)
        if not wall:
            st.write(_("Nothing yet. What you enter here is on the wall when sharing opens."))
        for initiative in wall:
            with st.container(border=True, key=f"prepare-initiative-{initiative.id}"):
                st.markdown(safe(initiative.title))
                st.text(" · ".join(filter(None, (initiative.territory, initiative.author))))
                st.text(initiative.pitch)
                st.button(
                    _("Show again") if initiative.hidden else _("Hide"),
                    key=f"prepare-hide-{initiative.id}",
                    icon=":material/visibility:" if initiative.hidden else ":material/visibility_off:",
                    type="tertiary",
                    on_click=act(
                        unhide_initiative if initiative.hidden else hide_initiative,
                        actor=preparation.account.actor,
                        initiative_id=initiative.id,
                    ),
                )


def _share(preparation: Preparation) -> None:
    act_now(
        share_initiative,
        done=_("The initiative is on the wall."),
        actor=preparation.account.actor.acting_for(st.session_state[f"{FORM}-author"]),
        workshop_id=preparation.workshop_id,
        **written(FORM),
    )
    if succeeded():
        empty_fields(FORM, territory=None)
