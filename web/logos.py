"""The organiser's logo, taken from who runs the workshop."""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from db.session import reading, writing
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.logos import choose_logo
from facilitation.redrawing import Redrawn
from web.answers import done
from web.door import account_asking
from web.heavy import asked_first, redrawn_in_turn


async def add_logo(request: Request) -> JSONResponse:
    """POST /workshops/<id>/logo: the body is the file."""
    workshop_id: int = request.path_params["workshop_id"]
    who = await asked_first(request, partial(_let_in, request, workshop_id))
    redrawn = await redrawn_in_turn(request, who)
    return done(picture=await run_in_threadpool(_chosen, request, workshop_id, redrawn))


def _let_in(request: Request, workshop_id: int) -> Actor:
    """The account of this browser, before anything is taken from it."""
    with reading() as session:
        actor = account_asking(session, request)
        workshop_run_by(session, actor, workshop_id)
    return actor


def _chosen(request: Request, workshop_id: int, redrawn: Redrawn) -> int:
    with writing() as session:
        actor = account_asking(session, request)
        return choose_logo(session, actor=actor, workshop_id=workshop_id, data=redrawn)
