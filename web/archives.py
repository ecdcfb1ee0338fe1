"""Archives: taken from who may run workshops and rebuilt here; the schema they keep to, for everybody."""

from threading import Semaphore

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import reading, writing
from facilitation.access import account_of
from facilitation.archive.importing import import_archive
from facilitation.archive.reading import read_archive
from facilitation.archive.schema import SCHEMA
from facilitation.errors import NotAllowed
from facilitation.facilitators import may_run
from web.answers import done
from web.cookies import cookie

AT_ONCE = Semaphore(1)
"""Reading one takes a processor; the rooms that are at work need the other."""


async def take_archive(request: Request) -> JSONResponse:
    """POST /archives: the body is the file, and the answer the number of the workshop that it became."""
    by = await run_in_threadpool(_who, cookie(request, "account") or "")
    data = await request.body()
    return done(workshop=await run_in_threadpool(_rebuilt, by, data))


def show_schema(_: Request) -> Response:
    """GET /schemas/workshop-1.json: what the document of an archive holds."""
    return Response(SCHEMA.read_bytes(), media_type="application/schema+json")


def _who(token: str) -> int:
    """The account of this browser, before anything is taken from it."""
    with reading() as session:
        account = account_of(session, token)
        if account is None:
            raise NotAllowed
        may_run(session, account.id)
    return account.id


def _rebuilt(by: int, data: bytes) -> int:
    with AT_ONCE:
        parcel = read_archive(data)
        with writing() as session:
            return import_archive(session, by=by, data=parcel)
