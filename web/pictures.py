"""Pictures: shown to who belongs to the workshop, taken from who may edit the initiative or the post."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import Session, reading, writing
from facilitation.access import person_of, projector_of, workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound, Refused
from facilitation.pictures import attach_picture, may_illustrate, picture_bytes, picture_workshop
from facilitation.post_pictures import attach_post_picture, is_seen, may_illustrate_post
from web.answers import done
from web.cookies import cookie, persons
from web.door import account_asking, everybody_asking
from web.heavy import asked_first, redrawn_in_turn

Answer = TypeVar("Answer")

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
    target = {"initiative_id": request.path_params["initiative_id"]}
    return await _add(request, partial(may_illustrate, **target), partial(attach_picture, **target))


async def add_post_picture(request: Request) -> JSONResponse:
    """POST /posts/<id>/picture: the same, for a post of one's table."""
    target = {"post_id": request.path_params["post_id"]}
    return await _add(request, partial(may_illustrate_post, **target), partial(attach_post_picture, **target))


async def _add(request: Request, reach: Callable[..., None], attach: Callable[..., int]) -> JSONResponse:
    """Nothing is looked at of what comes from somebody who may not send it."""
    editor = await asked_first(request, partial(_editor, request, reach))
    redrawn = await redrawn_in_turn(request, editor)
    kept = partial(attach, data=redrawn, alt=request.query_params.get("alt", ""))
    return done(picture=await run_in_threadpool(_attached, request, kept))


def _editor(request: Request, reach: Callable[..., None]) -> Actor:
    """Who of those that this browser is may send a picture there."""
    with reading() as session:
        return _first_who_may(session, request, reach)[0]


def _attached(request: Request, attach: Callable[..., int]) -> int:
    with writing() as session:
        return _first_who_may(session, request, attach)[1]


def _first_who_may(session: Session, request: Request, verb: Callable[..., Answer]) -> tuple[Actor, Answer]:
    """The first of those that this browser is now to whom a verb is open, and what it answers."""
    refusal: Refused = NotAllowed()
    for actor in everybody_asking(session, request):
        try:
            return actor, verb(session, actor=actor)
        except (NotFound, NotAllowed) as refused:
            refusal = refused
    raise refusal


def _may_see(session: Session, request: Request, workshop_id: int, picture_id: int) -> bool:
    """Whether the person, the projector or the account of this browser may; an account sees every picture."""
    here = filter(None, (person_of(session, token) for token in persons(request)))
    if any(one.workshop_id == workshop_id and is_seen(session, picture_id, person_id=one.id) for one in here):
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
