"""Spreadsheets and data, read by what did not write them: the same facts, in types, never a formula."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pandas
import pytest
from odf.opendocument import load
from odf.table import DatabaseRange, TableCell, TableHeaderRows
from odf.teletype import extractText
from odf.text import P, S
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from db.session import writing
from facilitation.counts import WITHHELD
from facilitation.exports.data import data
from facilitation.exports.opendocument import opendocument
from facilitation.exports.sheets import Sheet, sheets
from facilitation.exports.workbook import workbook
from facilitation.report import Report, report
from tests.facilitation.exports.test_documents import FORMULA, voted, whole
from tests.factories.reports import grown
from tests.factories.workshops import make_workshop
from translation import LANGUAGES

pytestmark = pytest.mark.usefixtures("rules")

EXCEL_NAME = 31


def made_of_everything(language: str = "en") -> Report:
    with writing() as session:
        return whole(session, language)[1]


def made_of_a_vote() -> Report:
    with writing() as session:
        return report(session, voted(session))


def opened(made: Report) -> Workbook:
    return load_workbook(io.BytesIO(workbook(made)))


def column(book: Workbook, sheet: str, title: str) -> list[Cell]:
    head, *rows = list(book[sheet].iter_rows())
    at = [cell.value for cell in head].index(title)
    return [cell for row in rows if isinstance(cell := row[at], Cell)]


def values(book: Workbook, sheet: str, title: str) -> list[object]:
    return [cell.value for cell in column(book, sheet, title)]


def test_every_thing_has_its_sheet_with_a_head_that_stays_and_filters() -> None:
    book = opened(made_of_everything())
    assert {"Workshop", "Agenda", "Initiatives", "Tables", "Contributions", "Verdicts"} <= set(
        book.sheetnames
    )
    for page in book.worksheets:
        assert str(page.freeze_panes)[1:] == "2"
        assert page.auto_filter.ref == page.dimensions
        assert page.print_title_rows == "$1:$1"


def test_cells_have_their_types() -> None:
    book = opened(replace(made_of_everything(), date=date(2026, 11, 21)))
    (day,) = (cell for cell in column(book, "Workshop", "Value") if cell.number_format == "d mmm yyyy")
    assert str(day.value) == "2026-11-21 00:00:00"
    (first, *_rest) = column(book, "Contributions", "Id")
    (time, *_rest) = column(book, "Contributions", "Time")
    assert (first.data_type, first.value) == ("n", 1)
    assert (time.data_type, type(time.value), time.number_format) == ("d", datetime, "d mmm yyyy hh:mm")


def test_no_cell_is_ever_a_formula_and_none_becomes_one_by_an_edit() -> None:
    book = opened(made_of_everything())
    hostile = next(cell for cell in column(book, "Contributions", "Text") if cell.value == FORMULA)
    assert (hostile.data_type, hostile.quotePrefix) == ("s", True)
    plain = next(cell for cell in column(book, "Contributions", "Text") if cell.value == "Sur papier")
    assert not plain.quotePrefix
    kinds = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert kinds == {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in column(book, "Initiatives", "Link"))


def test_support_is_told_alike_in_every_format() -> None:
    made = made_of_a_vote()
    book = opened(made)
    assert values(book, "Initiatives", "Dots") == [11, 7]
    assert values(book, "Initiatives", "Support: Elected member") == [6, 3]
    assert values(book, "Initiatives", "Support: =Rochefort") == [5, 4]
    read = pandas.read_excel(io.BytesIO(opendocument(made)), engine="odf", sheet_name="Initiatives")
    assert list(read["Support: Elected member"]) == [6, 3]
    told = json.loads(data(made))["initiatives"][0]
    assert (told["by_role"]["elected"], told["by_role"]["state"], told["territories"]) == (6, 0, 2)
    assert {"territory": "=Rochefort", "supporters": 5} in told["by_territory"]


def test_the_open_document_says_what_the_workbook_says() -> None:
    made = made_of_everything()
    book = opened(made)
    read = pandas.read_excel(io.BytesIO(opendocument(made)), engine="odf", sheet_name=None)
    assert list(read) == book.sheetnames
    texts = list(read["Contributions"]["Text"])
    assert texts == values(book, "Contributions", "Text")
    assert FORMULA in texts
    assert [moment.to_pydatetime() for moment in read["Contributions"]["Time"]] == values(
        book, "Contributions", "Time"
    )


HARD = "Un  double   espace\n et <b>une</b> ligne & une cloche\x07"


def test_the_open_document_keeps_spaces_and_lines_and_nothing_that_xml_forbids() -> None:
    made = made_of_everything()
    one = replace(made.contributions[0], text=HARD)
    book = opendocument(replace(made, contributions=(one,)))
    read = pandas.read_excel(io.BytesIO(book), engine="odf", sheet_name="Contributions")
    cell = next(cell for cell in elements(book, TableCell) if "double" in extractText(cell))
    assert [extractText(line) for line in cell.getElementsByType(P)] == [
        "Un  double   espace",
        " et <b>une</b> ligne & une cloche",
    ]
    assert [int(one.getAttribute("c")) for one in cell.getElementsByType(S)] == [2, 3, 1]
    assert list(read["Id"]) == [one.id]


def test_the_open_document_has_filters_colours_and_heads_that_stay_and_repeat() -> None:
    made = made_of_everything()
    book = opendocument(made)
    pages = sheets(made)
    assert [one.getAttribute("targetrangeaddress") for one in elements(book, DatabaseRange)][:2] == [
        f"'Workshop'.A1:'Workshop'.B{len(pages[0].rows) + 1}",
        f"'Agenda'.A1:'Agenda'.F{len(pages[1].rows) + 1}",
    ]
    assert len(elements(book, TableHeaderRows)) == len(pages)
    verdict = next(
        cell
        for cell in elements(book, TableCell)
        if str(cell) == "Adapt" and "shade" in cell.getAttribute("stylename")
    )
    assert verdict.getAttribute("stylename") == "shadeFADDB0"
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert parts.infolist()[0].filename == "mimetype"
        kept = parts.read("settings.xml").decode()
    assert kept.count('config:name="VerticalSplitPosition" config:type="int">1<') == len(pages)


def elements(book: bytes, kind: Callable[..., Any]) -> list[Any]:
    """What an OpenDocument file holds of this kind, read by odfpy."""
    found: list[Any] = load(io.BytesIO(book)).spreadsheet.getElementsByType(kind)
    return found


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    made = grown(made_of_everything(), posts=3)
    wide = next(sheet for sheet in sheets(made) if sheet.name == "Initiatives")
    (address,) = (
        one.getAttribute("targetrangeaddress")
        for one in elements(opendocument(made), DatabaseRange)
        if "Initiatives" in one.getAttribute("targetrangeaddress")
    )
    assert len(wide.columns) == 50
    assert address == f"'Initiatives'.A1:'Initiatives'.AX{len(wide.rows) + 1}"


def test_the_data_are_the_report_by_the_names_of_the_code() -> None:
    told = json.loads(data(made_of_everything()))
    assert (told["format"], told["version"], told["language"]) == ("essaim-report", 2, "en")
    assert [post["text"] for post in told["contributions"]] == [
        "50 000 €",
        FORMULA,
        "Un budget",
        "Sur papier",
    ]
    assert told["contributions"][1]["credit"] == {"author": "", "territory": "", "role": None}
    assert told["contributions"][2]["about"] == [1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_are_short_and_differ(language: str) -> None:
    made = grown(made_of_everything(language), posts=60)
    named = [sheet.name for sheet in sheets(made)]
    assert len(set(named)) == len(named)
    assert all(len(name) <= EXCEL_NAME and not set(name) & set("[]:*?/\\'") for name in named)


def test_rows_are_as_wide_as_their_head() -> None:
    def ragged(sheet: Sheet) -> bool:
        return any(len(row) != len(sheet.columns) for row in sheet.rows)

    for made in (made_of_everything(), made_of_a_vote(), grown(made_of_everything(), posts=60)):
        assert [sheet.name for sheet in sheets(made) if ragged(sheet)] == []


def test_a_workshop_of_three_thousand_posts_loses_none() -> None:
    made = grown(made_of_everything(), posts=3000)
    book = opened(made)
    assert values(book, "Contributions", "Id") == list(range(1, 3001))
    assert values(book, "Workshop", "Value")[values(book, "Workshop", "What").index("Participants")] == 400


def test_an_empty_workshop_has_a_workbook_that_opens() -> None:
    with writing() as session:
        made = report(session, make_workshop(session, language="en"))
    assert opened(made).sheetnames == ["Workshop", "Agenda"]
    assert b"PK" in opendocument(made)


def test_who_was_not_voted_on_has_no_number_and_nothing_withheld() -> None:
    made = made_of_a_vote()
    one, two = made.initiatives
    book = opened(replace(made, initiatives=(one, replace(two, by_role={}))))
    assert values(book, "Initiatives", "Support: Elected member") == [6, None]


@pytest.mark.attack("read a supporter without a territory from what is withheld beside a zero")
def test_supporters_without_a_territory_have_a_name_and_are_withheld_like_all_others() -> None:
    made = made_of_a_vote()
    one, two = (
        replace(
            entry,
            territories=WITHHELD,
            by_role=dict.fromkeys(entry.by_role, WITHHELD),
            by_territory=dict.fromkeys((*entry.by_territory, None), WITHHELD),
        )
        for entry in made.initiatives
    )
    few = replace(made, initiatives=(one, two))
    book = opened(few)
    for column_ in ("Support: Without a territory", "Support: Sicoval", "Territories in support"):
        assert values(book, "Initiatives", column_) == ["withheld", "withheld"]
    read = pandas.read_excel(io.BytesIO(opendocument(few)), engine="odf", sheet_name="Initiatives")
    assert list(read["Support: Without a territory"]) == ["withheld", "withheld"]
    told = json.loads(data(few))["initiatives"]
    assert [entry["by_territory"][-1] for entry in told] == [
        {"territory": None, "supporters": "withheld"}
    ] * 2
    assert [entry["territories"] for entry in told] == ["withheld", "withheld"]


def test_a_cell_that_a_breakdown_lacks_is_a_mistake() -> None:
    made = made_of_a_vote()
    one, two = made.initiatives
    with pytest.raises(KeyError):
        workbook(replace(made, initiatives=(one, replace(two, by_role={"elected": WITHHELD}))))
