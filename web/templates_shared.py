"""Templates of the instance as files: given out to who may run workshops, and taken from them."""

from functools import partial
from typing import IO

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from db.session import reading, writing
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound
from facilitation.facilitators import may_run
from facilitation.own_templates import FILE_LIMIT, import_template, template_file
from web.answers import done
from web.door import account_asking
from web.heavy import asked_first, sent


def give_template(request: Request) -> Response:
    """GET /templates/<id>: the file, to who may run workshops; nothing for anybody else."""
    with reading() as session:
        try:
            actor = account_asking(session, request)
            name, content = template_file(
                session, actor=actor, template_id=request.path_params["template_id"]
            )
        except NotAllowed as nobody:
            raise NotFound from nobody
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type="application/toml", headers=headers)


async def take_template(request: Request) -> JSONResponse:
    """POST /templates: the body is the file, and the answer the number of the template that it became."""
    who = await asked_first(request, partial(_let_in, request))
    async with sent(request, who) as file:
        return done(template=await run_in_threadpool(_kept, request, file))


def _let_in(request: Request) -> Actor:
    with reading() as session:
        actor = account_asking(session, request)
        may_run(session, actor)
    return actor


def _kept(request: Request, file: IO[bytes]) -> int:
    file.seek(0)
    with writing() as session:
        return import_template(
            session, actor=account_asking(session, request), data=file.read(FILE_LIMIT + 1)
        )
