"""What our addresses answer while the database is away: a page that comes back, a name for our own pages."""

import secrets

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from db.session import DatabaseFull
from facilitation.exports.words import Words
from settings import settings
from translation import known, preferred
from web.concepts import HEADERS, write_page
from web.cookies import cookie

RETRY = {"Retry-After": "5"}
NO_ROOM = 507


async def say_down(request: Request, outage: Exception) -> Response:
    """The database does not answer, or is full; nothing was changed, and a page asks again by itself."""
    status = NO_ROOM if isinstance(outage, DatabaseFull) else 503
    if request.method != "POST" and "text/html" in request.headers.get("accept", ""):
        language = known(cookie(request, "language") or "") or preferred(
            request.headers.get("accept-language", ""), settings().default_language
        )
        again = {"Refresh": str(secrets.choice((2, 3)))}  # not everybody at once
        page = write_page("away.html", Words(language, settings().time_zone))
        return HTMLResponse(page, status, headers=HEADERS | RETRY | again)
    return JSONResponse({"error": type(outage).__name__, "fields": {}}, status, RETRY)
