"""Addresses: the names under which this machine is reached, and those that lead nowhere from another one."""

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - what an operator may listen on
NOWHERE = ("192.0.2.1", 9)
"""An address of nobody's: where a way to it would begin is where we are reached. Nothing is sent."""


def names_of_machine() -> frozenset[str]:
    """The names that a room without a name server knows this machine by: its own, and the same under .local.

    Nobody can register such a name, so no foreign page can be led here under one.
    """
    whole = socket.gethostname().lower().rstrip(".")
    short = whole.partition(".")[0]
    return frozenset(filter(None, (short, f"{short}.local" if short else "")))


def reached_at(host: str) -> str:
    """Where others reach who listens on `host`: localhost where nobody does."""
    if is_only_here(host):
        return "localhost"
    if host not in EVERYWHERE:
        return f"[{host}]" if ":" in host else host
    return _address() or f"{socket.gethostname().partition('.')[0].lower()}.local"


def is_only_here(name: str) -> bool:
    """Whether a name means the machine that it is typed on."""
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def leads_here(origin: str) -> bool:
    """Whether an origin (http://name:port) is one that others can type."""
    name = urlsplit(origin).hostname
    return bool(name) and not is_only_here(name or "")


def _address() -> str:
    """The address of this machine in the network that it is in, or nothing where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(NOWHERE)
        except OSError:
            return ""
        found: str = way.getsockname()[0]
    return found
