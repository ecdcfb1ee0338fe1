"""What a run draws reaches the browser, all of it.

Streamlit 1.67 loses a part of the page in three places where fragments run often
(docs/decisions/nothing-lost.md): the last words of a run that has ended are ignored once another run has
begun; a fragment's run drops what the page's run before it drew there and has not sent yet, and the browser
then takes the fragment's neighbour for the fragment; and a fragment that went while it waited is skipped.

And a run that could not draw its page takes the page away all the same: keep_page() leaves it standing.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import Fragment, MemoryFragmentStorage
from streamlit.runtime.scriptrunner import RerunData, RerunException, ScriptRunner, get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

_kept = ContextVar("kept", default=False)


def send_pages_whole() -> None:
    """Let no session of this process lose a part of its page."""
    finished = ScriptRunner._on_script_finished
    setattr(ScriptRunner, finished.__name__, _as_it_was(finished))
    request = AppSession.request_rerun
    setattr(AppSession, request.__name__, _after_the_last_word(request))
    clear = ForwardMsgQueue.clear
    setattr(ForwardMsgQueue, clear.__name__, _for_a_page_only(clear))
    lookup = MemoryFragmentStorage.lookup
    setattr(MemoryFragmentStorage, lookup.__name__, _or_the_page(lookup))


def _after_the_last_word(
    request: Callable[[AppSession, ClientState | None], None],
) -> Callable[[AppSession, ClientState | None], None]:
    """Let a run that has ended be heard to its end before a fragment runs in a new one."""

    @wraps(request)
    def ask(session: AppSession, client_state: ClientState | None) -> None:
        runner = session._scriptrunner
        of_a_fragment = client_state is not None and client_state.fragment_id
        if of_a_fragment and runner is not None and runner._requests._state is ScriptRequestType.STOP:
            session._event_loop.call_soon(ask, session, client_state)
        else:
            request(session, client_state)

    return ask


def _for_a_page_only(clear: Callable[..., None]) -> Callable[..., None]:
    """Keep everything unsent when a fragment runs: it comes before, and nothing is merged into it."""

    @wraps(clear)
    def begin(queue: ForwardMsgQueue, *args: Any, **named: Any) -> None:
        if named.get("fragment_ids_this_run"):
            queue._delta_index_map = {}
        else:
            clear(queue, *args, **named)

    return begin


def _or_the_page(
    lookup: Callable[[MemoryFragmentStorage, str], Fragment],
) -> Callable[[MemoryFragmentStorage, str], Fragment]:
    """Run the page where a fragment is gone."""

    @wraps(lookup)
    def find(fragments: MemoryFragmentStorage, key: str) -> Fragment:
        run = get_script_run_ctx()
        if run is None or fragments.contains(key):
            return lookup(fragments, key)
        raise RerunException(page_of(run))

    return find


def keep_page() -> None:
    """Let the run that is under way end without taking away what it has not drawn."""
    _kept.set(True)


def run_page() -> None:
    """Let the whole page run after the run that is under way."""
    run = get_script_run_ctx()
    if run is not None and run.script_requests is not None:
        run.script_requests.request_rerun(page_of(run))


def _as_it_was(finished: Callable[..., None]) -> Callable[..., None]:
    """Tell the browser of a kept page what it hears of a run that gives way to the next: to clear nothing."""

    @wraps(finished)
    def finish(runner: ScriptRunner, run: ScriptRunContext, event: ScriptRunnerEvent, *rest: Any) -> None:
        if _kept.get():
            _kept.set(False)
            event = ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN
        finished(runner, run, event, *rest)

    return finish


def page_of(run: ScriptRunContext) -> RerunData:
    """A run of the whole page, in place of the one under way; nothing that was pressed goes along."""
    return RerunData(
        query_string=run.query_string,
        page_script_hash=run.page_script_hash,
        cached_message_hashes=run.cached_message_hashes,
        context_info=run.context_info,
    )
