"""A page with surfaces in it, and the other end of their socket in the test's hand."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute

SURFACES = Path(__file__).parents[2] / "pages" / "ui" / "surfaces"
HOME = "http://localhost:4/"
KINDS = {".js": "text/javascript", ".css": "text/css"}

# What Streamlit does: a shadow root, the default export at every change of data, triggers back to Python.
BLANK = """<!doctype html><html lang="fr"><title>Surfaces</title><body><script>
  const places = {}
  window.triggers = []
  window.draw = async (place, module, data) => {
    if (!places[place]) {
      const host = document.createElement("div")
      host.id = place
      document.body.append(host)
      places[place] = host.attachShadow({ mode: "open" })
    }
    const surface = await import(`/surfaces/x/${module}.js`)
    const setTriggerValue = (event, value) => triggers.push({ place, event, value })
    await surface.default({ data, parentElement: places[place], setTriggerValue })
  }
</script></body>"""


class SurfacePage:
    """One tab. `heard` is what it said on its sockets, `sockets` the connections it has opened so far."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.sockets: list[WebSocketRoute] = []
        self.heard: list[dict[str, Any]] = []
        self.accept = True
        context.route(re.compile(r"^http://localhost:4/"), self._serve)
        self.page.route_web_socket(re.compile(r"/live"), self._connect)
        self.page.goto(HOME)

    def draw(self, module: str, data: dict[str, Any], place: str = "place") -> None:
        """Mount a surface, or give it other data."""
        words = {"language": "fr", "lost": "Connexion perdue.", "back": "Rétablie."}
        whole = words | {"key": place, "seen": 0} | data
        self.page.evaluate("([place, module, data]) => draw(place, module, data)", [place, module, whole])

    def push(self, topic: str, version: str, view: Any, now: int = 1_000) -> None:
        """Send a view on the last socket."""
        self.until(lambda: bool(self.heard), "a socket that hears")
        self.sockets[-1].send(json.dumps({"topic": topic, "version": version, "now": now, "view": view}))

    def until(self, condition: Callable[[], bool], what: str, tries: int = 500) -> None:
        """Let the browser work until `condition` holds."""
        for _ in range(tries):
            if condition():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"waited in vain: {what}")

    def triggers(self) -> list[dict[str, Any]]:
        """Everything that was sent to Python."""
        sent: list[dict[str, Any]] = self.page.evaluate("triggers")
        return sent

    def hearings(self) -> list[tuple[str, str]]:
        """(topic, version) of everything the tab asked to hear, in order."""
        asked = [one for said in self.heard for one in said.get("hear", [])]
        return [(one["topic"], one["version"]) for one in asked]

    def _connect(self, socket: WebSocketRoute) -> None:
        if not self.accept:
            socket.close()
            return
        self.sockets.append(socket)
        socket.on_message(lambda message: self.heard.append(json.loads(message)))

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        if not path:
            route.fulfill(content_type="text/html", body=BLANK)
            return
        file = SURFACES / path.split("/")[-1].split("?")[0]
        if file.is_file():
            route.fulfill(content_type=KINDS[file.suffix], body=file.read_text())
        else:
            route.fulfill(status=404)


def feed(topic: str, version: str, view: Any = None, now: int = 0, who: str = "1:room:1") -> dict[str, Any]:
    """What a page gives a surface; without a view it is what a pulse gets."""
    one = {"who": who, "topic": topic, "version": version, "now": now, "ticket": "ticket"}
    return one if view is None else one | {"view": view}
