"""The files we ship ourselves: fonts and logo, and the scripts and styles of the live displays."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from settings import ROOT

WEEK = "public, max-age=604800"
FOREVER = "public, max-age=31536000, immutable"
SURFACES = ROOT / "pages" / "ui" / "surfaces"
KINDS = {".js": "text/javascript", ".css": "text/css"}


class Assets(StaticFiles):
    """Everything under assets/, kept by browsers for a week."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404."""
        response = await super().get_response(path, scope)
        response.headers.setdefault("Cache-Control", WEEK)
        return response


def assets() -> Assets:
    """The application behind /assets/."""
    return Assets(directory=ROOT / "assets")


ROBOTS = "User-agent: *\nAllow: /concepts/\nAllow: /assets/\nDisallow: /\n"
"""Search engines read public concepts and nothing else; whether there are any, those pages say themselves."""


def robots(_: Request) -> Response:
    """GET /robots.txt: where search engines may look."""
    return PlainTextResponse(ROBOTS, headers={"Cache-Control": WEEK})


async def surface_file(request: Request) -> Response:
    """A script or style of a live display; its address changes with its content, so it may be kept."""
    file = SURFACES / request.path_params["file"]
    if file.suffix not in KINDS or file.parent != SURFACES or not file.is_file():
        raise HTTPException(404)
    return FileResponse(file, media_type=KINDS[file.suffix], headers={"Cache-Control": FOREVER})
