"""The documents of a workshop, for who runs or studies it; each is written when it is asked for."""

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import Session, reading
from facilitation.access import person_of, workshop_run_by, workshop_studied_by
from facilitation.actors import Actor
from facilitation.afterwards import summary_of
from facilitation.errors import NotAllowed, NotFound
from facilitation.exports import NAMES, format_of
from facilitation.exports import download as handed_out
from facilitation.exports.apart import written_apart
from facilitation.report_choice import EVERYTHING, Choice, choice_of
from web.cookies import cookie
from web.door import account_asking
from web.heavy import FILES, in_turn

SUMMARY = "summary.pdf"


async def download(request: Request) -> Response:
    """GET /download/<workshop>/<name>?without=reserve,unlinked&with=drafts: one document.

    Those of the report for whoever runs or studies the workshop, sheets to print for who runs it; else 404.
    """
    workshop_id: int = request.path_params["workshop_id"]
    name: str = request.path_params["name"]
    choice = choice_of(request.query_params.get("without", ""), request.query_params.get("with", ""))
    may = partial(_let_in, request, workshop_id, name)
    who = await run_in_threadpool(may)
    return await _handed_out(request, who, may, workshop_id, name, choice)


async def take_home(request: Request) -> Response:
    """GET /summary: that of the workshop which this participant was in, for thirty days after its end."""
    may = partial(_let_home, request)
    who, workshop_id = await run_in_threadpool(may)
    return await _handed_out(request, who, may, workshop_id, SUMMARY, EVERYTHING)


async def _handed_out(
    request: Request, who: Actor, may: Callable[[], object], workshop_id: int, name: str, choice: Choice
) -> Response:
    with FILES.admitted(who):
        content = await in_turn(request, FILES, who, partial(written_apart, workshop_id, name, choice))
    await run_in_threadpool(may)  # much may have changed while it waited
    document = handed_out(workshop_id, name, content)
    headers = {
        "Content-Disposition": f'attachment; filename="{document.filename}"',
        "Cache-Control": "no-store",
    }
    return Response(document.content, media_type=document.mime, headers=headers)


async def waiting(request: Request) -> JSONResponse:
    """GET /waiting: one's place before the first of one's files is written; 0 while it is, or null."""
    who = await run_in_threadpool(_account, request)
    return JSONResponse({"place": FILES.place_of(who)}, headers={"Cache-Control": "no-store"})


def _let_in(request: Request, workshop_id: int, name: str) -> Actor:
    with reading() as session:
        actor = _account_asking(session, request)
        let_in = workshop_studied_by if name in NAMES else workshop_run_by
        let_in(session, actor, workshop_id)
        format_of(name)
    return actor


def _let_home(request: Request) -> tuple[Actor, int]:
    """The participant of this browser and their workshop, which is over."""
    with reading() as session:
        person = person_of(session, cookie(request, "person") or "")
        if person is None:
            raise NotFound
        return person.actor, summary_of(session, actor=person.actor)


def _account(request: Request) -> Actor:
    with reading() as session:
        return _account_asking(session, request)


def _account_asking(session: Session, request: Request) -> Actor:
    """Whose documents these are is not told to nobody: without an account there is nothing here."""
    try:
        return account_asking(session, request)
    except NotAllowed as nobody:
        raise NotFound from nobody
