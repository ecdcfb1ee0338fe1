"""Archives: taken from who may run workshops and rebuilt here; the schema they keep to, for everybody."""

from functools import partial
from typing import IO

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.apart import Leaving
from facilitation.archive.importing import import_archive, read_apart
from facilitation.archive.schema import SCHEMA
from facilitation.facilitators import may_run
from web.answers import done
from web.door import account_asking
from web.heavy import FILES, asked_first, in_turn, sent


async def take_archive(request: Request) -> JSONResponse:
    """POST /archives: the body is the file, and the answer the number of the workshop that it became."""
    who = await asked_first(request, partial(_let_in, request))
    async with sent(request, who) as file:
        with FILES.admitted(who):
            return done(workshop=await in_turn(request, FILES, who, partial(_rebuilt, request, file)))


def show_schema(_: Request) -> Response:
    """GET /schemas/workshop-1.json: what the document of an archive holds."""
    return Response(SCHEMA.read_bytes(), media_type="application/schema+json")


def _let_in(request: Request) -> Actor:
    """The account of this browser, before anything is taken from it."""
    with reading() as session:
        actor = account_asking(session, request)
        may_run(session, actor)
    return actor


def _rebuilt(request: Request, file: IO[bytes], leaving: Leaving) -> int:
    parcel = read_apart(file, leaving)
    with writing() as session:
        return import_archive(session, actor=account_asking(session, request), data=parcel)
