"""Signing in and out: a checked password's nonce becomes a cookie, and the cookie can be ended."""

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from db.session import writing
from facilitation.signing_in import SignedIn, claim_nonce, log_out
from web.answers import done, fields_of, text
from web.cookies import cookie, give, take_back


async def sign_in(request: Request) -> JSONResponse:
    """POST /session: exchange a nonce for a session, once."""
    nonce = text(await fields_of(request), "nonce")
    signed_in = await run_in_threadpool(_claim, nonce, cookie(request, "device"))
    response = done("/workshops")
    give(response, "account", signed_in.token)
    give(response, "device", signed_in.device)
    return response


async def sign_out(request: Request) -> Response:
    """POST /logout: end the session, on the server and here."""
    await fields_of(request)
    await run_in_threadpool(_end, cookie(request, "account"))
    response = done("/")
    take_back(response, "account")
    return response


def show_setup(request: Request) -> Response:
    """GET /setup/<token>: the form that creates the first administrator."""
    return RedirectResponse(f"/setup?{urlencode({'token': request.path_params['token']})}", 303)


def _claim(nonce: str, device: str | None) -> SignedIn:
    with writing() as session:
        return claim_nonce(session, nonce=nonce, device=device)


def _end(token: str | None) -> None:
    if token:
        with writing() as session:
            log_out(session, token=token)
