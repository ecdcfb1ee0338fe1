"""The organiser's logo, taken from who runs the workshop."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from db.session import reading, writing
from facilitation.access import account_of, workshop_run_by
from facilitation.errors import NotAllowed
from facilitation.logos import choose_logo
from facilitation.pictures import redraw
from web.answers import done
from web.cookies import cookie


async def add_logo(request: Request) -> JSONResponse:
    """POST /workshops/<id>/logo: the body is the file."""
    data = await request.body()
    workshop_id: int = request.path_params["workshop_id"]
    token = cookie(request, "account") or ""
    return done(picture=await run_in_threadpool(_chosen, token, workshop_id, data))


def _chosen(token: str, workshop_id: int, data: bytes) -> int:
    with reading() as session:
        account = account_of(session, token)
        if account is None:
            raise NotAllowed
        workshop_run_by(session, account.id, workshop_id)
    redrawn = redraw(data)
    with writing() as session:
        return choose_logo(session, by=account.id, workshop_id=workshop_id, data=redrawn)
