"""How a surface gets into the page: a tiny script imports its module from /surfaces/, cached by content."""

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from facilitation.errors import NotFound
from facilitation.numbers import is_held
from pages.ui.refusals import sentence
from pages.ui.words import _, language

FOLDER = Path(__file__).parent

Feed = Mapping[str, Any]
Fact = dict[str, Any]

_LOADER = """\
const at = (again) => `${location.origin}/surfaces/HASH/NAME.js${again ? "?again=" + again : ""}`
export default async function (component) {
  for (let again = 0; ; again++) {
    try {
      const surface = await import(at(again))
      return surface.default({ ...component, data: component.data[0] })
    } catch (error) {
      if (again > 20) throw error
      await new Promise((go) => setTimeout(go, Math.min(4000, 300 * 2 ** again)))
    }
  }
}
"""


@cache
def folder_hash() -> str:
    """A name for the present content of every script and style here: another content, another address."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.iterdir()):
        if file.suffix in (".js", ".css"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


class Surface:
    """A live display, registered once; calling it mounts it."""

    def __init__(self, name: str) -> None:
        self.name = name
        script = _LOADER.replace("HASH", folder_hash()).replace("NAME", name)
        self._mount = st.components.v2.component(f"essaim_{name}", js=script)

    def __call__(
        self,
        data: Fact,
        *,
        key: str,
        on: Mapping[str, Callable[[Fact], None]] | None = None,
    ) -> None:
        """Draw `data` here. `on` names what the display may send, each sent thing being handled once.

        Every sent value carries a number `n` that grows; `seen` tells the display how far we got, so that
        what was sent while the connection was down is sent again, and nothing is done twice.
        """
        seen = f"{key}-seen"
        handlers: dict[str, Any] = {
            f"on_{event}_change": handler(key, seen, event, act) for event, act in (on or {}).items()
        }
        whole = {
            "language": language(),
            "lost": _("Connection lost. Nothing you sent is lost."),
            "back": _("Connected again."),
            "key": key,
            "seen": st.session_state.get(seen, 0),
        }
        # In a list: Streamlit looks into a dictionary for tables, and brings 75 MB of pandas along to do so.
        self._mount(data=[whole | data], key=key, **handlers)


def handler(key: str, seen: str, event: str, act: Callable[[Fact], None]) -> Callable[[], None]:
    """A callback that hands on what the surface `key` sent as `event`, each number once, in order."""

    def handle() -> None:
        sent = (st.session_state.get(key) or {}).get(event)
        if not isinstance(sent, dict):  # nor is it one when the display has left the page meanwhile
            return
        if not names_what_may_be(sent):
            st.session_state["refusal"] = sentence(NotFound())
            return
        n = sent.get("n")
        if not isinstance(n, int) or n <= st.session_state.get(seen, 0):
            return
        st.session_state[seen] = n
        act(sent)

    return handle


def names_what_may_be(sent: Fact) -> bool:
    """Whether no number in what was sent, however deep, is longer than what a database holds."""
    left: list[Any] = [sent]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one
        elif isinstance(one, int) and not is_held(one):
            return False
    return True


def whole(sent: Fact, name: str) -> int | None:
    """The whole number sent under `name`, or None: what comes from a browser is never trusted."""
    value = sent.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text(sent: Fact, name: str) -> str:
    """The text sent under `name`, else nothing."""
    value = sent.get(name)
    return value if isinstance(value, str) else ""
