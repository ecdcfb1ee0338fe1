"""Whether the database answers."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def answer(session: Session) -> None:
    """Ask the database for nothing in particular; raises what is wrong with it."""
    session.execute(text("SELECT 1"))
