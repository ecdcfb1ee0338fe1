"""The secrets that browsers of a test hold, by the digests that the database knows them by."""

from facilitation.tokens import digest

_held: dict[str, str] = {}


def hold(token: str) -> str:
    """Let the browsers of this test hold a secret; the secret itself."""
    _held[digest(token)] = token
    return token


def held(credential: str) -> str | None:
    """The secret with this digest, if some browser holds it."""
    return _held.get(credential)
