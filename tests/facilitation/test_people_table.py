"""Lists as people have them: found in what was sent, every line of them, and what is not sure is told."""

import io
import zipfile
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from db.people import PersonRole
from facilitation.errors import BadFile
from facilitation.people_lists.headings import Field
from facilitation.people_lists.listed import ListedPerson
from facilitation.people_table import (
    PeopleTable,
    PersonRow,
    other_lists,
    people_table,
    read_people_list,
    read_people_table,
    rows_of,
)

CASES = Path(__file__).parents[1] / "cases"
FOUR = [
    ("Zoé BÉRENGER", "Communauté d'agglomération du Pays de Saint-Malo", "elected"),
    ("Maëlys O'NEILL", "Éguzon-Chantôme", "officer"),
    ("Jean-Loïc N'GUYEN-LEFÈVRE", "Île-de-Bréhat", "state"),
    ("A Ý", "Œuilly", "project"),
]
AMINA = PersonRow(2, "Amina", "Pays de Grasse", PersonRole.elected)
PAUL = PersonRow(3, "Paul Élie", "TCO", PersonRole.officer)
Cells = tuple[str | int | float | None, ...]


def workbook(*sheets: tuple[str, list[Cells]], merged: str = "", hidden: str = "") -> bytes:
    """An XLSX file with these sheets."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    book.save(out)
    return out.getvalue()


def opendocument(*rows: tuple[str, ...]) -> bytes:
    """An ODS file as LibreOffice writes it: empty lines and columns repeated to the end of the sheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        packed.writestr("META-INF/manifest.xml", manifest)
        packed.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="Liste">{lines}{end}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def case(name: str) -> PeopleTable:
    return read_people_table((CASES / name).read_bytes(), name)


def said(table: PeopleTable) -> list[tuple[str, str, str | None]]:
    """Who would be entered, from where, as what."""
    return [(one.name, one.territory, one.role and one.role.value) for one in table.people if one.taken]


def lacks(table: PeopleTable) -> list[tuple[str, ...]]:
    return [one.lacks for one in table.people]


@pytest.mark.parametrize(
    "name",
    [
        "people-05-title-row.csv",
        "people-06-sep-line.csv",
        "people-20-second-sheet.xlsx",
        "people-21-hidden-first-sheet.xlsx",
        "people-25-libreoffice.ods",
    ],
)
def test_the_list_is_found_wherever_it_is(name: str) -> None:
    table = case(name)
    assert said(table) == FOUR
    assert (table.columns.doubted, table.unknown_titles) == ((), [])


def test_a_list_of_a_mac_is_read_with_its_letters() -> None:
    assert said(case("people-04-macroman.csv"))[:3] == FOUR[:3]


def test_job_titles_are_understood_and_nobody_is_left_out() -> None:
    assert [(one.name, one.role) for one in case("people-09-job-titles.csv").people] == [
        ("Zoé Bérenger", "elected"),
        ("Luc Petit", "officer"),
        ("Léa Nguyen", "officer"),
        ("Awa Faye", "officer"),
        ("Max Roy", "elected"),
        ("Ève Blanc", "elected"),
        ("Tom Noir", "elected"),
        ("Ana Gris", "project"),
    ]


def test_a_column_of_yes_is_nobodys_name() -> None:
    assert said(case("people-10-participant-yes-column.csv")) == [
        ("Zoé Bérenger", "Éguzon", "elected"),
        ("Luc Petit", "Zuydcoote", "officer"),
    ]


def test_the_headings_of_a_form_are_understood() -> None:
    assert said(case("people-12-headings-of-a-form.csv")) == [("Zoé Bérenger", "Éguzon", "elected")]


def test_an_error_of_a_formula_is_told_and_is_no_territory() -> None:
    table = case("people-23-errors-and-formulas.xlsx")
    assert said(table) == [("Zoé Bérenger", "", "elected"), ("Luc Petit", "", "officer")]
    assert lacks(table) == [("error", "no_territory"), ("no_territory",)]


def test_homonyms_of_two_territories_are_two_people() -> None:
    table = case("people-27-homonyms.csv")
    assert said(table) == [("Marie Martin", "Éguzon", "elected"), ("Marie Martin", "Zuydcoote", "officer")]
    assert lacks(table) == [(), ("homonym",)]


