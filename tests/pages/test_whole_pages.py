"""What Streamlit would lose of a page that is pushed to, in its own parts: session, queue, fragments."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner.script_runner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from pages.ui.whole_actions import carry_out_actions_whole
from pages.ui.whole_pages import _as_it_was, keep_page, send_pages_whole
from settings import ROOT


@pytest.fixture(autouse=True)
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything mended, for one test."""
    for kind, name in (
        (SafeSessionState, "on_script_will_rerun"),
        (AppSession, "request_rerun"),
        (AppSession, "_handle_scriptrunner_event_on_event_loop"),
        (ForwardMsgQueue, "clear"),
        (MemoryFragmentStorage, "lookup"),
        (ScriptRunner, "_on_script_finished"),
    ):
        monkeypatch.setattr(kind, name, getattr(kind, name))
    carry_out_actions_whole()
    send_pages_whole()


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """What sessions ask for stays asked for."""
    monkeypatch.setattr(ScriptRunner, "start", lambda _: None)


def draw(session: AppSession, button: str) -> None:
    """Let the session know a button, as a run of its page does."""
    session.session_state._new_widget_state.set_widget_metadata(
        WidgetMetadata(button, bool, bool, "trigger_value")
    )


@asynccontextmanager
async def browsing() -> AsyncIterator[AppSession]:
    """A session of somebody who reads a page with one fragment, called table."""
    session = AppSession(
        ScriptData(str(ROOT / "pages" / "router.py"), False),
        MemoryUploadedFileManager("/upload"),
        ScriptCache(),
        None,
        {},
    )
    session._fragment_storage.register("table", lambda: None)
    for button in ("seat", "pulse", "lock"):
        draw(session, button)
    yield session
    session._scriptrunner = None
    session.shutdown()


def while_browsing(scene: Callable[[AppSession], Awaitable[None]]) -> Callable[[], None]:
    """A test that plays this scene in a session."""

    async def played() -> None:
        async with browsing() as session:
            await scene(session)

    def play() -> None:
        asyncio.run(played())

    return play


def press(button: str, fragment: str = "") -> ClientState:
    """What a browser sends when a button is pressed, in a fragment or in the page."""
    sent = ClientState(fragment_id=fragment)
    sent.widget_states.widgets.add(id=button, trigger_value=True)
    return sent


def asked(session: AppSession) -> RerunData:
    """What the session's runner is to run next."""
    assert session._scriptrunner is not None
    return session._scriptrunner._requests._rerun_data


def pressed(session: AppSession) -> set[str]:
    """The buttons that the next run hears of."""
    states = asked(session).widget_states
    return {one.id for one in states.widgets} if states else set()


@pytest.mark.usefixtures("nothing_runs")
@while_browsing
async def test_a_press_in_a_fragment_that_has_moved_runs_the_page(session: AppSession) -> None:
    session.request_rerun(press("seat", fragment="where it was"))
    assert pressed(session) == {"seat"}
    assert asked(session).fragment_id_queue == []


@pytest.mark.usefixtures("nothing_runs")
@while_browsing
async def test_a_press_in_a_fragment_that_stands_runs_this_fragment(session: AppSession) -> None:
    session.request_rerun(press("seat", fragment="table"))
    assert asked(session).fragment_id_queue == ["table"]


@pytest.mark.usefixtures("nothing_runs")
@while_browsing
async def test_a_press_that_waits_goes_along_with_the_run_that_takes_its_place(session: AppSession) -> None:
    session.request_rerun(press("seat", fragment="table"))
    waiting = session._scriptrunner
    session.request_rerun(press("pulse"))
    assert session._scriptrunner is not waiting
    assert pressed(session) == {"seat", "pulse"}


