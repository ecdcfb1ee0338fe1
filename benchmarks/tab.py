"""One browser tab as Streamlit's server sees it: what it sends for a click, what it makes of the answer."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks.wire import Jar, WebSocket

STREAM = "/_stcore/stream"
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
RUN_SECONDS = 60.0
MISHAP = "mishap-reload"


class PageBroken(AssertionError):
    """The page shows an exception, or lacks a widget that the measurement needs."""


@dataclass(frozen=True, slots=True)
class Widget:
    """An element with a user key, as the page described it."""

    id: str
    kind: str
    fragment_id: str
    form_id: str
    proto: Any


@dataclass(slots=True)
class Run:
    """One run of the page that somebody waits for: when it was asked for and when its end was read."""

    asked: float
    started: bool = False
    finished: "asyncio.Future[float]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Tab:
    """A page opened at `path` with the cookies of `jar`; its widgets are found by their user keys."""

    def __init__(self, jar: Jar, path: str) -> None:
        self.jar = jar
        self.widgets: dict[str, Widget] = {}
        self.on_finish: Callable[[], None] = lambda: None
        self.session_id = ""
        self._page_name, _, self._query = path.strip("/").partition("?")
        self._page_hash = ""
        self._socket: WebSocket | None = None
        self._awaited: list[Run] = []
        self._values: dict[str, WidgetState] = {}
        self._cache: dict[str, ForwardMsg] = {}
        self._run_elements: dict[str, Widget] = {}
        self._fragments: frozenset[str] = frozenset()
        self._broken = ""

    async def open(self, session_id: str = "") -> float:
        """Connect as the browser does and wait for the first whole run; returns its seconds.

        With a `session_id` as after a lost connection, to go on with that session.
        """
        token = self.jar.cookies.get("_streamlit_xsrf", "PLACEHOLDER_AUTH_TOKEN")
        protocols = f"streamlit, {token}" + (f", {session_id}" if session_id else "")
        self._socket = await self.jar.host.websocket(
            STREAM, self._read, cookies=self.jar.header, protocols=protocols
        )
        return await self.rerun()

    async def ended(self) -> None:
        """Wait until the server has closed the connection."""
        if self._socket is not None:
            await asyncio.wait_for(self._socket.closed, RUN_SECONDS)

    def close(self) -> None:
        """Close the tab."""
        if self._socket is not None:
            self._socket.close()

    async def rerun(self) -> float:
        """Run the whole page again; returns the seconds until its end was read."""
        return await self._ask("")

    async def click(self, key: str) -> float:
        """Press a button, or the submit button of a form; returns the seconds until the page has rerun."""
        widget = self.widget(key)
        seconds = await self._ask(widget.fragment_id, WidgetState(id=widget.id, trigger_value=True))
        self._values.clear()
        return seconds

    async def trigger(self, key: str, event: str, value: object) -> float:
        """Let a component call `setTriggerValue`; returns the seconds until the page has rerun."""
        widget = self.widget(key)
        payload = json.dumps([{"event": event, "value": value}])
        state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{widget.id}__events", json_trigger_value=payload)
        return await self._ask(widget.fragment_id, state)

    def type(self, key: str, text: str) -> None:
        """Fill a text field; like in a form, nothing is sent before the next click."""
        widget = self.widget(key)
        self._values[widget.id] = WidgetState(id=widget.id, string_value=text)

    def choose(self, key: str, option: str) -> None:
        """Choose an option of a select box; nothing is sent before the next click."""
        self.type(key, option)

    def tick(self, key: str, ticked: bool = True) -> None:
        """Tick a checkbox; nothing is sent before the next click."""
        widget = self.widget(key)
        self._values[widget.id] = WidgetState(id=widget.id, bool_value=ticked)

    def widget(self, key: str) -> Widget:
        """The element with this user key. Raises PageBroken when the page does not show it."""
        try:
            return self.widgets[key]
        except KeyError:
            raise PageBroken(f"/{self._page_name} has no {key!r}; it has {sorted(self.widgets)}") from None

    def data(self, key: str) -> Any:
        """What the page handed to the surface with this key; see pages/ui/surfaces/loader.py for the list."""
        return json.loads(self.widget(key).proto.json)[0]

    async def changed(self, key: str, present: bool = True) -> float:
        """Wait until a finished run shows this key, or no longer; returns the moment its end was read."""
        while (key in self.widgets) != present:
            run = Run(time.perf_counter())
            self._awaited.append(run)
            moment = await asyncio.wait_for(run.finished, RUN_SECONDS)
            if (key in self.widgets) == present:
                return moment
        return time.perf_counter()

    async def _ask(self, fragment_id: str, trigger: WidgetState | None = None) -> float:
        message = BackMsg()
        request = message.rerun_script
        request.query_string = self._query
        request.page_script_hash = self._page_hash
        if not self._page_hash:
            request.page_name = self._page_name
        request.fragment_id = fragment_id
        request.widget_states.widgets.extend(self._values.values())
        if trigger is not None:
            request.widget_states.widgets.append(trigger)
        request.cached_message_hashes.extend(self._cache)
        request.context_info.timezone = "Europe/Paris"
        request.context_info.locale = "fr-FR"
        request.context_info.url = f"{self.jar.host.origin}/{self._page_name}"
        if self._socket is None or not self._socket.is_open:
            raise PageBroken(f"/{self._page_name} lost its connection")
        run = Run(time.perf_counter())
        self._awaited.append(run)
        self._socket.send(message.SerializeToString())
        finished = await asyncio.wait_for(run.finished, RUN_SECONDS)
        if MISHAP in self.widgets:
            raise PageBroken(f"/{self._page_name} says that something went wrong")
        if self._broken:
            raise PageBroken(f"/{self._page_name} shows an exception: {self._broken}")
        return finished - run.asked

    def _read(self, frame: bytes, now: float) -> None:
        message = ForwardMsg.FromString(frame)
        if message.ref_hash:
            message = self._cache[message.ref_hash]
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._take(message.delta)
            if message.metadata.cacheable:
                self._cache[message.hash] = message
        elif kind == "new_session":
            self._start(message)
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "script_finished" and message.script_finished in FINISHED:
            self._finish(now)

    def _start(self, message: ForwardMsg) -> None:
        self._page_hash = message.new_session.page_script_hash
        self.session_id = message.new_session.initialize.session_id
        self._run_elements = {}
        self._fragments = frozenset(message.metadata.run.fragment_ids)
        self._broken = ""
        for run in self._awaited:
            run.started = True

    def _take(self, delta: Delta) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        if kind is None:
            return
        proto = getattr(delta.new_element, kind)
        if kind == "exception":
            self._broken = f"{proto.type}: {proto.message}"
        element_id: str = getattr(proto, "id", "")
        if element_id.startswith("$$ID-"):
            key = element_id.split("-", 2)[2]
            if key != "None":
                form_id = getattr(proto, "form_id", "")
                self._run_elements[key] = Widget(element_id, kind, delta.fragment_id, form_id, proto)

    def _finish(self, now: float) -> None:
        kept = self.widgets if self._fragments else {}
        outside = {key: each for key, each in kept.items() if each.fragment_id not in self._fragments}
        self.widgets = outside | self._run_elements
        self.on_finish()
        done = [run for run in self._awaited if run.started]
        self._awaited = [run for run in self._awaited if not run.started]
        for run in done:
            if not run.finished.done():
                run.finished.set_result(now)
