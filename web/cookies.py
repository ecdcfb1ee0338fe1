"""Our cookies: who is there, kept where no script can read it."""

from starlette.requests import HTTPConnection
from starlette.responses import Response

from facilitation.access import CookieKind, cookie_name, one_by_one
from settings import settings

DAY = 86_400
DAYS: dict[CookieKind, int] = {"person": 30, "account": 14, "projector": 30, "device": 365, "language": 365}


def cookie(request: HTTPConnection, kind: CookieKind) -> str | None:
    """The value of one of our cookies."""
    return request.cookies.get(cookie_name(kind))


def persons(request: HTTPConnection) -> list[str]:
    """The secrets of those whom this browser is: one in each workshop that it is in, the last given first."""
    return one_by_one(cookie(request, "person") or "")


def give(response: Response, kind: CookieKind, value: str) -> None:
    """Let the browser keep a value: out of the reach of scripts, and of other sites' posts."""
    response.set_cookie(
        cookie_name(kind),
        value,
        max_age=DAYS[kind] * DAY,
        path="/",
        secure=settings().https,
        httponly=True,
        samesite="lax",
    )


def take_back(response: Response, kind: CookieKind) -> None:
    """Let the browser forget a value."""
    response.delete_cookie(
        cookie_name(kind), path="/", secure=settings().https, httponly=True, samesite="lax"
    )
