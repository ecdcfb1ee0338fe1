"""What an address says that refuses: a page to a person, in their language; a name to a script."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from facilitation.errors import NotFound
from facilitation.terms import N_
from settings import ROOT
from web.html import asks_for_page, words_for, write_page

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Saying:
    """A refusal: its status, what is wrong, and the way out."""

    status: int
    title: str
    text: str


SAYINGS: Mapping[str, Saying] = {
    "ForeignHost": Saying(
        400,
        N_("Essaim does not answer under this address"),
        N_(
            "Open the address exactly as it stands on the screen of the room. "
            "Whoever looks after the server says with BASE_URL under which name it answers."
        ),
    ),
    "Unreadable": Saying(
        400,
        N_("This cannot be read"),
        N_("What was sent is not what this address takes. Go back, reload the page and try again."),
    ),
    "ForeignPage": Saying(
        403,
        N_("This was not sent from a page of Essaim"),
        N_("Nothing changed. Open Essaim in this browser and try again from there."),
    ),
    "NothingHere": Saying(
        404,
        N_("There is nothing here"),
        N_(
            "The address may not be complete, or what was here is gone. "
            "Check it with whoever gave it to you; some addresses open only for who is signed in."
        ),
    ),
    "NotDoneHere": Saying(
        405,
        N_("This cannot be done here"),
        N_("This address shows nothing by itself. Go to the home page and continue from there."),
    ),
    "TooLarge": Saying(
        413,
        N_("This is too large"),
        N_("It was not kept. Choose a smaller file, or a shorter text."),
    ),
    "AddressTooLong": Saying(
        414,
        N_("This address is too long"),
        N_("Something was added to it on its way. Ask for it again, or type the code of the workshop."),
    ),
    "Refused": Saying(
        422,
        N_("This could not be done"),
        N_("Go back, reload the page and try again. If it happens again, tell the facilitator."),
    ),
    "TooHeavy": Saying(
        422,
        N_("This is more than the server can write"),
        N_(
            "It takes more memory or time than the server gives. "
            "Choose another format, or leave some of it out."
        ),
    ),
    "LineFull": Saying(
        429,
        N_("Too many files are waiting already"),
        N_("Try again once some of them are done."),
    ),
    "TooManyTries": Saying(
        429,
        N_("Too many tries"),
        N_("Wait a few minutes, then try again."),
    ),
    "Unexpected": Saying(
        500,
        N_("Essaim met an unexpected problem"),
        N_(
            "Go back, reload the page and try again. "
            "If it happens again, tell whoever looks after the server."
        ),
    ),
}
OF_STATUS: Mapping[int, str] = {400: "Unreadable", 404: "NothingHere", 405: "NotDoneHere", 413: "TooLarge"}


STYLE = Markup((ROOT / "web" / "templates" / "refused.css").read_text())  # noqa: S704
"""Inside the page: under a foreign name nothing else of ours is answered."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'",
    "Cache-Control": "no-store",
}


def refused(request: HTTPConnection, name: str, status: int = 0, headers: Headers | None = None) -> Response:
    """The refusal `name`: a page for a person, JSON where a script asks for it, else one line."""
    saying = SAYINGS.get(name, SAYINGS["Refused"])
    status = status or saying.status
    if asks_for_page(request):
        page = write_page(
            "refused.html", words_for(request), title=saying.title, text=saying.text, style=STYLE
        )
        return HTMLResponse(page, status, {**HEADERS, **(headers or {})})
    if name == "Unreadable" or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": name, "fields": {}}, status, headers)
    return PlainTextResponse(f"{saying.title}.", status, headers)


async def say_refused(request: Request, refusal: Exception) -> Response:
    """A refusal of ours: its name and its facts for a page that has the sentence, else a page of its own."""
    name = type(refusal).__name__
    if isinstance(refusal, NotFound) and request.method != "POST":
        return refused(request, "NothingHere")
    if asks_for_page(request):
        return refused(request, name)
    status = SAYINGS.get(name, SAYINGS["Refused"]).status
    return JSONResponse({"error": name, "fields": vars(refusal)}, status)


async def say_unreadable(request: Request, _: Exception) -> Response:
    """A body that no page of ours sends."""
    return refused(request, "Unreadable")


async def say_too_large(request: Request, _: Exception) -> Response:
    """A body longer than this route takes."""
    return refused(request, "TooLarge")


async def say_status(request: Request, refusal: HTTPException) -> Response:
    """What the routing itself refuses, ours or Streamlit's."""
    name = OF_STATUS.get(refusal.status_code, "Refused")
    return refused(request, name, refusal.status_code, refusal.headers)


async def say_unexpected(request: Request, _: Exception) -> Response:
    """A fault of ours; the server has logged it."""
    return refused(request, "Unexpected")
