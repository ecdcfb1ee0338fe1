"""What our addresses answer while the database is away: a page that comes back, a name for our own pages."""

import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from db.session import DatabaseFull
from web.html import HEADERS, asks_for_page, words_for, write_page

RETRY = {"Retry-After": "5"}
NO_ROOM = 507


async def say_down(request: Request, outage: Exception) -> Response:
    """The database does not answer, or is full; nothing was changed, and a page asks again by itself."""
    status = NO_ROOM if isinstance(outage, DatabaseFull) else 503
    if request.method != "POST" and asks_for_page(request):
        again = {"Refresh": str(secrets.choice((2, 3)))}  # not everybody at once
        return HTMLResponse(
            write_page("away.html", words_for(request)), status, headers=HEADERS | RETRY | again
        )
    return JSONResponse({"error": type(outage).__name__, "fields": {}}, status, RETRY)