def test_a_workbook_of_excel_97_is_read_with_its_merged_cells_and_without_its_hidden_sheet() -> None:
    table = case("people-excel-97.xls")
    assert said(table) == [
        ("Zoé Bérenger", "Éguzon", "elected"),
        ("Luc Petit", "Éguzon", "officer"),
        ("Ève Martin", "", None),
    ]
    assert table.unknown_titles == ["12"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "cp1252",
        "iso-8859-15",
        "mac_roman",
        "cp850",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
    ],
)
def test_a_text_is_read_whatever_its_separator_and_letters(separator: str, encoding: str) -> None:
    rows = ["Nom;Territoire;Rôle", "Amina;Pays de Grasse;Élue", "Paul Élie;TCO;technicienne"]
    content = "\r\n".join(rows).replace(";", separator).encode(encoding)
    assert read_people_table(content, "gens.csv").rows == [AMINA, PAUL]


def test_letters_that_were_read_wrongly_once_are_put_right() -> None:
    assert read_people_table("Nom;Rôle\nZoé;élue".encode().decode("cp1252").encode(), "a.csv").rows == [
        PersonRow(2, "Zoé", "", PersonRole.elected)
    ]
    assert read_people_table("Nom\nÃ‰\u0160\u017d".encode(), "a.csv").people[0].name == "Ã‰\u0160\u017d"


def test_headings_and_roles_may_be_english_and_in_any_order() -> None:
    text = "role,name,territory\nElected member,Amina,Pays de Grasse\nOFFICER,Paul Élie,TCO"
    assert read_people_table(text.encode(), "people.csv").rows == [AMINA, PAUL]


def test_a_paste_needs_no_header() -> None:
    assert read_people_table("Zoé;TCO;autre\n\nLéo").people == [
        ListedPerson(1, "Zoé", "TCO", PersonRole.other, "autre"),
        ListedPerson(3, "Léo", "", None, lacks=("no_territory", "no_role")),
    ]
    assert read_people_table("Zoé;TCO;autre\n\nLéo") == read_people_table("Zoé\tTCO\tautre\n\nLéo")


@pytest.mark.parametrize(
    "text", ["DUPONT, Jean\nMARTIN, Zoé", "DUPONT Jean\nMARTIN Zoé", "Jean DUPONT\nZoé MARTIN"]
)
def test_names_alone_are_a_list(text: str) -> None:
    assert [one.name for one in read_people_table(text).people] == ["Jean DUPONT", "Zoé MARTIN"]


def test_a_file_without_a_header_is_told_by_what_stands_in_it_and_asked_about() -> None:
    text = "1;Mme;BÉRENGER;Zoé;Éguzon;élue;z@x.fr\n2;M.;PETIT;Luc;Arles;agent;l@x.fr"
    table = read_people_table(text.encode(), "liste.csv")
    assert said(table) == [("Zoé BÉRENGER", "Éguzon", "elected"), ("Luc PETIT", "Arles", "officer")]
    assert table.columns.doubted == (Field.name, Field.first_name, Field.territory, Field.role)
    assert (table.headings[2], table.samples[2]) == ("", "BÉRENGER, PETIT")
    three = read_people_table(b"Zoe;Eguzon;reine\nLuc;Arles;roi", "liste.csv")
    assert (said(three)[0], three.unknown_titles) == (("Zoe", "Eguzon", None), ["reine", "roi"])
    two = read_people_table(b"Zoe;Eguzon\nLuc;Arles", "liste.csv")
    assert said(two) == [("Zoe", "Eguzon", None), ("Luc", "Arles", None)]
    assert read_people_table(b"12\n13", "liste.csv").columns.doubted == ()


def test_two_columns_that_could_be_one_field_are_asked_about() -> None:
    text = (
        "Nom;Prénom;Commune;EPCI;Fonction;Mandat\nPetit;Luc;Éguzon;CC du Val;DGS;\nRoy;Léa;Arles;ACCM;;maire"
    )
    sent = read_people_list(text.encode(), "liste.csv")
    table = people_table(sent)
    assert table.columns.rivals == {Field.territory: (2, 3), Field.role: (4, 5)}
    assert said(table) == [("Luc Petit", "Éguzon", "officer"), ("Léa Roy", "Arles", None)]
    answered = people_table(sent, fields={Field.territory: 3, Field.role: 5, Field.first_name: None})
    assert said(answered) == [("Petit", "CC du Val", None), ("Roy", "ACCM", "elected")]


def test_an_empty_column_is_no_rival_and_one_of_yes_never() -> None:
    text = "Nom;Participant;Structure;Territoire\nZoé;oui;;Éguzon\nLéo;non;;Arles"
    table = read_people_table(text)
    assert (table.columns.doubted, said(table)[0]) == ((), ("Zoé", "Éguzon", None))


