"""What is printed for the day, one module a sheet. They bear names: only who runs a workshop has them."""

from functools import partial
from types import MappingProxyType
from typing import Protocol

from db.session import Session
from facilitation.exports.printables.attendance import attendance
from facilitation.exports.printables.badges import badges
from facilitation.exports.printables.ballots import ballots
from facilitation.exports.printables.canvases import decomposition_canvas, perspective_canvas
from facilitation.exports.printables.join_poster import join_poster
from facilitation.exports.printables.table_sheets import table_sheets
from translation import Language


class Print(Protocol):
    """What prints a sheet of a workshop, in its language or the one that is chosen."""

    def __call__(self, session: Session, workshop_id: int, language: Language | None = None, /) -> bytes:
        """The sheet as a PDF."""
        ...


PRINTABLES = MappingProxyType[str, Print](
    {
        "join-poster-a3.pdf": partial(join_poster, paper="a3"),
        "join-poster-a4.pdf": partial(join_poster, paper="a4"),
        "badges.pdf": badges,
        "attendance.pdf": attendance,
        "ballots.pdf": ballots,
        "table-sheets.pdf": table_sheets,
        "canvas-decomposition.pdf": decomposition_canvas,
        "canvas-perspective.pdf": perspective_canvas,
    }
)
"""Every sheet to print, by the name of its file; each raises NotFound where there is nothing to print yet."""
