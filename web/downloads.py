"""The documents of a workshop, for who runs it; each is written when it is asked for."""

from starlette.requests import Request
from starlette.responses import Response

from db.session import reading
from facilitation.access import account_of, workshop_run_by
from facilitation.errors import NotFound
from facilitation.exports import export
from web.cookies import cookie


def download(request: Request) -> Response:
    """GET /download/<workshop>/<name>: one document, or 404 for whoever does not run the workshop."""
    workshop_id: int = request.path_params["workshop_id"]
    with reading() as session:
        account = account_of(session, cookie(request, "account") or "")
        if account is None:
            raise NotFound
        workshop_run_by(session, account.id, workshop_id)
        document = export(session, workshop_id, request.path_params["name"])
    headers = {
        "Content-Disposition": f'attachment; filename="{document.filename}"',
        "Cache-Control": "no-store",
    }
    return Response(document.content, media_type=document.mime, headers=headers)
