"""Whether whoever opens a socket is known here; everybody else is a visitor."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import HTTPConnection
from starlette.types import Scope

from db.session import DatabaseDown, reading
from facilitation.access import CookieKind, account_of, one_by_one, person_of, projector_of
from web.cookies import cookie

AS_VISITOR = (b"essaim-visitor", b"1")
"""The header by which a page knows that its connection is a visitor's; nobody outside can send or drop it."""
KINDS: tuple[CookieKind, ...] = ("person", "account", "projector")
LOOK_SECONDS = 2.0
"""Who cannot be looked up by then counts as a visitor; the page itself asks again."""

_looking = ThreadPoolExecutor(2, thread_name_prefix="door")


async def holder(scope: Scope) -> str | None:
    """A name for the person, account or projected workshop whose cookie came along; None for a visitor."""
    connection = HTTPConnection(scope)
    tokens = {kind: token for kind in KINDS if (token := cookie(connection, kind))}
    if not tokens:
        return None
    looked = asyncio.get_running_loop().run_in_executor(_looking, _look, tokens)
    try:
        return await asyncio.wait_for(looked, LOOK_SECONDS)
    except (TimeoutError, DatabaseDown):
        return None


def _look(tokens: dict[CookieKind, str]) -> str | None:
    with reading() as session:
        for one in one_by_one(tokens.get("person", "")):
            if person := person_of(session, one):
                return f"person:{person.id}"
        if (token := tokens.get("account")) and (account := account_of(session, token)):
            return f"account:{account.id}"
        if (token := tokens.get("projector")) and (projector := projector_of(session, token)):
            return f"projector:{projector.workshop_id}"
    return None
