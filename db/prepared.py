"""Questions that are asked at every click, put together once.

SQLAlchemy needs 0.15 ms to build a statement and 0.04 ms to run it once it is built. With hundreds of people
clicking, three quarters of the time in the database layer was building.
"""

from collections.abc import Callable
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import bindparam

Asked = ParamSpec("Asked")
Statement = TypeVar("Statement")


def prepared(build: Callable[Asked, Statement]) -> Callable[Asked, tuple[Statement, dict[str, Any]]]:
    """Build the statement at the first call, with a bind parameter for each argument; then hand it out again.

    What a call gives is for `session.execute(*question(...))`. No argument may be
    None, for which SQL has another word.
    """
    names = tuple(signature(build).parameters)
    kept: list[Statement] = []

    def ask(*values: Asked.args, **named: Asked.kwargs) -> tuple[Statement, dict[str, Any]]:
        if not kept:
            built: Callable[..., Statement] = build
            kept.append(built(*(bindparam(name) for name in names)))
        return kept[0], dict(zip(names, values, strict=False)) | named

    return ask
