"""What our POST routes take and give: small JSON objects."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from facilitation.errors import Missing

Fields = dict[str, Any]
MOST = 10**18
"""Every database holds whole numbers below this."""


class Unreadable(Exception):
    """A body that is not what this route takes; no page of ours sends it."""


async def fields_of(request: Request) -> Fields:
    """The JSON object that was sent. Raises Unreadable."""
    try:
        sent = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(sent, dict):
        raise Unreadable
    return sent


def text(fields: Fields, name: str, default: str | None = None) -> str:
    """A text that was sent, or `default`. Raises Missing where there is none, Unreadable for no text."""
    value = fields.get(name, default)
    if value is None:
        raise Missing(name)
    if not isinstance(value, str):
        raise Unreadable
    return value


def number(fields: Fields, name: str) -> int | None:
    """A whole number that was sent, or None. Raises Unreadable where it is something else."""
    value = fields.get(name)
    if value is not None and (type(value) is not int or abs(value) >= MOST):
        raise Unreadable
    return value


def flag(fields: Fields, name: str) -> bool:
    """A yes or no that was sent; no when it was not. Raises Unreadable where it is something else."""
    value = fields.get(name, False)
    if type(value) is not bool:
        raise Unreadable
    return value


def done(then: str = "", **facts: object) -> JSONResponse:
    """It was done; `then` is where the page goes next."""
    return JSONResponse({"ok": True, "then": then, **facts})
