"""The trail of a post: from what it says now, step by step back to the vote."""

from collections.abc import Sequence

import streamlit as st

from db.session import Session, reading
from facilitation.access import AccountIdentity, PersonIdentity
from facilitation.errors import NotFound
from facilitation.provenance import Trail, trail
from facilitation.studio.studied import Studied, studied
from pages.ui.identity import account, people_here, person, remember
from pages.ui.trail_steps import (
    draw_about,
    draw_deeds,
    draw_initiative,
    draw_merged,
    draw_post,
    draw_sequel,
    draw_vote,
    draw_writing,
)
from pages.ui.words import _
from pages.ui.workshop_links import MOST_DIGITS, draw_study_links

STEPS = (draw_post, draw_deeds, draw_merged, draw_about, draw_writing, draw_initiative, draw_vote)


def main() -> None:
    """Load the trail for whoever is there, then draw it."""
    people, runs = people_here(), account()
    with reading() as session:
        found = _found(session, people, runs)
        workshop = _studied(session, found, runs)
    who = person(found.workshop_id if found and _theirs(found, people) else None)
    _stay(who, runs)
    if found is None:
        st.info(_("There is no such post, or it is not for this browser to see."), icon=":material/lock:")
        st.page_link("home.py", label=_("Go to the home page"), icon=":material/arrow_back:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="trail-top"):
        _draw_ways_back(found, who, workshop)
    st.title(_("Where this post comes from"), anchor=False)
    with st.container(key="trail"):
        for step in STEPS:
            step(found)
    draw_sequel(found, open_concepts=runs is not None)


def _stay(who: PersonIdentity | None, runs: AccountIdentity | None) -> None:
    """Keep the session of whoever came here from another page: a browser may know a person and an account."""
    known = [f"person:{who.id}"] if who else []
    known += [f"account:{runs.id}:{runs.session_hash}"] if runs else []
    if st.session_state.get("identity") not in known:
        remember(known[0] if known else "nobody")


def _theirs(found: Trail, people: Sequence[PersonIdentity]) -> bool:
    return any(one.workshop_id == found.workshop_id for one in people)


def _found(session: Session, people: Sequence[PersonIdentity], runs: AccountIdentity | None) -> Trail | None:
    """The trail that the address names, as the one who may see most of it does."""
    named = st.query_params.get("post", "")
    if not named.isdecimal() or len(named) > MOST_DIGITS:
        return None
    readers = [one.actor for one in (runs, *people) if one is not None]
    for actor in readers:
        try:
            return trail(session, int(named), actor=actor)
        except NotFound:
            continue
    return None


def _studied(session: Session, found: Trail | None, runs: AccountIdentity | None) -> Studied | None:
    """The workshop of the trail, where the account that is there studies it."""
    try:
        return studied(session, actor=runs.actor, workshop_id=found.workshop_id) if runs and found else None
    except NotFound:
        return None


def _draw_ways_back(found: Trail, who: PersonIdentity | None, workshop: Studied | None) -> None:
    if who is not None and who.workshop_id == found.workshop_id:
        st.page_link("room.py", label=_("Back to the workshop"), icon=":material/arrow_back:")
    if workshop is not None:
        draw_study_links(workshop, here="trail")


main()
