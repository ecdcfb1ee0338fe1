"""Guessing is slow: a secret may be tried so many times in so many minutes."""

from datetime import timedelta

from db import tries as db
from db.base import now
from db.session import Session
from facilitation.errors import TooManyTries

CODES_A_MINUTE = 60
"""Wrong codes an address may try a minute. A right code costs nothing: a whole room shares one address."""


def count_try(session: Session, *, bucket: str, limit: int, minutes: int) -> None:
    """Use one try of this bucket; refused when `limit` were used in the last `minutes`."""
    at = now()
    if not db.use_try(session, bucket, limit, at, at - timedelta(minutes=minutes)):
        raise TooManyTries(minutes)


def spare_codes(session: Session, *, address: str) -> None:
    """Refuse an address that has tried too many wrong codes in the last minute."""
    if db.tries_used(session, _code_bucket(address), now() - timedelta(minutes=1)) >= CODES_A_MINUTE:
        raise TooManyTries(1)


def wrong_code(session: Session, *, address: str) -> None:
    """Count one wrong code of an address; refused when it has tried too many."""
    count_try(session, bucket=_code_bucket(address), limit=CODES_A_MINUTE, minutes=1)


def _code_bucket(address: str) -> str:
    return f"code:{address}"
