"""Pictures: shown to who belongs to the workshop, taken from who may edit the initiative or the post."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import Session, reading, writing
from facilitation.access import person_of, projector_of, workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound
from facilitation.pictures import attach_picture, picture_bytes, picture_workshop, redraw
from facilitation.post_pictures import attach_post_picture, is_seen
from web.answers import done
from web.cookies import cookie
from web.door import account_asking, everybody_asking

KEPT = "private, max-age=604800, immutable"


def picture(request: Request) -> Response:
    """GET /pictures/<id>: the picture, for the people, the projector and the facilitators of its workshop."""
    picture_id: int = request.path_params["picture_id"]
    with reading() as session:
        workshop_id = picture_workshop(session, picture_id)
        if workshop_id is None or not _may_see(session, request, workshop_id, picture_id):
            raise NotFound
        kind, content = picture_bytes(session, picture_id, workshop_id)
    return Response(content, media_type=kind, headers={"Cache-Control": KEPT})


async def add_picture(request: Request) -> JSONResponse:
    """POST /initiatives/<id>/picture: the body is the file; the description comes in the address."""
    return await _add(request, partial(attach_picture, initiative_id=request.path_params["initiative_id"]))


async def add_post_picture(request: Request) -> JSONResponse:
    """POST /posts/<id>/picture: the same, for a post of one's table."""
    return await _add(request, partial(attach_post_picture, post_id=request.path_params["post_id"]))


async def _add(request: Request, attach: Callable[..., int]) -> JSONResponse:
    data = await request.body()
    return done(picture=await run_in_threadpool(_attach, request, attach, data))


def _attach(request: Request, attach: Callable[..., int], data: bytes) -> int:
    with reading() as session:
        if next(everybody_asking(session, request), None) is None:
            raise NotAllowed
    redrawn = partial(attach, data=redraw(data), alt=request.query_params.get("alt", ""))
    with writing() as session:
        return _attached(session, redrawn, [*everybody_asking(session, request)])


def _attached(session: Session, attach: Callable[..., int], editors: Sequence[Actor]) -> int:
    """Attach it as whichever of these may: a browser may know a participant and an account."""
    for editor in editors[:-1]:
        with suppress(NotFound, NotAllowed):
            return attach(session, actor=editor)
    if not editors:
        raise NotAllowed
    return attach(session, actor=editors[-1])


def _may_see(session: Session, request: Request, workshop_id: int, picture_id: int) -> bool:
    """Whether the person, the projector or the account of this browser may; an account sees every picture."""
    person = person_of(session, cookie(request, "person") or "")
    if person and person.workshop_id == workshop_id and is_seen(session, picture_id, person_id=person.id):
        return True
    if token := cookie(request, "projector"):
        projector = projector_of(session, token)
        if projector and projector.workshop_id == workshop_id and is_seen(session, picture_id):
            return True
    try:
        workshop_run_by(session, account_asking(session, request), workshop_id)
    except NotAllowed:
        return False
    return True
