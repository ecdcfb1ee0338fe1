"""The attendance sheet: who is expected, with a box each to sign in, and empty lines for the others."""

from dataclasses import asdict

from db.session import Session
from facilitation.exports.printables.attending import attending
from facilitation.exports.printables.frame import frame
from translation import Language

FEWEST_EMPTY, MOST_EMPTY = 5, 40
"""Lines for those whom nobody had announced, at least: the last leaf is filled with them."""


def attendance(session: Session, workshop_id: int, language: Language | None = None) -> bytes:
    """The sheet as a PDF (PDF/UA-1). Raises NotFound."""
    made = frame(session, workshop_id, language)
    people = attending(session, workshop_id, made.words)
    nameless = made.workshop.expected - len(people)
    _ = made.words.gettext
    return made.printed(
        "attendance.typ",
        people=[asdict(one) for one in people],
        empty=min(max(nameless, FEWEST_EMPTY), MOST_EMPTY),
        words={
            "title": _("Attendance sheet"),
            "number": _("No."),
            "name": _("Name"),
            "territory": _("Territory"),
            "role": _("Role"),
            "signature": _("Signature"),
            "page": _("Page {number} of {count}"),
        },
    )
