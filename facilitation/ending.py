"""The end of a workshop, and the thirty days after it in which who took part still finds their place."""

from datetime import datetime, timedelta

from db.base import now
from db.workshops import Workshop
from facilitation.errors import WorkshopClosed

OPEN_FOR = timedelta(days=30)


def still_open(workshop: Workshop, at: datetime | None = None) -> None:
    """Go on while a workshop has not ended, or not for thirty days. Raises WorkshopClosed."""
    if workshop.closed_at is not None and (at or now()) >= workshop.closed_at + OPEN_FOR:
        raise WorkshopClosed


def going_on(workshop: Workshop | None) -> None:
    """Go on while a workshop has not ended: after it a participant writes no more. Raises WorkshopClosed."""
    if workshop is None or workshop.closed_at is not None:
        raise WorkshopClosed