def test_somebody_elses_word_for_the_name_column_is_looked_for_in_the_columns() -> None:
    table = read_people_table("Élus présents;Collectivité;Mandat\nZoé;Éguzon;maire")
    assert said(table) == [("Zoé", "Éguzon", "elected")]
    assert table.columns.guessed == frozenset({Field.name})
    assert said(read_people_table("Participant;Collectivité;Mandat\noui;Éguzon;maire")) == [
        ("oui", "Éguzon", "elected")
    ]
    assert said(read_people_table("Prénom;Commune\nZoé;Éguzon")) == [("Zoé", "Éguzon", None)]


def test_a_whole_name_beside_its_parts_is_one_name() -> None:
    table = read_people_table("Nom;Prénom;Nom complet\nPetit;Luc;Luc Petit")
    assert (said(table), table.columns.rivals) == ([("Luc Petit", "", None)], {Field.name: (0, 2)})
    whole = read_people_table("Nom et prénom;Prénom\nLuc Petit;Luc")
    assert said(whole) == [("Luc Petit", "", None)]


@pytest.mark.parametrize(
    "headings",
    [
        "Nom du participant;Prénom du participant",
        "Nom de la personne;Prénom",
        "Nom du représentant;Prénom du représentant",
        "Participant;Prénom",
    ],
)
def test_whose_name_it_is_says_nothing_of_first_names(headings: str) -> None:
    assert said(read_people_table(f"{headings};Commune\nPetit;Luc;Éguzon")) == [("Luc Petit", "Éguzon", None)]


def test_headings_in_merged_cells_of_two_lines_are_read_together() -> None:
    rows: list[Cells] = [
        ("Liste", None, None, None),
        ("Identité", None, "Structure", "Commentaire"),
        ("Nom", "Prénom", None, None),
        ("Petit", "Luc", "CC du Val", "?"),
        ("Roy", "Léa", None, None),
    ]
    content = workbook(("A", rows), merged="C4:C5")
    assert said(read_people_table(content, "a.xlsx")) == [
        ("Luc Petit", "CC du Val", None),
        ("Léa Roy", "CC du Val", None),
    ]


@pytest.mark.parametrize(
    "text", ["1. Zoé Petit\n2. Luc Roy", "- Zoé Petit\n-----\n- Luc Roy", "• Zoé Petit\n• Luc Roy"]
)
def test_the_marks_of_a_list_are_no_part_of_a_name(text: str) -> None:
    assert [row.name for row in read_people_table(text).rows] == ["Zoé Petit", "Luc Roy"]


def test_several_recipients_on_a_line_are_several_people() -> None:
    text = 'Zoé Petit <z@x.fr>; "ROY, Luc" <l@x.fr>, Max Blanc <m@x.fr>'
    assert [row.name for row in read_people_table(text).rows] == ["Zoé Petit", "Luc ROY", "Max Blanc"]
    one = read_people_table("Zoé Petit <z@x.fr>;Dol;maire")
    assert said(one) == [("Zoé Petit", "Dol", "elected")]


def test_a_paste_that_begins_with_places_is_guessed_and_asked_about() -> None:
    table = read_people_table("Dinan; Jean Dupont; maire\nDol; Zoé Petit; DGS")
    assert said(table) == [("Jean Dupont", "Dinan", "elected"), ("Zoé Petit", "Dol", "officer")]
    assert table.columns.doubted == (Field.name, Field.territory, Field.role)


def test_the_other_sheets_can_be_chosen() -> None:
    officers: list[Cells] = [("Nom", "Fonction"), ("Luc", "DGS"), ("Max", "DGA")]
    content = workbook(
        ("Élus", [("Nom", "Fonction"), ("Zoé", "maire")]), ("Vide", []), ("Techniciens", officers)
    )
    sent = read_people_list(content, "a.xlsx")
    assert [sheet.name for sheet in sent.sheets] == ["Élus", "Techniciens"]
    assert said(people_table(sent)) == [("Luc", "", "officer"), ("Max", "", "officer")]
    assert said(people_table(sent, sheet=0)) == [("Zoé", "", "elected")]
    assert (other_lists(sent, sent.best), other_lists(sent, 0)) == (["Élus"], ["Techniciens"])


def test_a_sheet_that_cannot_be_read_does_not_hide_the_list() -> None:
    big: list[Cells] = [("Suivi",)] + [(number,) for number in range(3_000)]
    people: list[Cells] = [("Nom", "Fonction"), ("Zoé", "maire")]
    assert said(read_people_table(workbook(("Suivi", big), ("Liste", people)), "a.xlsx")) == [
        ("Zoé", "", "elected")
    ]
    with pytest.raises(BadFile, match="too_large"):
        read_people_table(workbook(("Suivi", big), ("Notes", [("Rien",)])), "a.xlsx")


