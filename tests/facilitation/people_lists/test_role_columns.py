"""Lists whose headings are roles: Élu, Technicien, Maire."""

import pytest

from facilitation.errors import BadFile
from facilitation.people_table import PeopleTable, read_people_table


def told(table: PeopleTable) -> list[tuple[str, str, str | None]]:
    return [(one.name, one.territory, one.role and one.role.value) for one in table.people if one.taken]


@pytest.mark.parametrize("yes", ["x", "oui", "1", "✓"])
def test_a_tick_below_a_role_is_that_role(yes: str) -> None:
    text = f"N°;Nom;Commune;Élu;Technicien\n1;Zoé;Dol;{yes};\n2;Luc;Dinan;non;{yes}\n3;Max;Dol;;"
    assert told(read_people_table(text)) == [
        ("Zoé", "Dol", "elected"),
        ("Luc", "Dinan", "officer"),
        ("Max", "Dol", None),
    ]


def test_a_title_below_a_role_is_somebodys_title() -> None:
    text = "Nom;Commune;Élu;Technicien\nZoé;Dol;maire;\nLuc;Dinan;;DGS"
    assert [one.title for one in read_people_table(text).people] == ["maire", "DGS"]


def test_names_below_roles_are_people_of_the_territory_of_their_line() -> None:
    text = "Territoire;Élu;Technicien;Téléphone\nDol;DUPONT Jean;Luc Petit;02\nDinan;;Max Roy\nBrest;;"
    table = read_people_table(f"{text}\nTotal;1;2;")
    assert told(table) == [
        ("Jean DUPONT", "Dol", "elected"),
        ("Luc Petit", "Dol", "officer"),
        ("Max Roy", "Dinan", "officer"),
        ("", "Brest", None),
    ]
    assert table.people[-1].lacks == ("total",)
    assert told(read_people_table("Commune;Maire\nDol;Zoé Blanc")) == [("Zoé Blanc", "Dol", "elected")]


def test_a_role_that_is_said_otherwise_or_a_name_beside_a_name_changes_nothing() -> None:
    assert told(read_people_table("Nom;Fonction;Élu\nZoé;DGS;oui")) == [("Zoé", "", "officer")]
    assert told(read_people_table("Nom;Commune;Maire\nZoé;Dol;Luc Petit")) == [("Zoé", "Dol", None)]


def test_people_side_by_side_are_within_the_limit_of_a_list_too() -> None:
    with pytest.raises(BadFile, match="too_large"):
        read_people_table("Commune;Maire;DGS\n" + "Dol;Zoé;Luc\n" * 1_100)
