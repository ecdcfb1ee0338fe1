"""Secrets and codes: what opens a door, and how it is written down."""

import hashlib
import secrets

from facilitation.resume_words import RESUME_WORDS

CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without 0, O, 1, I and L, which look alike on a projector."""
CODE_LENGTH = 6


def new_token() -> str:
    """A secret of 256 bits that fits in an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_code() -> str:
    """A workshop code of unambiguous characters."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def grouped_code(code: str) -> str:
    """A code as it is shown: K7P-4QX."""
    return f"{code[:3]}-{code[3:]}"


def resume_code() -> str:
    """A personal code that can be read aloud: two short French words around a number, LUNE-42-GAZ."""
    first, last = secrets.choice(RESUME_WORDS), secrets.choice(RESUME_WORDS)
    return f"{first}-{secrets.randbelow(90) + 10}-{last}"
