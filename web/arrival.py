"""The page in which Streamlit draws: ours, with words for the time before, and for where it cannot."""

import re
from contextlib import suppress

from anyio import move_on_after
from anyio.to_thread import run_sync
from markupsafe import Markup
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from db.session import DatabaseDown, reading
from facilitation.access import person_of
from facilitation.codes import parse_code
from facilitation.numbers import number_in
from facilitation.people import my_card
from facilitation.tokens import grouped_code
from web.cookies import persons
from web.html import words_for, write_page
from web.refusals import refused

PAGES = frozenset(
    "home join room projector setup trail concept workshops library accounts account prepare console report"
    " studio".split()
)
"""The addresses that pages/router.py draws something at, beside the bare one."""
OF_PARTICIPANTS = frozenset(("", "home", "join", "room"))
"""Where a participant may read their resume code; other pages may be on a wall."""
PARTS = re.compile(
    r'<script type="module"[^>]*></script>|<link rel="(?:modulepreload|stylesheet)"[^>]*>', re.IGNORECASE
)
LIVE = {"http": "ws", "https": "wss"}
HEADERS = {"Cache-Control": "no-store"}
PATIENCE = 0.5
"""Seconds that the page waits for a code to show; it is better off without than late."""


class ElsewhereConvertor(StringConvertor):
    """Every address that Streamlit does not answer itself."""

    regex = "(?!_stcore/|static/|media/|component/|app/static/).*"


register_url_convertor("elsewhere", ElsewhereConvertor())


class Arrival:
    """GET /<page>: the same page at each address of a page, and at every other one that there is nothing.

    Of Streamlit's own page, `index`, it takes the scripts and styles. Raises ValueError where it finds none.
    """

    def __init__(self, index: str) -> None:
        parts = PARTS.findall(index)
        if not any("<script" in part for part in parts):
            raise ValueError("Streamlit's page names no script.")
        self._parts = Markup("\n".join(parts).replace('"./static/', '"/static/'))  # noqa: S704

    async def show(self, request: Request) -> Response:
        """The page, in the language of whoever asks."""
        path = request.path_params["page"]
        if path.endswith("/") and path.rstrip("/") in PAGES:
            return RedirectResponse(str(request.url.replace(path=f"/{path.rstrip('/')}")), 307)
        if path and path not in PAGES:
            return refused(request, "NothingHere")
        resume_code = ""
        with move_on_after(PATIENCE):
            if path in OF_PARTICIPANTS:
                resume_code = await run_sync(_resume_code, request, abandon_on_cancel=True)
        page = write_page(
            "arrival.html",
            words_for(request),
            streamlit=self._parts,
            address=request.url.replace(scheme=LIVE[request.url.scheme], path="", query=""),
            resume_code=resume_code,
            code=_code(request),
        )
        return HTMLResponse(page, headers=HEADERS)


def _code(request: Request) -> str:
    code = parse_code(request.query_params.get("code", ""))
    return grouped_code(code) if code else ""


def _resume_code(request: Request) -> str:
    """The code of the participant whose device this is; none while the database is away.

    Of several, that of the workshop in the address.
    """
    tokens = persons(request)
    if not tokens:
        return ""
    workshop_id = number_in(request.query_params.get("workshop", ""))
    with suppress(DatabaseDown), reading() as session:
        there = [one for one in (person_of(session, token) for token in tokens) if one is not None]
        mine = [one for one in there if workshop_id in (None, one.workshop_id)]
        return my_card(session, mine[0].id).resume_code if len(mine) == 1 else ""
    return ""
