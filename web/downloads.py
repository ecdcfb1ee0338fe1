"""The documents of a workshop, for who runs or studies it; each is written when it is asked for."""

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import Session, reading
from facilitation.access import person_of, workshop_run_by, workshop_studied_by
from facilitation.actors import Actor
from facilitation.afterwards import may_take_home
from facilitation.errors import NotAllowed, NotFound
from facilitation.exports import NAMES, format_of
from facilitation.exports import download as handed_out
from facilitation.exports.apart import written_apart
from facilitation.report_choice import EVERYTHING, Choice, choice_of
from settings import settings
from web.cookies import persons
from web.door import account_asking
from web.heavy import FILES, SUMMARIES, in_turn, once_for_all

SUMMARY = "summary.pdf"


async def download(request: Request) -> Response:
    """GET /download/<workshop>/<name>?without=reserve,unlinked&with=drafts&in=fr: one document.

    Those of the report for whoever runs or studies the workshop; sheets to print, and who was there one by
    one, for who runs it; else 404.
    """
    workshop_id: int = request.path_params["workshop_id"]
    name: str = request.path_params["name"]
    choice = choice_of(*(request.query_params.get(asked, "") for asked in ("without", "with", "in")))
    may = partial(_let_in, request, workshop_id, name, choice)
    who = await run_in_threadpool(may)
    address = settings().address_for(str(request.base_url))
    write = partial(written_apart, workshop_id, name, choice, address=address)
    with FILES.admitted(who):
        content = await in_turn(request, FILES, who, write)
    return await _handed_out(may, workshop_id, name, content)


async def take_home(request: Request) -> Response:
    """GET /summary/<workshop>: for who took part in it, for thirty days after its end."""
    workshop_id: int = request.path_params["workshop_id"]
    may = partial(_let_home, request, workshop_id)
    who = await run_in_threadpool(may)
    address = settings().address_for(str(request.base_url))
    write = partial(written_apart, workshop_id, SUMMARY, EVERYTHING, address=address)
    with SUMMARIES.admitted(who):
        content = await once_for_all(request, SUMMARIES, (workshop_id, address), write)
    return await _handed_out(may, workshop_id, SUMMARY, content)


async def _handed_out(may: Callable[[], object], workshop_id: int, name: str, content: bytes) -> Response:
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


def _let_in(request: Request, workshop_id: int, name: str, choice: Choice) -> Actor:
    with reading() as session:
        actor = _account_asking(session, request)
        let_in = workshop_studied_by if name in NAMES and not choice.present else workshop_run_by
        let_in(session, actor, workshop_id)
        format_of(name)
    return actor


def _let_home(request: Request, workshop_id: int) -> Actor:
    """Who this browser was in the workshop, which is over."""
    with reading() as session:
        people = filter(None, (person_of(session, token) for token in persons(request)))
        person = next((one for one in people if one.workshop_id == workshop_id), None)
        if person is None:
            raise NotFound
        may_take_home(session, actor=person.actor)
    return person.actor


def _account(request: Request) -> Actor:
    with reading() as session:
        return _account_asking(session, request)


def _account_asking(session: Session, request: Request) -> Actor:
    """Whose documents these are is not told to nobody: without an account there is nothing here."""
    try:
        return account_asking(session, request)
    except NotAllowed as nobody:
        raise NotFound from nobody