def test_an_opendocument_is_read_to_its_last_line_and_no_further() -> None:
    content = opendocument(("Nom", "EPCI"), ("Zoé", "CC du Val"))
    assert said(read_people_table(content, "a.ods")) == [("Zoé", "CC du Val", None)]


WEB_PAGE = (
    "<html><meta charset=utf-8><table><tr><th>Nom</th><th>Structure</th></tr>"
    "<tr><td>Zoé&nbsp;Petit</td><td>CC<br>du Val</td></tr></table>Fin</html>"
)
EXCEL_XML = (
    '<?xml version="1.0"?><Workbook xmlns:ss="x"><Worksheet><Table>'
    "<Row><Cell><Data>Nom</Data></Cell><Cell><Data>EPCI</Data></Cell></Row>"
    "<ss:Row><ss:Cell><Data>Zoé Petit</Data></ss:Cell><Cell><Data>CC du Val</Data></Cell></ss:Row>"
    "</Table></Worksheet></Workbook>"
)


@pytest.mark.parametrize("content", [WEB_PAGE, EXCEL_XML])
def test_a_web_page_that_is_called_a_spreadsheet_is_read(content: str) -> None:
    assert said(read_people_table(content.encode(), "export.xls")) == [("Zoé Petit", "CC du Val", None)]


def test_what_a_file_is_counts_more_than_its_name() -> None:
    assert said(read_people_table(b"Nom;Territoire\nAmina;TCO", "gens.xlsx")) == [("Amina", "TCO", None)]


def test_a_spreadsheet_is_read_with_the_lines_it_shows() -> None:
    rows: list[Cells] = [
        ("Nom", "Territoire", "Rôle"),
        ("Amina", "Pays de Grasse", "élu"),
        (),
        (12, None, "État"),
    ]
    content = workbook(("A", rows))
    assert read_people_table(content, "gens.xlsx").rows == [AMINA, PersonRow(4, "12", "", PersonRole.state)]


def test_whoever_works_for_a_service_of_the_state_is_its_agent() -> None:
    text = (
        "Nom;Structure;Fonction\nZoé;Préfecture de l’Indre;Chargée de mission\nLuc;DDT 36;\nMax;DDT 36;Maire"
    )
    assert [one.role for one in read_people_table(text).people] == ["state", "state", "elected"]


def test_every_line_enters_with_what_is_missing_marked() -> None:
    long = "Communauté d’agglomération " + "du Val " * 12
    text = "\n".join(
        [
            "Nom;Territoire;Rôle",
            "Amina;Pays de Grasse;élue",
            ";TCO;élu",
            "a" * 81 + ";TCO;élu",
            f"Zoé;{long};élu",
            "Léo;nan;roi",
            "Ève;–;",
            "AMINA;pays de grasse;élue",
            "Nom;Territoire;Rôle",
            "Total;5;",
            "Services de l’État;;",
            "Max;Préfecture de l’Indre;",
            "Luc;TCO;",
        ]
    )
    table = read_people_table(text.encode(), "gens.csv")
    assert [(one.line, one.lacks, one.taken) for one in table.people] == [
        (2, (), True),
        (3, ("no_name",), True),
        (4, ("name_shortened",), True),
        (5, ("territory_shortened",), True),
        (6, ("no_territory", "unknown_role"), True),
        (7, ("no_territory", "no_role"), True),
        (8, ("twice",), False),
        (10, ("total",), False),
        (11, ("section",), False),
        (12, (), True),
        (13, (), True),
    ]
    assert table.people[3].territory.startswith("CA du Val du Val")
    assert [one.unshortened for one in table.people[2:4]] == ["a" * 81, long.strip()]
    assert [one.role for one in table.people[9:]] == [PersonRole.state, PersonRole.state]
    assert len(table.rows) == 7


def test_who_has_no_name_is_entered_where_there_is_a_word_for_it() -> None:
    table = read_people_table("Nom;Territoire\n;TCO\nZoé;TCO\n;Grasse")
    assert [row.name for row in table.rows] == ["Zoé"]
    assert [(row.name, row.unnamed) for row in rows_of(table.people, "À nommer")] == [
        ("À nommer", True),
        ("Zoé", False),
        ("À nommer", True),
    ]


def test_a_title_is_asked_about_once_however_often_it_stands_there() -> None:
    sent = read_people_list("Nom;Fonction\nZoé;Roi\nLéo;ROI\nMax;Reine\nAna;\nLuc;Maire")
    assert people_table(sent).unknown_titles == ["ROI", "Reine"]
    answered = people_table(sent, roles={"Roi": PersonRole.elected})
    assert [one.role for one in answered.people] == ["elected", "elected", None, None, "elected"]
    assert answered.unknown_titles == ["Reine"]


