import pytest
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from pages.ui.whole_actions import carry_out_actions_whole


def page() -> None:
    """A page whose button is pressed just when a pulse asks for another run."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

    def press() -> None:
        run = get_script_run_ctx()
        assert run is not None
        assert run.script_requests is not None
        run.script_requests.request_rerun(RerunData(page_script_hash=run.page_script_hash))
        st.session_state["begun"] = True
        st.session_state["done"] = st.session_state.get("done", 0) + 1

    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    st.button("Partager", key="share", on_click=press)


def test_an_action_is_carried_out_whole_though_the_page_is_to_run_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", SafeSessionState.on_script_will_rerun)
    at = AppTest.from_function(page).run()
    carry_out_actions_whole()

    at.button(key="share").click().run()

    assert not at.exception
    assert at.session_state["done"] == 1
    assert at.session_state["runs"] == 2
