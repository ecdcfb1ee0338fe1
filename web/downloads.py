"""The documents of a workshop, for who runs it; each is written when it is asked for."""

from starlette.requests import Request
from starlette.responses import Response

from db.session import reading
from facilitation.access import account_of, workshop_run_by
from facilitation.errors import NotFound
from facilitation.exports import download as handed_out
from facilitation.exports import export, format_of
from facilitation.exports.apart import written_apart
from web.cookies import cookie


def download(request: Request) -> Response:
    """GET /download/<workshop>/<name>: one document, or 404 for whoever does not run the workshop."""
    workshop_id: int = request.path_params["workshop_id"]
    name: str = request.path_params["name"]
    with reading() as session:
        account = account_of(session, cookie(request, "account") or "")
        if account is None:
            raise NotFound
        workshop_run_by(session, account.id, workshop_id)
        apart = format_of(name).apart
        document = None if apart else export(session, workshop_id, name)
    if document is None:
        document = handed_out(workshop_id, name, written_apart(workshop_id, name))
    headers = {
        "Content-Disposition": f'attachment; filename="{document.filename}"',
        "Cache-Control": "no-store",
    }
    return Response(document.content, media_type=document.mime, headers=headers)
