"""A workshop from an archive: what comes along, the file to choose, then the report of what was rebuilt."""

import streamlit as st

from pages.ui.claimed import keep_refusal
from pages.ui.surfaces import archive_upload
from pages.ui.words import _

REBUILT = "workshop-rebuilt"


def draw_from_archive() -> None:
    """Choose an archive; what it became is shown on the page Report."""
    st.write(
        _(
            "The archive of a workshop of this Essaim or of another one: its agenda, initiatives, result, "
            "tables, contributions, matrix and concepts are rebuilt as far as they left their room."
        )
    )
    st.caption(
        _(
            "Nobody’s ballot or rating is in it: results come as the room saw them, "
            "names as far as people agreed."
        )
    )
    archive_upload(key="new-archive", on_done=_rebuilt, on_refused=keep_refusal)


def follow_rebuilt() -> None:
    """Go to the report of the workshop that was just rebuilt, if one was."""
    rebuilt = st.session_state.pop(REBUILT, None)
    if rebuilt is not None:
        st.switch_page("report.py", query_params={"workshop": str(rebuilt)})


def _rebuilt(workshop_id: int) -> None:
    st.session_state.pop("refusal", None)
    st.session_state[REBUILT] = workshop_id
