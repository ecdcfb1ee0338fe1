"""A spreadsheet that somebody sent is read as far as a list may go, whatever it says of itself."""

import io
import json
import sys
import zipfile
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from facilitation import people_table
from facilitation.apart import Bounds
from facilitation.errors import BadFile
from facilitation.people_table import read_people_table
from facilitation.spreadsheet import COLUMN_LIMIT, LINE_LIMIT, kept_within, lines_of, main

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
    with pytest.raises(BadFile, match=refusal.value.reason):
        lines_of(content)
    return refusal.value.reason


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
    assert list(kept_within([[2.0, 2.5, True]])) == [(1, ["2", "2.5", "True"])]
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
        lines_of(b"PK\x03\x04" + b"PK\x01\x02" * 1_001)
    with pytest.raises(BadFile, match="too_large"):
        lines_of(bytes(1_000_001))


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
        lines_of(spreadsheet(listed))


def test_the_lines_are_said_in_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sent = spreadsheet(listed)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
    main()
    assert json.loads(capsys.readouterr().out) == [[1, ["Nom", "Territoire"]], [2, ["Amina", "12"]]]


def test_what_unpacks_to_too_much_is_refused_here_as_there() -> None:
    content = changed(spreadsheet(listed), "xl/worksheets/sheet1.xml", b"Amina", b"x" * 20_000_001)
    assert reason(content) == "too_large"


def test_what_is_no_spreadsheet_is_refused_here_as_there() -> None:
    assert reason(b"PK\x03\x04 and nothing like a spreadsheet") == "spreadsheet"
