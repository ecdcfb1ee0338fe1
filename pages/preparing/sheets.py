"""What to print: sheets for the door, the tables, the vote and whoever has no screen."""

import streamlit as st

from db.session import reading
from facilitation.groups import groups_view
from facilitation.report_choice import Choice
from pages.preparing import Preparation
from pages.ui.file_language import draw_file_language, file_language
from pages.ui.surfaces.downloads import File, Shelf, downloads
from pages.ui.words import _


def draw(preparation: Preparation) -> None:
    """A shelf for every sheet, with what it says now; it can be printed again at any moment."""
    st.caption(_("Each sheet says what is known now."))
    draw_file_language(preparation.workshop_id, preparation.settings.language)
    with reading() as session:
        tables = len(groups_view(session, preparation.workshop_id, "console").groups)
    shelves = [
        _poster(preparation),
        _shelf(
            preparation,
            _("Attendance sheet"),
            _("Who is expected, with a box to sign in, and empty lines for the others."),
            {"attendance.pdf": "A4"},
        ),
        _shelf(
            preparation,
            _("Name badges"),
            _("Ten a leaf, with lines to cut along; empty ones fill the last leaf."),
            {"badges.pdf": "A4"},
        ),
        _shelf(
            preparation,
            _("Paper ballots"),
            _(
                "For whoever votes without a screen: what stands on the wall, or numbered lines to fill in. "
                "Print as many copies as you need; enter each ballot with “Vote for somebody”."
            ),
            {"ballots.pdf": "A4"},
        ),
        _table_sheets(preparation, tables),
        _shelf(
            preparation,
            _("Blank canvases"),
            _("One large leaf with every question and room to write, for a table without a screen."),
            {
                "canvas-decomposition.pdf": _("Decomposition (A3)"),
                "canvas-perspective.pdf": _("Perspective (A3)"),
            },
        ),
    ]
    downloads(shelves, key="prepare-sheets")


def _poster(preparation: Preparation) -> Shelf:
    if preparation.settings.code is None:
        text = _("The code was withdrawn: make a new one under “Links”, then print the poster.")
        return _shelf(preparation, _("Poster to join"), text, {})
    return _shelf(
        preparation,
        _("Poster to join"),
        _("The QR code, the address and the code, for the door and the walls."),
        {"join-poster-a3.pdf": "A3", "join-poster-a4.pdf": "A4"},
    )


def _table_sheets(preparation: Preparation, tables: int) -> Shelf:
    if not tables:
        text = _("They can be printed once the tables are made.")
        return _shelf(preparation, _("Table sheets"), text, {})
    return _shelf(
        preparation,
        _("Table sheets"),
        _("A leaf a table to print: its people, its tasks, the ten questions with room to write."),
        {"table-sheets.pdf": "A4"},
    )


def _shelf(preparation: Preparation, title: str, text: str, names: dict[str, str]) -> Shelf:
    choice = Choice(language=file_language(preparation.workshop_id, preparation.settings.language))
    return Shelf(
        title,
        text,
        tuple(
            File(paper, f"{title} ({paper})", f"/download/{preparation.workshop_id}/{name}{choice.query}")
            for name, paper in names.items()
        ),
    )
