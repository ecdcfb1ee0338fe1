"""A list as an assistant keeps it becomes badges: what is not sure is asked, and no name is typed again."""

import io
import os
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect
from pypdf import PdfReader
from sqlalchemy import Engine

from tests.browser.conftest import OpenPage
from tests.browser.patience import until
from tests.browser.screens import Screen
from tests.browser.seeded import Room
from tests.browser.server import Server

pytestmark = pytest.mark.browser

LINES: list[list[str | int | None]] = [
    ["Atelier du 12 mars : liste des participants"],
    [],
    ["N°", "NOM Prénom*", "Collectivité / structure", "EPCI", "Fonction", "Participant"],
    [1, "BÉRENGER-LEFÈVRE Zoé", "Saint-Malo", "CA du Pays de Saint-Malo", "Maire", "oui"],
    [2, "O’NEILL, Maëlys", "Grasse", "Pays de Grasse", "DGS", "oui"],
    [3, "Mme Marie MARTIN", "Préfecture de l’Indre", None, "Chargée de mission", "oui"],
    [4, "Paul HOARAU", "TCO", "Territoire de l’Ouest", "Ambassadeur du vélo", "non"],
    [],
    [None, None, "Association « Les Voies douces de la Creuse et de ses affluents », à Éguzon-Chantôme",
     None, "Présidente d’association", "oui"],
    ["Total", 5],
]  # fmt: skip
NAMED = ("Zoé BÉRENGER-LEFÈVRE", "Maëlys O’NEILL", "Marie MARTIN", "Paul HOARAU")


def messy_list() -> bytes:
    """A workbook that begins with how to use it."""
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("Lisez-moi", 0).append(["Une ligne par personne. Ne pas modifier les titres."])
    for line in LINES:
        book.worksheets[1].append(line)
    book.save(out)
    return out.getvalue()


def shown(screen: Screen, name: str) -> None:
    """Keep a picture of the page where somebody asks for it."""
    if folder := os.environ.get("SCREENSHOTS"):
        screen.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_badges_are_printed_from_a_messy_list_without_typing_a_name_again(
    rules: Engine, server: Server, visit: OpenPage
) -> None:
    assert rules is not None
    room = Room(server, visit)
    desk = room.desk("prepare")
    desk.page.get_by_role("tab", name="Participants").click()
    desk.page.locator("input#file").set_input_files(
        {"name": "Liste V3 (def).xlsx", "mimeType": "application/octet-stream", "buffer": messy_list()}
    )
    desk.sees("Plusieurs colonnes peuvent convenir", "6 lignes dans la liste", "Ambassadeur du vélo")
    desk.rests()
    shown(desk, "list-asked")
    desk.select("people-column-territory", "EPCI")
    desk.select("people-titles", "Porteur")
    desk.sees("6 lignes dans la liste · 2 à regarder · 1 non inscrite")
    write_into(desk, line=3, column=3, text="Indre")
    desk.sees("6 lignes dans la liste · 1 à regarder · 1 non inscrite")
    desk.rests()
    shown(desk, "list-answered")
    desk.press("people-confirm")
    desk.sees("À nommer 1", "Marie MARTIN · Indre · Technicien·ne", *NAMED)
    shown(desk, "list-entered")

    desk.page.get_by_role("tab", name="À imprimer").click()
    with desk.page.expect_download(timeout=90_000) as taken:
        desk.page.locator("a[href*='badges.pdf']").click()
    printed = unbroken(PdfReader(taken.value.path()).pages[0].extract_text())
    for told in (
        *NAMED,
        "CA du Pays de Saint-Malo",
        "Territoire de l’Ouest",
        "Indre",
        "Porteur·se de projet",
    ):
        assert unbroken(told) in printed


def unbroken(text: str) -> str:
    """A text without its spaces and line breaks: a long name is set in two lines."""
    return "".join(text.split())


def write_into(screen: Screen, *, line: int, column: int, text: str) -> None:
    """Write into a cell of the list as one does in a spreadsheet."""
    grid = screen.page.locator(".st-key-people-preview-1 .dvn-scroller")
    cell = screen.page.locator(f".st-key-people-preview-1 #glide-cell-{column - 1}-{line - 1}")
    field = screen.page.locator("#portal textarea")

    def is_open() -> bool:
        """A click gives the list the focus, chooses the cell or opens it."""
        grid.click(position={"x": 420, "y": 38 * line + 19}, delay=100)
        return field.is_visible()

    screen.rests()
    until(is_open, "the cell is open")
    field.fill(text)
    field.press("Enter")
    expect(cell).to_have_text(text)
