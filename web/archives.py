"""Archives: taken from who may run workshops and rebuilt here; the schema they keep to, for everybody."""

from threading import Semaphore

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import reading, writing
from facilitation.archive.importing import import_archive
from facilitation.archive.reading import read_archive
from facilitation.archive.schema import SCHEMA
from facilitation.facilitators import may_run
from web.answers import done
from web.door import account_asking

AT_ONCE = Semaphore(1)
"""Reading one takes a processor; the rooms that are at work need the other."""


async def take_archive(request: Request) -> JSONResponse:
    """POST /archives: the body is the file, and the answer the number of the workshop that it became."""
    await run_in_threadpool(_let_in, request)
    data = await request.body()
    return done(workshop=await run_in_threadpool(_rebuilt, request, data))


def show_schema(_: Request) -> Response:
    """GET /schemas/workshop-1.json: what the document of an archive holds."""
    return Response(SCHEMA.read_bytes(), media_type="application/schema+json")


def _let_in(request: Request) -> None:
    """Refuse who may not, before anything is taken from this browser."""
    with reading() as session:
        may_run(session, account_asking(session, request))


def _rebuilt(request: Request, data: bytes) -> int:
    with AT_ONCE:
        parcel = read_archive(data)
        with writing() as session:
            return import_archive(session, actor=account_asking(session, request), data=parcel)
