"""The organiser's logo, taken from who runs the workshop."""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from db.session import reading, writing
from facilitation.access import account_of, workshop_run_by
from facilitation.errors import NotAllowed
from facilitation.logos import choose_logo
from facilitation.redrawing import Redrawn
from web.answers import done
from web.cookies import cookie
from web.heavy import asked_first, redrawn_in_turn


async def add_logo(request: Request) -> JSONResponse:
    """POST /workshops/<id>/logo: the body is the file."""
    workshop_id: int = request.path_params["workshop_id"]
    token = cookie(request, "account") or ""
    by = await asked_first(request, partial(_who, token, workshop_id))
    redrawn = await redrawn_in_turn(request, by)
    return done(picture=await run_in_threadpool(_chosen, by, workshop_id, redrawn))


def _who(token: str, workshop_id: int) -> int:
    """The account of this browser, before anything is taken from it."""
    with reading() as session:
        account = account_of(session, token)
        if account is None:
            raise NotAllowed
        workshop_run_by(session, account.id, workshop_id)
    return account.id


def _chosen(by: int, workshop_id: int, redrawn: Redrawn) -> int:
    with writing() as session:
        return choose_logo(session, by=by, workshop_id=workshop_id, data=redrawn)
