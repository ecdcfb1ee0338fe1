"""Guessing is slow: a secret may be tried so many times in so many minutes."""

from datetime import timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from db import tries as db
from db.base import now
from db.session import Session
from facilitation.errors import TooManyTries

CODES_A_MINUTE = 60
"""Wrong codes an address may try a minute. A right code costs nothing: a whole room shares one address."""
RESUME_CODES_A_MINUTE = 600
"""Wrong resume codes that all addresses together may try a minute: each of them opens somebody's place."""
ASKED = 250
"""How often in ten minutes an address may be asked whom a name means: a room of two hundred comes in."""
_EVERYWHERE = "resume:everywhere"


def count_try(session: Session, *, bucket: str, limit: int, minutes: int) -> None:
    """Use one try of this bucket; refused when `limit` were used in the last `minutes`."""
    at = now()
    if not db.use_try(session, bucket, limit, at, at - timedelta(minutes=minutes)):
        raise TooManyTries(minutes)


def spare_codes(session: Session, *, address: str, resuming: bool = False) -> None:
    """Refuse an address that has tried too many wrong codes in the last minute.

    Of resume codes, where `resuming`, everybody while all together have.
    """
    for bucket, limit in _code_buckets(address, resuming=resuming):
        if db.tries_used(session, bucket, now() - timedelta(minutes=1)) >= limit:
            raise TooManyTries(1)


def wrong_code(session: Session, *, address: str, resuming: bool = False) -> None:
    """Count one wrong code of an address; refused when it, or all for resume codes, tried too many."""
    for bucket, limit in _code_buckets(address, resuming=resuming):
        count_try(session, bucket=bucket, limit=limit, minutes=1)


def asked_who(session: Session, *, address: str) -> None:
    """Count that an address typed a name that may be somebody's; refused when it did too often."""
    count_try(session, bucket=f"asked:{_household(address)}", limit=ASKED, minutes=10)


def _code_buckets(address: str, *, resuming: bool) -> list[tuple[str, int]]:
    mine = [(f"code:{_household(address)}", CODES_A_MINUTE)]
    return [*mine, (_EVERYWHERE, RESUME_CODES_A_MINUTE)] if resuming else mine


def _household(address: str) -> str:
    """What of an address is one visitor's: a network of IPv6 (/64) has more addresses than can be counted."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found) >> 64 << 64, 64)))
