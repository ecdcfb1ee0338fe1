import io
import zipfile

import openpyxl
import pytest

from db.people import PersonRole
from facilitation.errors import BadFile
from facilitation.people_table import PersonRow, Problem, read_people_table

AMINA = PersonRow(2, "Amina", "Pays de Grasse", PersonRole.elected)
PAUL = PersonRow(3, "Paul Élie", "TCO", PersonRole.officer)


def spreadsheet(*rows: tuple[str | int | None, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_whatever_its_separator_and_usual_encoding(separator: str, encoding: str) -> None:
    rows = ["Nom;Territoire;Rôle", "Amina;Pays de Grasse;Élue", "Paul Élie;TCO;technicien·ne"]
    content = "\r\n".join(rows).replace(";", separator).encode(encoding)
    assert read_people_table(content, "gens.csv").rows == [AMINA, PAUL]


def test_headers_and_roles_may_be_english_and_in_any_order() -> None:
    text = "role,name,territory\nElected member,Amina,Pays de Grasse\nOFFICER,Paul Élie,TCO"
    assert read_people_table(text.encode(), "people.csv").rows == [AMINA, PAUL]


def test_first_names_may_stand_in_a_column_of_their_own() -> None:
    assert read_people_table("Prénom;Nom\nAmina;Ben Ali".encode(), "gens.csv").rows == [
        PersonRow(2, "Amina Ben Ali", "", PersonRole.other)
    ]


def test_a_paste_needs_no_header() -> None:
    assert read_people_table("Zoé;TCO;autre\n\nLéo") == read_people_table("Zoé\tTCO\tother\n\nLéo")
    assert read_people_table("Zoé;TCO;autre\n\nLéo").rows == [
        PersonRow(1, "Zoé", "TCO", PersonRole.other),
        PersonRow(3, "Léo", "", PersonRole.other),
    ]


def test_a_spreadsheet_is_read_with_the_lines_it_shows() -> None:
    content = spreadsheet(
        ("Nom", "Territoire", "Rôle"),
        ("Amina", "Pays de Grasse", "élu"),
        (),
        (12, None, "État"),
    )
    assert read_people_table(content, "gens.xlsx").rows == [AMINA, PersonRow(4, "12", "", PersonRole.state)]


def test_bad_rows_are_told_with_their_line_and_reason_and_good_ones_kept() -> None:
    text = "\n".join(
        [
            "Nom;Territoire;Rôle",
            "Amina;Pays de Grasse;élue",
            ";TCO;élu",
            "a" * 81 + ";TCO;élu",
            "Zoé;" + "t" * 81 + ";élu",
            "Léo;TCO;roi",
            "AMINA;TCO;élue",
        ]
    )
    table = read_people_table(text.encode(), "gens.csv")
    assert table.rows == [AMINA]
    assert table.problems == [
        Problem(3, "no_name", ""),
        Problem(4, "name_too_long", " " + "a" * 39),
        Problem(5, "territory_too_long", "t" * 40),
        Problem(6, "unknown_role", "roi"),
        Problem(7, "same_name_twice", "AMINA"),
    ]


def test_a_quoted_cell_may_span_lines_and_hold_separators() -> None:
    table = read_people_table('Nom;Territoire\n"Amina\nBen Ali";"Val; Loire"\nZoé;', "gens.csv")
    assert table.rows == [
        PersonRow(3, "Amina Ben Ali", "Val; Loire", PersonRole.other),
        PersonRow(4, "Zoé", "", PersonRole.other),
    ]


def test_a_spreadsheet_that_unpacks_to_something_huge_is_refused_unread() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 20_000_001)
    with pytest.raises(BadFile) as refusal:
        read_people_table(file.getvalue(), "gens.xlsx")
    assert refusal.value.reason == "too_large"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        ("Nom;Rôle\nÉlodie;élue".encode("utf-16"), "gens.csv", "encoding"),
        (b"Nom\n\x81\x8d", "gens.csv", "encoding"),
        (b"Nom\n\xe9\x01", "gens.csv", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "gens.csv", "binary"),
        (b"PK\x03\x04 and nothing like a spreadsheet", "gens.xlsx", "spreadsheet"),
        (b"Nom;Territoire\nAmina;TCO", "gens.xlsx", "spreadsheet"),
        (b"", "gens.csv", "empty"),
        (b" \n;;\n", "gens.csv", "empty"),
        (b"couleur;taille\nvert;12", "gens.csv", "headers"),
        (b"a" * 1_000_001, "gens.csv", "too_large"),
        (b"Nom\n" + b"a\n" * 2_000, "gens.csv", "too_large"),
        (b"Nom\n" + b"a" * 200_000, "gens.csv", "binary"),
    ],
)
def test_what_is_no_list_of_people_is_refused_with_a_reason(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(BadFile) as refusal:
        read_people_table(content, name)
    assert refusal.value.reason == reason
