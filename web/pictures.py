"""Pictures: shown to who belongs to the workshop, taken from who may edit the initiative or the post."""

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import Session, reading, writing
from facilitation.access import account_of, person_of, projector_of, workshop_run_by
from facilitation.errors import NotAllowed, NotFound
from facilitation.pictures import attach_picture, may_illustrate, picture_bytes, picture_workshop
from facilitation.post_pictures import attach_post_picture, is_seen, may_illustrate_post
from web.answers import done
from web.cookies import cookie
from web.heavy import asked_first, redrawn_in_turn

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
    redrawn = await redrawn_in_turn(request, tuple(editor.items()))
    kept = partial(attach, data=redrawn, alt=request.query_params.get("alt", ""))
    return done(picture=await run_in_threadpool(_attached, kept, editor))


def _editor(request: Request, reach: Callable[..., None]) -> dict[str, int]:
    """Who of those that this browser is may send a picture there."""
    with reading() as session:
        editors = [("person_id", _person(session, request)), ("by", _account(session, request))]
        known = [{name: number} for name, number in editors if number is not None]
        if not known:
            raise NotAllowed
        for editor in known[:-1]:
            try:
                reach(session, **editor)
            except (NotFound, NotAllowed):
                continue
            return editor
        reach(session, **known[-1])
    return known[-1]


def _attached(attach: Callable[..., int], editor: dict[str, int]) -> int:
    with writing() as session:
        return attach(session, **editor)


def _may_see(session: Session, request: Request, workshop_id: int, picture_id: int) -> bool:
    """Whether the person, the projector or the account of this browser may; an account sees every picture."""
    person = person_of(session, cookie(request, "person") or "")
    if person and person.workshop_id == workshop_id and is_seen(session, picture_id, person_id=person.id):
        return True
    if token := cookie(request, "projector"):
        projector = projector_of(session, token)
        if projector and projector.workshop_id == workshop_id and is_seen(session, picture_id):
            return True
    account_id = _account(session, request)
    if account_id is None:
        return False
    workshop_run_by(session, account_id, workshop_id)
    return True


def _person(session: Session, request: Request) -> int | None:
    person = person_of(session, cookie(request, "person") or "")
    return person.id if person else None


def _account(session: Session, request: Request) -> int | None:
    account = account_of(session, cookie(request, "account") or "")
    return account.id if account else None
