"""What a person did is carried out whole.

Streamlit 1.67 may give up a run wherever it touches the session's state, callbacks included: a page that
asked to run again at that moment, as a pulse does, cut an action off before its verb, and what was clicked
was lost without a word. A callback now runs to its end; the run that was asked for follows it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from streamlit.runtime.state.safe_session_state import SafeSessionState

P = ParamSpec("P")


def carry_out_actions_whole() -> None:
    """Let no run of this process be given up while it carries out what a person did."""
    start = SafeSessionState.on_script_will_rerun
    setattr(SafeSessionState, start.__name__, _uninterrupted(start))


def _uninterrupted(
    start: Callable[Concatenate[SafeSessionState, P], None],
) -> Callable[Concatenate[SafeSessionState, P], None]:
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
