"""Before a callback or a fragment runs, whoever the page was drawn for must still be who asks.

A run of the whole page asks the cookies itself. Callbacks and fragments go on with what the page has found:
here it is looked at again, once for all of them, with the cookies of the connection that asks now. Where it
does not hold, nothing of what was asked is done: the whole page runs instead, and finds out who is there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx
from streamlit.runtime.state.safe_session_state import SafeSessionState

from db.session import DatabaseDown
from pages.ui.identity import still_there
from pages.ui.whole_pages import page_of

P = ParamSpec("P")


def ask_before_every_run() -> None:
    """Let no session of this process run a callback or a fragment for somebody who is not there any more."""
    start = SafeSessionState.on_script_will_rerun
    setattr(SafeSessionState, start.__name__, _for_whom_it_was_drawn(start))


def _for_whom_it_was_drawn(
    start: Callable[Concatenate[SafeSessionState, P], None],
) -> Callable[Concatenate[SafeSessionState, P], None]:
    @wraps(start)
    def run(state: SafeSessionState, /, *args: P.args, **named: P.kwargs) -> None:
        context = get_script_run_ctx()
        if context is not None and not _holds():
            raise RerunException(page_of(context))
        start(state, *args, **named)

    return run


def _holds() -> bool:
    """While the database does not answer nobody is sent away: what is asked will say so itself."""
    try:
        return still_there()
    except DatabaseDown:
        return True
