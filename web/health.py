"""Whether Essaim is well, for whoever watches it."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from db.health import answer
from db.session import reading


def healthz(_: Request) -> Response:
    """Answers `ok` while the database answers; otherwise the error handler answers 503."""
    with reading() as session:
        answer(session)
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})
