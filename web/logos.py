"""The organiser's logo, taken from who runs the workshop."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from db.session import reading, writing
from facilitation.access import workshop_run_by
from facilitation.logos import choose_logo
from facilitation.pictures import redraw
from web.answers import done
from web.door import account_asking


async def add_logo(request: Request) -> JSONResponse:
    """POST /workshops/<id>/logo: the body is the file."""
    data = await request.body()
    workshop_id: int = request.path_params["workshop_id"]
    return done(picture=await run_in_threadpool(_chosen, request, workshop_id, data))


def _chosen(request: Request, workshop_id: int, data: bytes) -> int:
    with reading() as session:
        workshop_run_by(session, account_asking(session, request), workshop_id)
    redrawn = redraw(data)
    with writing() as session:
        return choose_logo(
            session, actor=account_asking(session, request), workshop_id=workshop_id, data=redrawn
        )