def test_a_quoted_cell_may_span_lines_and_hold_separators() -> None:
    table = read_people_table('Nom;Territoire\n"Amina\nBen Ali";"Val; Loire"\nZoé;')
    assert [(one.line, one.name, one.territory) for one in table.people] == [
        (3, "Amina Ben Ali", "Val; Loire"),
        (4, "Zoé", ""),
    ]


@pytest.mark.parametrize("lines", [3, 30])
def test_a_quotation_mark_that_nobody_closes_swallows_nobody(lines: int) -> None:
    text = 'Nom;Territoire\n"Amina;Grasse\n' + "Zoé;TCO\n" * lines
    assert read_people_table(text).people[0].name == "Amina"
    closed_late = text + 'Luc "Lucky";TCO\n'
    assert read_people_table(closed_late).people[0].name == "Amina"


def test_two_thousand_people_are_a_list() -> None:
    text = "Nom;Territoire\n" + "".join(f"Personne {n};Commune {n % 90}\n" for n in range(2_000))
    assert len(read_people_table(text.encode("cp1252"), "gens.csv").rows) == 2_000


def test_a_text_is_read_within_the_limits_of_a_spreadsheet() -> None:
    wide = "<table><tr>" + "<td>a</td>" * 101 + "</tr></table>"
    for content in (b";,\t|".join([b"a"] * 102), wide.encode()):
        with pytest.raises(BadFile, match="far"):
            read_people_table(content, "gens.csv")
    remarks = "un, deux, " * 99
    long = read_people_table(f"Nom;Avis;Commune\nZoé;{remarks};Dol;" + ";" * 200 + "\n" + "a" * 100_000)
    assert said(long) == [("Zoé", "Dol", None), ("a" * 79 + "…", "", None)]
    assert len(long.people[1].unshortened) == 1_000


def test_the_signs_that_excel_escapes_part_words() -> None:
    rows: list[Cells] = [("Nom", "Commune"), ("Zoé_x000B_Petit_x000D_", "A_x005F_x000D_B_xD83D_")]
    assert said(read_people_table(workbook(("A", rows)), "a.xlsx")) == [
        ("Zoé Petit", "A_x000D_B_xD83D_", None)
    ]


def test_who_pays_is_nobody_of_the_list_and_names_pair_by_whose_they_are() -> None:
    text = "Nom payeur;Prénom payeur;Nom participant;Prénom participant;Facturation\nRoy;Max;Petit;Luc;x"
    assert said(read_people_table(text)) == [("Luc Petit", "", None)]
    several = "Prénom suppléant;Prénom élu;Nom élu;Nom suppléant;Commune\nMax;Luc;Petit;Roy;Dol"
    assert said(read_people_table(several)) == [("Luc Petit", "Dol", None)]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"Nom\n\x81\x8d", "gens.csv", "encoding"),
        (b"\xff\xfeN\xd8", "gens.csv", "encoding"),
        (b"Nom\n\xe9\x01", "gens.csv", "binary"),
        (b"\x01\x02\x03\x04", "gens.csv", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "gens.csv", "binary"),
        (b"PK\x03\x04 and nothing like a spreadsheet", "gens.xlsx", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0 and nothing like a spreadsheet", "gens.xls", "spreadsheet"),
        (b"", "gens.csv", "empty"),
        (b" \n;;\n", "gens.csv", "empty"),
        (b"Nom;Territoire\n", "gens.csv", "empty"),
        (workbook(("A", [])), "gens.xlsx", "empty"),
        (b"a" * 1_000_001, "gens.csv", "too_large"),
        (b"Nom\n" + b"a\n" * 2_100, "gens.csv", "too_large"),
        (b"Nom\n" + b"a" * 200_000, "gens.csv", "binary"),
    ],
)
def test_what_is_no_list_of_people_is_refused_with_a_reason(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(BadFile) as refusal:
        read_people_table(content, name)
    assert refusal.value.reason == reason


def test_any_cells_at_all_are_a_list_of_as_many_lines() -> None:
    told = ["Nom", "Prénom", "Total", "élu", "nan", "oui", "#N/A", "Zoé", "12", "Éguzon", "a@b.fr"]
    for one, other, third in product(told, told, ("", "Fonction", "maire", "x")):
        text = f"Rien du tout;;\n{one};{other};{third}\n{other};{third};{one}\nLéo;;"
        assert 1 <= len(read_people_table(text.encode(), "a.csv").people) <= 4
