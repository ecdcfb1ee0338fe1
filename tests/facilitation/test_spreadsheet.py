"""A spreadsheet that somebody sent is read as far as a list may go, whatever it says of itself."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from facilitation import people_table
from facilitation.apart import Bounds
from facilitation.errors import BadFile
from facilitation.people_table import read_people_table
from facilitation.spreadsheet import COLUMN_LIMIT, LINE_LIMIT, Sheet, kept_within, main, sheets_of

CASES = Path(__file__).parents[1] / "cases"
Fill = Callable[[Worksheet], object]


def spreadsheet(fill: Fill) -> bytes:
    """An XLSX file whose sheet was filled like this."""
    book, out = Workbook(), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    book.save(out)
    return out.getvalue()


def changed(content: bytes, part: str, before: bytes, after: bytes) -> bytes:
    """The file with something else in one of its parts."""
    out = io.BytesIO()
    assert before in zipfile.ZipFile(io.BytesIO(content)).read(part)
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            read = old.read(entry)
            new.writestr(entry.filename, read.replace(before, after) if entry.filename == part else read)
    return out.getvalue()


def listed(sheet: Worksheet) -> None:
    sheet.append(["Nom", "Territoire"])
    sheet.append(["Amina", 12.0])


def reason(content: bytes) -> str:
    """Why the list is refused, here as in a process of its own."""
    with pytest.raises(BadFile) as refusal:
        read_people_table(content, "gens.xlsx")
    assert refusal.value.reason == reason_here(content)
    return refusal.value.reason


def reason_here(content: bytes) -> str:
    try:
        return next(sheet.refused for sheet in sheets_of(content))
    except BadFile as refusal:
        return refusal.reason


@pytest.mark.attack("a spreadsheet of 5 KB with a cell at the far end of the sheet")
@pytest.mark.parametrize("place", ["XFD1048576", "XFD2", "A1048576"])
def test_a_cell_far_from_the_list_is_refused(place: str) -> None:
    def fill(sheet: Worksheet) -> None:
        listed(sheet)
        sheet[place] = "x"

    content = spreadsheet(fill)
    assert len(content) < 6_000
    assert reason(content) == "far"


def test_an_empty_cell_far_from_the_list_is_no_part_of_it() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(sheet)
        sheet["C1048576"].number_format = "0.00"

    assert [row.name for row in read_people_table(spreadsheet(fill), "gens.xlsx").rows] == ["Amina"]


def test_a_line_beyond_the_last_is_refused() -> None:
    sheet = "xl/worksheets/sheet1.xml"
    assert reason(changed(spreadsheet(listed), sheet, b'<row r="2"', b'<row r="2000000"')) == "far"


@pytest.mark.attack("a small spreadsheet whose few texts stand in a million cells")
def test_what_a_list_says_in_all_is_bounded() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Nom"])
        for _ in range(800):
            sheet.append(["x" * 3_000])

    assert reason(spreadsheet(fill)) == "too_large"


def test_rows_of_any_kind_are_kept_within_the_limits() -> None:
    assert list(kept_within([["a", None], [None], ["", " b "]])) == [(1, ["a", ""]), (3, ["", "b"])]
    assert list(kept_within([[2.0, 2.5, True]])) == [(1, ["2", "2.5", "True"])]
    days = [datetime.fromisoformat("2026-03-12"), datetime.fromisoformat("2026-03-12 09:30")]
    assert list(kept_within([days])) == [(1, ["2026-03-12", "2026-03-12 09:30:00"])]
    assert list(kept_within([["a"] * COLUMN_LIMIT + [None]])) == [(1, ["a"] * COLUMN_LIMIT)]
    with pytest.raises(BadFile, match="too_large"):
        list(kept_within([["a"]] * (LINE_LIMIT + 1)))
    with pytest.raises(BadFile, match="far"):
        list(kept_within([["a"] * (COLUMN_LIMIT + 1)]))


@pytest.mark.attack("a spreadsheet with entities that name other entities, or a file of the server")
@pytest.mark.parametrize(
    "types",
    [
        b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]>',
        b'<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
    ids=["bomb", "external"],
)
def test_a_spreadsheet_with_types_of_its_own_is_refused(types: bytes) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    content = changed(spreadsheet(listed), sheet, b"<worksheet", types + b"<worksheet")
    assert reason(content) == "spreadsheet"


def test_what_has_too_many_parts_is_not_opened() -> None:
    with pytest.raises(BadFile, match="too_large"):
        sheets_of(b"PK\x03\x04" + b"PK\x01\x02" * 1_001)
    with pytest.raises(BadFile, match="too_large"):
        sheets_of(bytes(1_000_001))


def test_a_spreadsheet_that_takes_too_much_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_table, "READING", Bounds(seconds=10, megabytes=50))
    content = changed(spreadsheet(listed), "xl/worksheets/sheet1.xml", b"Amina", b"x" * 19_000_000)
    with pytest.raises(BadFile, match="too_large"):
        read_people_table(content, "gens.xlsx")


def test_memory_that_runs_out_is_no_bad_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more(*_: object, **__: object) -> str:
        raise MemoryError

    monkeypatch.setattr("openpyxl.load_workbook", no_more)
    with pytest.raises(MemoryError):
        sheets_of(spreadsheet(listed))


def test_the_lines_are_said_in_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = spreadsheet(listed)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
    main()
    told = [["Sheet", [[1, ["Nom", "Territoire"]], [2, ["Amina", "12"]]], ""]]
    assert json.loads(capsys.readouterr().out) == told


def test_what_unpacks_to_too_much_is_refused_here_as_there() -> None:
    content = changed(spreadsheet(listed), "xl/worksheets/sheet1.xml", b"Amina", b"x" * 20_000_001)
    assert reason(content) == "too_large"


def test_what_is_no_spreadsheet_is_refused_here_as_there() -> None:
    assert reason(b"PK\x03\x04 and nothing like a spreadsheet") == "spreadsheet"


def test_cells_merged_downwards_say_the_same_on_each_of_their_lines() -> None:
    def fill(sheet: Worksheet) -> None:
        listed(sheet)
        sheet.append(["Paul"])
        sheet.append([None, None, "x"])
        sheet.append(["Zoé", "TCO"])
        sheet.merge_cells("B2:B4")
        sheet.merge_cells("AA2:AA3")

    assert sheets_of(spreadsheet(fill))[0].lines == [
        (1, ["Nom", "Territoire"]),
        (2, ["Amina", "12"]),
        (3, ["Paul", "12"]),
        (4, ["", "12", "x"]),
        (5, ["Zoé", "TCO"]),
    ]


def test_hidden_sheets_and_charts_are_no_list() -> None:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0].append(["Nom"])
    book.create_sheet("Rôles").append(["élu"])
    book.worksheets[1].sheet_state = "veryHidden"
    book.create_chartsheet("Courbe")
    book.save(out)
    assert sheets_of(out.getvalue()) == [Sheet("Sheet", [(1, ["Nom"])])]


@pytest.mark.parametrize("name", ["people-excel-97.xls", "people-25-libreoffice.ods"])
def test_other_formats_are_read_as_sheets_too(name: str) -> None:
    (sheet,) = sheets_of((CASES / name).read_bytes())
    headings = next(cells for _, cells in sheet.lines if len([cell for cell in cells if cell]) > 1)
    assert (sheet.name, headings) == ("Participants", ["Nom", "Prénom", "Collectivité", "Fonction"])


def test_what_one_reader_stumbles_over_the_other_one_tries() -> None:
    """A workbook whose styles are broken, as some programs write them."""
    content = changed(
        spreadsheet(listed), "xl/styles.xml", b"<fills", b"<fills><fill><nonsense/></fill></fills><fills"
    )
    assert sheets_of(content) == [Sheet("Sheet", [(1, ["Nom", "Territoire"]), (2, ["Amina", "12"])])]


@pytest.mark.parametrize(
    "content",
    [b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked.ods"],
    ids=["excel", "opendocument"],
)
def test_a_file_with_a_password_says_so(content: bytes | str) -> None:
    if isinstance(content, str):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
        content = out.getvalue()
    assert reason(content) == "locked"


@pytest.mark.attack("an old spreadsheet whose far cell takes the memory of the server")
def test_a_far_cell_of_a_binary_workbook_takes_no_more_than_its_process_may() -> None:
    content = (CASES / "people-far.xls").read_bytes()
    with pytest.raises(BadFile, match="too_large"):
        read_people_table(content, "gens.xls")


def test_what_panics_is_a_bad_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    class Panic(BaseException):
        """As pyo3 raises what Rust could not go on with: no Exception."""

    def panics(*_: object, **__: object) -> str:
        raise Panic

    monkeypatch.setattr("openpyxl.load_workbook", panics)
    with pytest.raises(BadFile, match="spreadsheet"):
        sheets_of(spreadsheet(listed))
