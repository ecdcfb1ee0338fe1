"""Every address beside Streamlit's own, and what answers errors on them."""

from collections.abc import Mapping
from typing import Any

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from db.session import DatabaseDown
from facilitation.errors import Refused
from web import entry, signing
from web.answers import Unreadable
from web.archives import show_schema, take_archive
from web.arrival import Arrival
from web.assets import assets, robots, surface_file
from web.away import say_down
from web.concepts import concept_logo, concept_preview, show_concept
from web.downloads import download, take_home, waiting
from web.guard import Guard, TooLarge
from web.headers import SecurityHeaders
from web.health import healthz
from web.live import Hub
from web.logos import add_logo
from web.pictures import add_picture, add_post_picture, picture
from web.refusals import say_refused, say_status, say_too_large, say_unexpected, say_unreadable
from web.streams import BoundStreams, Streams
from web.templates_shared import give_template, take_template


def middleware(streams: Streams) -> list[Middleware]:
    """What every request passes. The headers come first, so that the guard's own answers carry them too."""
    return [Middleware(SecurityHeaders), Middleware(Guard), Middleware(BoundStreams, streams=streams)]


class IdConvertor(IntegerConvertor):
    """A number that a database can hold; a longer one is nobody's address."""

    regex = "[0-9]{1,18}"


register_url_convertor("id", IdConvertor())


def routes(hub: Hub, index: str) -> list[BaseRoute]:
    """Our own addresses; the live channel is served by `hub`, and `index` is Streamlit's own page."""
    return [
        Route("/join/{code}", entry.show_join, methods=["GET"]),
        Route("/join/{code}", entry.join, methods=["POST"]),
        Route("/resume/{code}", entry.show_resume, methods=["GET"]),
        Route("/resume", entry.come_back, methods=["POST"]),
        Route("/readmit/{token}", entry.show_readmit, methods=["GET"]),
        Route("/readmit/{token}", entry.readmit, methods=["POST"]),
        Route("/leave", entry.say_goodbye, methods=["POST"]),
        Route("/erase", entry.forget, methods=["POST"]),
        Route("/language", entry.speak, methods=["POST"]),
        Route("/projector/{token}", entry.project, methods=["GET"]),
        Route("/session", signing.sign_in, methods=["POST"]),
        Route("/logout", signing.sign_out, methods=["POST"]),
        Route("/setup/{token}", signing.show_setup, methods=["GET"]),
        Route("/pictures/{picture_id:id}", picture, methods=["GET"]),
        Route("/initiatives/{initiative_id:id}/picture", add_picture, methods=["POST"]),
        Route("/posts/{post_id:id}/picture", add_post_picture, methods=["POST"]),
        Route("/workshops/{workshop_id:id}/logo", add_logo, methods=["POST"]),
        Route("/download/{workshop_id:id}/{name}", download, methods=["GET"]),
        Route("/summary/{workshop_id:id}", take_home, methods=["GET"]),
        Route("/waiting", waiting, methods=["GET"]),
        Route("/templates/{template_id:id}", give_template, methods=["GET"]),
        Route("/templates", take_template, methods=["POST"]),
        Route("/archives", take_archive, methods=["POST"]),
        Route("/schemas/workshop-1.json", show_schema, methods=["GET"]),
        Route("/concepts/{slug}", show_concept, methods=["GET"]),
        Route("/concepts/{slug}/preview.png", concept_preview, methods=["GET"]),
        Route("/concepts/{slug}/logo", concept_logo, methods=["GET"]),
        Route("/surfaces/{hash}/{file}", surface_file, methods=["GET"]),
        Route("/robots.txt", robots, methods=["GET"]),
        Route("/healthz", healthz, methods=["GET"]),
        Mount("/assets", assets()),
        WebSocketRoute("/live", hub.talk),
        Route("/{page:elsewhere}", Arrival(index).show, methods=["GET"]),
    ]


async def _say_nothing(_: Request, __: Exception) -> Response:
    """Whoever asked has gone away."""
    return Response(status_code=400)


EXCEPTION_HANDLERS: Mapping[Any, Any] = {
    Refused: say_refused,
    Unreadable: say_unreadable,
    TooLarge: say_too_large,
    ClientDisconnect: _say_nothing,
    DatabaseDown: say_down,
    HTTPException: say_status,
    Exception: say_unexpected,
}
