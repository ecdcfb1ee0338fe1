"""How many sockets an address, and whoever is known on it, may hold.

A whole room comes from one address, and every tab has two sockets. Whoever reads the join form is not known
yet, so a room's worth of visitors has places; what they do there waits (pages/ui/turnstile.py).
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

from web.pace import Bucket

SOCKETS_AN_ADDRESS = 2000
SOCKETS_A_VISITORS_ADDRESS = 250
SOCKETS_A_HOLDER = 60
"""Thirty tabs of one participant, account or projected workshop."""
VISITS = (10.0, 300.0)
"""Sockets of visitors that an address opens: a second, and at once."""
ADDRESSES = 4096


class Places:
    """The sockets that are open, and how fast visitors' were opened."""

    def __init__(self) -> None:
        self.sockets: Counter[str] = Counter()
        self.visitors: Counter[str] = Counter()
        self.holders: Counter[str] = Counter()
        self._visits: OrderedDict[str, Bucket] = OrderedDict()

    @contextmanager
    def taken(self, address: str) -> Iterator["Place"]:
        """A place for one socket, for as long as it is open."""
        place = Place(self, address)
        self.sockets[address] += 1
        try:
            yield place
        finally:
            _give_back(self.sockets, address)
            place.leave()

    def visit(self, address: str) -> bool:
        """Whether another visitor's socket may be opened from here now."""
        bucket = self._visits.pop(address, None) or Bucket(*VISITS)
        self._visits[address] = bucket
        if len(self._visits) > ADDRESSES:
            self._visits.popitem(last=False)
        if bucket.take():
            bucket.give_back()
            return False
        return True


class Place:
    """One socket's place; whose it is turns out after the address was counted."""

    def __init__(self, places: Places, address: str) -> None:
        self._places, self._address = places, address
        self._held: tuple[Counter[str], str] | None = None

    def has_room(self) -> bool:
        """Whether the address holds no more sockets than it may."""
        return self._places.sockets[self._address] <= SOCKETS_AN_ADDRESS

    def belongs_to(self, known: str | None) -> bool:
        """Whether this holder, or a visitor, may have this place too."""
        if not self.has_room():
            return False
        if known is None:
            held, name, most = self._places.visitors, self._address, SOCKETS_A_VISITORS_ADDRESS
        else:
            held, name, most = self._places.holders, known, SOCKETS_A_HOLDER
        if held[name] >= most or (known is None and not self._places.visit(name)):
            return False
        held[name] += 1
        self._held = (held, name)
        return True

    def leave(self) -> None:
        """The socket is closed."""
        if self._held is not None:
            _give_back(*self._held)


def _give_back(counted: Counter[str], name: str) -> None:
    counted[name] -= 1
    if not counted[name]:
        del counted[name]
