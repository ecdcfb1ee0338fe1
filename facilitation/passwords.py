"""Passwords as streamlit-authenticator keeps them: bcrypt, within what bcrypt takes in."""

from functools import lru_cache

from facilitation.errors import PasswordTooLong, PasswordTooShort
from facilitation.tokens import new_token

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD_BYTES = 72
"""bcrypt reads no further."""


def fitting(password: str) -> str:
    """The password as it is hashed, without spaces around it; refused where no hash takes all of it in."""
    password = password.strip()
    if len(password.encode("utf-8", "surrogatepass")) > LONGEST_PASSWORD_BYTES or "\0" in password:
        raise PasswordTooLong(LONGEST_PASSWORD_BYTES)
    return password


def hashed(password: str) -> str:
    """The hash to keep of a new password; refused where it is too short or too long."""
    password = fitting(password)
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(SHORTEST_PASSWORD)
    return _hash(password)


@lru_cache(maxsize=1)
def nobodys_hash() -> str:
    """A hash that no password fits, so that an unknown name takes as long to refuse as a known one."""
    return _hash(new_token())


def _hash(password: str) -> str:
    # Imported when first needed: it brings Streamlit and its widgets along.
    from streamlit_authenticator.utilities.hasher import Hasher

    kept: str = Hasher.hash(password)
    return kept
