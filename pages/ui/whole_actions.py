"""What a person did is carried out, whole and once.

Streamlit 1.67 loses a click in four places where a page that is pushed to meets the person who presses
(docs/decisions/nothing-lost.md): a run may be given up while a callback is under way, so that its verb is cut
off; a run of the whole page throws away what still waits for the run before it; a fragment that has moved
in the page counts as another one, so that what is asked of the former is ignored; and a button that a new
session has not drawn yet (the server came back under an open page) has no callback for the press to reach.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequests,
    ScriptRequestType,
    _coalesce_widget_states,
    _has_active_trigger_value,
)
from streamlit.runtime.state.safe_session_state import SafeSessionState

P = ParamSpec("P")

_held: WeakKeyDictionary[AppSession, ClientState] = WeakKeyDictionary()
"""What was pressed in sessions that have not drawn the button yet."""


def carry_out_actions_whole() -> None:
    """Let no session of this process lose what a person did."""
    start = SafeSessionState.on_script_will_rerun
    setattr(SafeSessionState, start.__name__, _uninterrupted(start))
    request = AppSession.request_rerun
    setattr(AppSession, request.__name__, _once_drawn(_never_ignored(request)))
    hear = AppSession._handle_scriptrunner_event_on_event_loop
    setattr(AppSession, hear.__name__, _then_what_is_held(hear))


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


def _once_drawn(
    request: Callable[[AppSession, ClientState | None], None],
) -> Callable[[AppSession, ClientState | None], None]:
    """Run the page before a press of what this session has not drawn, and hold the press until it has."""

    @wraps(request)
    def ask(session: AppSession, client_state: ClientState | None) -> None:
        if client_state is not None and (unknown := _pressed_undrawn(session, client_state)):
            pressed = ClientState()
            pressed.CopyFrom(client_state)
            before = _held.get(session)
            if before is not None:
                both = _coalesce_widget_states(before.widget_states, pressed.widget_states)
                pressed.widget_states.CopyFrom(both or pressed.widget_states)
            _held[session] = pressed
            _take_out(client_state, unknown)
            client_state.fragment_id = ""
        request(session, client_state)

    return ask


def _then_what_is_held(hear: Callable[..., None]) -> Callable[..., None]:
    """Ask for what is held once nothing runs in the session; a button that the page has not is none."""

    @wraps(hear)
    def end(session: AppSession, *event: Any, **named: Any) -> None:
        hear(session, *event, **named)
        if session._scriptrunner is None and (held := _held.pop(session, None)) is not None:
            _take_out(held, _pressed_undrawn(session, held))
            session.request_rerun(held)

    return end


def _pressed_undrawn(session: AppSession, client_state: ClientState) -> list[WidgetState]:
    """The presses among what a browser sends whose button the session does not know."""
    known = session.session_state._new_widget_state.widget_metadata
    sent = client_state.widget_states.widgets
    return [one for one in sent if _has_active_trigger_value(one) and one.id not in known]


def _take_out(client_state: ClientState, presses: list[WidgetState]) -> None:
    for one in presses:
        client_state.widget_states.widgets.remove(one)
