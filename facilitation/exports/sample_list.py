"""A list of people to fill in, which is read again as it was meant: four headings, one line for each role."""

import io

from db.people import PersonRole
from db.session import Session
from facilitation.exports.printables.frame import frame
from facilitation.exports.words import Words
from facilitation.terms import N_
from translation import Language

SAMPLES = (
    ("Ben Ali", "Amina", "Pays de Grasse", PersonRole.elected),
    ("Hoarau", "Paul", "TCO, La Réunion", PersonRole.officer),
    ("Le Goff", "Maëlys", N_("Prefecture"), PersonRole.state),
    ("Petit", "Luc", "Pays de Grasse", PersonRole.project),
)
"""Nobody: people as they might stand on a list."""
TO_FILL = 200
WIDTHS = (24, 20, 44, 24)


def sample_list(session: Session, workshop_id: int, language: Language | None = None) -> bytes:
    """The list as an Excel workbook, in the workshop's language or the one asked for. Raises NotFound."""
    words = frame(session, workshop_id, language).words
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(words.gettext("People"))
        head = book.add_format({"bold": True, "bottom": 1})
        for column, (heading, width) in enumerate(zip(_headings(words), WIDTHS, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, heading, head)
        for line, (last, first, place, role) in enumerate(SAMPLES, 1):
            for column, cell in enumerate((last, first, words.gettext(place), words.term(role))):
                page.write_string(line, column, cell)
        roles = [words.term(role) for role in PersonRole]
        page.data_validation(
            1, 3, TO_FILL, 3, {"validate": "list", "source": roles, "error_type": "information"}
        )
        page.freeze_panes(1, 0)
    return out.getvalue()


def _headings(words: Words) -> tuple[str, str, str, str]:
    _ = words.gettext
    return _("Last name"), _("First name"), _("Territory"), _("Role")