@pytest.mark.usefixtures("nothing_runs")
@while_browsing
async def test_a_press_that_has_begun_is_not_carried_out_again(session: AppSession) -> None:
    session.request_rerun(press("seat", fragment="table"))
    assert session._scriptrunner is not None
    session._scriptrunner._requests.on_scriptrunner_ready()
    session.request_rerun(press("pulse"))
    assert pressed(session) == {"pulse"}


@pytest.mark.usefixtures("nothing_runs")
@while_browsing
async def test_a_run_that_has_ended_is_heard_to_its_end_before_a_fragment_runs(session: AppSession) -> None:
    session.request_rerun(press("seat"))
    ended = session._scriptrunner
    assert ended is not None
    ended.request_stop()
    session.request_rerun(press("lock", fragment="table"))
    await asyncio.sleep(0)
    assert session._scriptrunner is ended
    session._scriptrunner = None  # as its last event does
    await asyncio.sleep(0)
    assert pressed(session) == {"lock"}
    assert asked(session).fragment_id_queue == ["table"]


def end_run(session: AppSession) -> None:
    """Let what runs end, as its last event does."""
    session._handle_scriptrunner_event_on_event_loop(session._scriptrunner, ScriptRunnerEvent.SHUTDOWN)


@pytest.mark.usefixtures("nothing_runs")
@while_browsing
async def test_a_press_of_what_a_new_session_has_not_drawn_waits_until_it_has(session: AppSession) -> None:
    session.request_rerun(press("share", fragment="of the server before"))
    assert pressed(session) == set()
    assert asked(session).fragment_id_queue == []
    session.request_rerun(press("close"))
    assert pressed(session) == set()
    draw(session, "share")
    draw(session, "close")
    end_run(session)
    assert pressed(session) == {"share", "close"}
    end_run(session)
    assert session._scriptrunner is None


@pytest.mark.usefixtures("nothing_runs")
@while_browsing
async def test_a_press_of_what_the_page_no_longer_has_ends_with_the_page(session: AppSession) -> None:
    session.request_rerun(press("gone"))
    end_run(session)
    assert pressed(session) == set()
    end_run(session)
    assert session._scriptrunner is None


def drawn(text: str, fragment: str) -> ForwardMsg:
    """What a run draws at one place of the page."""
    message = ForwardMsg()
    message.metadata.delta_path.extend([0, 2])
    message.delta.fragment_id = fragment
    message.delta.new_element.text.body = text
    return message


def test_what_the_page_has_drawn_is_sent_before_what_its_fragment_draws_anew() -> None:
    queue = ForwardMsgQueue()
    queue.enqueue(drawn("by the page", "table"))
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=["table"])
    queue.enqueue(drawn("by the fragment", "table"))
    sent = [message.delta.new_element.text.body for message in queue.flush()]
    assert sent == ["by the page", "by the fragment"]


def test_a_run_of_the_page_drops_what_it_is_to_draw_anew() -> None:
    queue = ForwardMsgQueue()
    queue.enqueue(drawn("by the run before", ""))
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=None)
    assert queue.is_empty()


def page() -> None:
    """A page whose first run is to run a fragment that is gone."""
    import streamlit as st
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    run = get_script_run_ctx()
    assert run is not None
    if st.session_state["runs"] == 1:
        run.fragment_storage.lookup("gone")
    st.text("drawn")


def test_the_page_runs_in_place_of_a_fragment_that_went_while_it_waited() -> None:
    at = AppTest.from_function(page).run()
    assert not at.exception
    assert [text.value for text in at.text] == ["drawn"]
    assert at.session_state["runs"] == 2


def test_a_run_that_keeps_its_page_ends_like_one_that_gives_way_and_the_next_one_as_always() -> None:
    heard: list[ScriptRunnerEvent] = []
    of_nobody: Any = None
    finish = _as_it_was(lambda _, __, event, *___: heard.append(event))
    keep_page()
    for _ in range(2):
        finish(of_nobody, of_nobody, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS, True, of_nobody)

    assert heard == [
        ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN,
        ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS,
    ]
