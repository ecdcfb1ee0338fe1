"""After the end, on the participant's own screen: the summary, what became of what they gave, conditions."""

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.afterwards import Afterwards, GivenIdea, GivenInitiative, afterwards
from facilitation.errors import NotFound, WorkshopClosed
from pages.stages.conditions import draw_conditions
from pages.ui.terms import term
from pages.ui.words import _, day, safe


def draw_afterwards(who: PersonIdentity) -> None:
    """All of it for thirty days; nothing before the end."""
    try:
        with reading() as session:
            found = afterwards(session, actor=who.actor)
    except NotFound:
        return
    except WorkshopClosed:
        st.info(
            _("This page was open for thirty days after the end. Ask the organiser for the report."),
            icon=":material/event_busy:",
        )
        return
    with st.container(key="room-afterwards"):
        _draw_summary(who, found)
        _draw_given(found)
        st.header(_("Conditions to lift"), anchor=False)
        st.write(
            _(
                "Those of your territory, and those of your table’s initiative: "
                "say who lifts them, by when, and when it is done."
            )
        )
        draw_conditions(found.conditions, who.actor, key="after")


def _draw_summary(who: PersonIdentity, found: Afterwards) -> None:
    st.write(
        _("The workshop is over. Your resume code opens this page until {day}.").format(
            day=day(found.until.date())
        )
    )
    st.link_button(
        _("The summary, to take home (PDF)"),
        f"/summary/{who.workshop_id}",
        icon=":material/download:",
        key="room-summary",
    )


def _draw_given(found: Afterwards) -> None:
    st.header(_("What I gave, and what became of it"), anchor=False)
    if not found.initiatives and not found.ideas:
        st.write(_("Nothing was written under your name."))
    for one in found.initiatives:
        with st.container(border=True, gap="xsmall", key=f"gave-initiative-{one.id}"):
            st.text(one.title)
            st.caption(safe(" · ".join(filter(None, (_("Initiative"), one.territory)))))
            _draw_outcome(one)
    for idea in found.ideas:
        with st.container(border=True, gap="xsmall", key=f"gave-idea-{idea.id}"):
            st.text(idea.text)
            st.caption(safe(f"{term(idea.section)} · {idea.initiative}"))
            _draw_use(idea)


def _draw_outcome(one: GivenInitiative) -> None:
    if one.merged_into:
        st.text(_("It became part of: {title}").format(title=one.merged_into))
    if one.outcome == "kept":
        st.badge(_("Kept by the vote and taken further"), icon=":material/check_circle:", color="green")
    elif one.outcome == "reserve":
        st.badge(_("In the reserve: it is not lost"), icon=":material/inventory_2:", color="gray")
    else:
        st.caption(_("It was shared; it was in no vote."))


def _draw_use(idea: GivenIdea) -> None:
    if idea.off_record:
        st.caption(_("Off the record: it never leaves the room"))
        return
    if idea.merged_into:
        st.text(_("It became part of: {title}").format(title=idea.merged_into))
    for title, statement in idea.cited:
        st.badge(
            _("Cited in the concept “{title}”").format(title=safe(title)),
            icon=":material/format_quote:",
            color="green",
        )
        st.text(statement)
    if not idea.cited:
        st.caption(_("No published concept cites it yet. Designers still have it."))
