"""Which day it is where workshops are held: one is over once its day has ended there."""

from datetime import date

from db.base import now
from db.session import Session
from db.workshops import zones_in_use
from hours import local


def today(session: Session) -> dict[str, date]:
    """The day that it is in each time zone of a workshop."""
    return {zone: local(now(), zone).date() for zone in zones_in_use(session)}
