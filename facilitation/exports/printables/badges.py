"""Name badges: ten a leaf to cut, then empty ones to fill the last leaf for whoever comes unannounced."""

from dataclasses import asdict
from textwrap import shorten

from db.session import Session
from facilitation.exports.printables.attending import attending
from facilitation.exports.printables.frame import frame
from translation import Language

A_LEAF = 10
THEME_LIMIT = 80
"""Characters of the theme that a badge has room for."""


def badges(session: Session, workshop_id: int, language: Language | None = None) -> bytes:
    """The badges as a PDF (PDF/UA-1); a leaf of empty ones where nobody is expected yet. Raises NotFound."""
    made = frame(session, workshop_id, language)
    people = attending(session, workshop_id, made.words)
    _ = made.words.gettext
    return made.printed(
        "badges.typ",
        people=[asdict(one) for one in people],
        theme=shorten(made.workshop.theme, THEME_LIMIT, placeholder="…"),
        empty=-len(people) % A_LEAF if people else A_LEAF,
        words={"title": _("Name badges"), "name": _("Name"), "territory": _("Territory")},
    )
