"""What the room looks at: no mouse, no chrome, and nothing that it must not tell."""

import streamlit as st

from db.session import reading
from facilitation.tickets import listener_of
from pages.ui.address import here
from pages.ui.channel import channel
from pages.ui.identity import projector as who_projects
from pages.ui.identity import remember
from pages.ui.pulse import pulse
from pages.ui.surfaces import projector
from pages.ui.words import _, speak

TOPICS = (
    *("people", "wall", "pitch", "turnout", "result", "round"),
    *("groups", "progress", "perspectives", "matrix"),
)


def main() -> None:
    """Load every view once; the display follows by itself from then on."""
    who = who_projects()
    remember(f"projector:{who.workshop_id}" if who else "nobody")
    if who is None:
        st.info(_("This screen has no workshop to show."), icon=":material/cast:")
        st.write(_("Open the projector link from the console or the preparation of a workshop."))
        return
    live = channel(listener_of(who))
    with reading() as session:
        stage = live.feed(session, "stage")
        speak(stage["view"]["language"])
        feeds = [stage, *(live.feed(session, topic) for topic in TOPICS)]
        lit = next(feed["view"]["spotlight"] for feed in feeds if feed["topic"] == "groups")
        if lit:
            feeds += [live.feed(session, f"{work}:{lit['group_id']}") for work in ("canvas", "perspective")]
    # Another code needs another QR code; the rest is pushed, and the display asks for the canvas that is lit.
    pulse(live, "settings", key="pulse-projector")
    code = stage["view"]["code"]
    projector(feeds, key="projector", join_url=f"{here()}/join/{code}" if code else None)


main()
