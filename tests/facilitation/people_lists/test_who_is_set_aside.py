"""Lines that tell nobody new: sums, titles, what stands there twice; and those that only look like it."""

import pytest

from facilitation.people_table import read_people_table, rows_of


def told(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.name, one.territory, one.lacks) for one in read_people_table(text).people]


@pytest.mark.parametrize(
    "line",
    [
        "Dupont;Jean;Dinan;Total accord",
        "Dupont;Jean;Total Energies;",
        "Total;Jean;Dinan;",
        "Dupont;Jean;Dinan;Nombre de repas : 2",
        "Dupont;;;Nombre de repas : 2",
    ],
)
def test_one_word_in_any_cell_makes_no_sum_of_somebody(line: str) -> None:
    (one,) = read_people_table(f"Nom;Prénom;Structure;Avis\n{line}").people
    assert (one.taken, "total" in one.lacks) == (True, False)


@pytest.mark.parametrize(
    "line", ["Total;;;", "Total;;12;", "Nombre de participants;;12;8 repas", ";;;Total : 12"]
)
def test_a_sum_is_nobody(line: str) -> None:
    (one,) = read_people_table(f"Nom;Prénom;Structure;Avis\n{line}").people
    assert (one.taken, one.lacks) == (False, ("total",))


def test_who_stands_there_twice_is_told_as_where_they_are_entered() -> None:
    text = "Nom;Commune\nRoy Paul;Dol\nPaul Roy;Dol\nJean Dupont;Dinan\nJean Dupont;\nJean Dupont;Dinann"
    assert [lacks for _, _, lacks in told(text)] == [
        (),
        ("twice",),
        (),
        ("no_territory", "twice"),
        ("twice",),
    ]


def test_of_two_the_one_with_a_territory_is_entered() -> None:
    people = read_people_table("Nom;Commune\nJean Dupont;\nJean Dupont;Dinan\nJean Dupont;Dol").people
    assert [one.lacks for one in people] == [("no_territory", "twice"), (), ("homonym",)]
    assert [row.territory for row in rows_of(people)] == ["Dinan", "Dol"]


@pytest.mark.parametrize(
    "line", ["3;;;", ";–;nan;", "Liste arrêtée au 12 mars;;;", ";Liste arrêtée au 12 mars;;"]
)
def test_a_line_that_tells_nothing_of_anybody_is_nobody(line: str) -> None:
    people = read_people_table(f"N°;Nom;Commune;Fonction\n1;Zoé;Dol;maire\n{line}").people
    assert [(one.taken, one.lacks) for one in people] == [(True, ()), (False, ("nobody",))]


def test_the_section_above_the_header_gives_its_role_too() -> None:
    text = "Élus;;\nNom;Commune;Fonction\nZoé;Dol;\nTechniciens;;\nLuc;Dol;"
    assert [one.role for one in read_people_table(text).rows] == ["elected", "officer"]
    above = read_people_table("Présents le 12 mars;;\nNom;Commune;Fonction\nZoé;Dol;").people
    assert [one.role for one in above] == [None]


def test_what_nobody_sees_makes_no_name_shorter() -> None:
    (one,) = read_people_table("Nom;Commune\nZoe\u0301 Be\u0301renger\u200b;Île\u00ad-de-Bréhat").people
    assert (one.name, one.territory, one.lacks) == ("Zoé Bérenger", "Île-de-Bréhat", ())
    assert told("Nom;Commune\nJean\u200bDupont;Dol\u200b-de-Bretagne") == [
        ("Jean Dupont", "Dol-de-Bretagne", ())
    ]


def test_a_last_name_that_looks_like_nothing_is_one_beside_a_first_name() -> None:
    assert told("Nom;Prénom;Commune\nNan;Luc;Dol\nNan;;Dol\nnan;Léa;Dol") == [
        ("Luc Nan", "Dol", ()),
        ("", "Dol", ("no_name",)),
        ("Léa", "Dol", ()),
    ]


@pytest.mark.parametrize("nothing", ["2026-01-02 03:04:00", "02/01/2026", "14:30", "True", "FAUX"])
def test_moments_and_answers_are_no_titles_and_no_places(nothing: str) -> None:
    people = read_people_table(f"Nom;Commune;Fonction\nZoé;{nothing};{nothing}\nLuc;Dol;maire").people
    assert (people[0].territory, people[0].title, people[0].lacks) == ("", "", ("no_territory", "no_role"))
