"""The documents of a workshop, for who runs or studies it; each is written when it is asked for."""

from starlette.requests import Request
from starlette.responses import Response

from db.session import Session, reading
from facilitation.access import workshop_run_by, workshop_studied_by
from facilitation.actors import Actor
from facilitation.errors import NotAllowed, NotFound
from facilitation.exports import NAMES, format_of
from facilitation.exports import download as handed_out
from facilitation.exports.apart import written_apart
from facilitation.report_choice import choice_of
from web.door import account_asking


def download(request: Request) -> Response:
    """GET /download/<workshop>/<name>?without=reserve,unlinked&with=drafts: one document.

    Those of the report for whoever runs or studies the workshop, sheets to print for who runs it; else 404.
    """
    workshop_id: int = request.path_params["workshop_id"]
    name: str = request.path_params["name"]
    choice = choice_of(request.query_params.get("without", ""), request.query_params.get("with", ""))
    with reading() as session:
        let_in = workshop_studied_by if name in NAMES else workshop_run_by
        let_in(session, _account(session, request), workshop_id)
        format_of(name)
    document = handed_out(workshop_id, name, written_apart(workshop_id, name, choice))
    headers = {
        "Content-Disposition": f'attachment; filename="{document.filename}"',
        "Cache-Control": "no-store",
    }
    return Response(document.content, media_type=document.mime, headers=headers)


def _account(session: Session, request: Request) -> Actor:
    """Whose documents these are is not told to nobody: without an account there is nothing here."""
    try:
        return account_asking(session, request)
    except NotAllowed as nobody:
        raise NotFound from nobody
