"""What a person did is carried out, whole and once.

Streamlit 1.67 loses a click in three places where a page that is pushed to meets the person who presses
(docs/decisions/nothing-lost.md): a run may be given up while a callback is under way, so that its verb is cut
off; a run of the whole page throws away what still waits for the run before it; and a fragment that has moved
in the page counts as another one, so that what is asked of the former is ignored.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequests,
    ScriptRequestType,
    _coalesce_widget_states,
)
from streamlit.runtime.state.safe_session_state import SafeSessionState

P = ParamSpec("P")


def carry_out_actions_whole() -> None:
    """Let no session of this process lose what a person did."""
    start = SafeSessionState.on_script_will_rerun
    setattr(SafeSessionState, start.__name__, _uninterrupted(start))
    request = AppSession.request_rerun
    setattr(AppSession, request.__name__, _never_ignored(request))


def _uninterrupted(
    start: Callable[Concatenate[SafeSessionState, P], None],
) -> Callable[Concatenate[SafeSessionState, P], None]:
    """Run callbacks to their end; the run that was asked for meanwhile follows them."""

    @wraps(start)
    def run(state: SafeSessionState, /, *args: P.args, **named: P.kwargs) -> None:
        interrupt = state._yield_callback
        _heed(state, _nothing)
        try:
            start(state, *args, **named)
        finally:
            _heed(state, interrupt)

    return run


def _heed(state: SafeSessionState, interrupt: Callable[[], None]) -> None:
    object.__setattr__(state, "_yield_callback", interrupt)  # its own setattr writes into the session


def _nothing() -> None:
    """In place of Streamlit's look at whether another run is asked for."""


def _never_ignored(
    request: Callable[[AppSession, ClientState | None], None],
) -> Callable[[AppSession, ClientState | None], None]:
    """Run the page where a fragment is gone, and take along what a stopped run has not begun."""

    @wraps(request)
    def ask(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is not None:
            if client_state.fragment_id and not session.has_fragment(client_state.fragment_id):
                client_state.fragment_id = ""
            if not client_state.fragment_id and session._scriptrunner is not None:
                _take_along(session._scriptrunner._requests, client_state)
        request(session, client_state)

    return ask


def _take_along(waiting: ScriptRequests, client_state: ClientState) -> None:
    """Move what waits for a run that is about to be stopped into the request that takes its place."""
    with waiting._lock:
        if waiting._state is not ScriptRequestType.RERUN:
            return
        waiting._state = ScriptRequestType.STOP
        pressed = _coalesce_widget_states(waiting._rerun_data.widget_states, client_state.widget_states)
    if pressed is not None:
        client_state.widget_states.CopyFrom(pressed)
