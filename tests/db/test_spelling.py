from pathlib import Path

import pytest

from db.spelling import (
    french_order,
    in_order,
    keys_of_person,
    known_by,
    maybe_person,
    maybe_territory,
    misspelt,
    plain,
    same_person,
    shows_nothing,
)

VARIANTS = Path(__file__).parent.parent / "cases" / "text-10-name-variants.txt"


def variants() -> list[tuple[str, str]]:
    """Each expected name with what was typed for it."""
    found, expected = [], ""
    for line in VARIANTS.read_text("utf-8").splitlines():
        kind, _, name = line.partition(" : ")
        if kind == "attendue":
            expected = name
        else:
            found.append((expected, name))
    return found


@pytest.mark.parametrize(("expected", "typed"), variants())
def test_a_name_is_known_in_every_spelling(expected: str, typed: str) -> None:
    assert same_person(expected, typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoé", "Zoe\u0301"),
        ("Zoé", "Z\u200do\u00ade\u0301\u3164"),
        ("Œuvrard Anaïs", "ANAIS OEUVRARD"),
        ("Jean Pierre  Le Goff", "Le Goff, Jean-Pierre"),
        ("O’Neill Maëlys", "maelys oneill"),
        ("Amina (2)", "amina"),
        ("Marie Martin (Éguzon)", "Martin Marie"),
        ("①", "1"),
        ("李小龍", "李 小龍"),
        ("🐝", "🐝\u200d"),
    ],
)
def test_names_that_are_one(one: str, other: str) -> None:
    assert same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Martin", "Jeanne Martin"),
        ("Personne 1", "Personne 2"),
        ("🐝", "🐞"),
        ("李", "林"),
        ("(2)", "(3)"),
    ],
)
def test_names_that_are_two(one: str, other: str) -> None:
    assert not same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoé Bérenger-Lefèvre", "Zoé Lefèvre"),
        ("Zoé Bérenger-Lefèvre", "Zoé Berengé Lefevre"),
        ("Amina Diallo Ba", "Diallo Amina"),
        ("Jean Martin", "Jaen Martin"),
    ],
)
def test_names_about_which_one_asks(one: str, other: str) -> None:
    assert maybe_person(one, other)
    assert maybe_person(other, one)
    assert not same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Personne 12", "Personne 13"),
        ("Léa", "Léo"),
        ("Amina Diallo", "Amina"),
        ("a", "A de B"),
        ("Paul Martin", "Anne Durand"),
        ("🐝", "🐞"),
    ],
)
def test_names_about_which_nobody_asks(one: str, other: str) -> None:
    assert not maybe_person(one, other)


@pytest.mark.parametrize(
    "typed",
    [
        "Pays de Saint-Malo",
        "pays de saint malo",
        "PAYS DE SAINT\u2011MALO",
        "Pays de Saint\u2013Malo",
        "Pays de Saint\u00a0Malo",
        "Pays d\u200be Saint-Malo",
    ],
)
def test_a_territory_is_known_by_its_letters(typed: str) -> None:
    assert known_by(typed) == known_by("Pays de Saint-Malo")


def test_either_apostrophe_makes_one_territory() -> None:
    assert known_by("Communauté d’agglomération") == known_by("COMMUNAUTE D'AGGLOMERATION")


@pytest.mark.parametrize(
    ("one", "other", "is_misspelt"),
    [
        ("Pays de Grasse", "Pays de Grase", True),
        ("Pays de Grasse", "Pays de Garsse", True),
        ("Pays de Saint-Malo", "Communauté d’agglomération du Pays de Saint-Malo", False),
        ("Communauté d’agglomération de Vannes", "Communauté d", False),
        ("Ville de St-Malo", "Saint-Malo Agglomération", False),
    ],
)
def test_territories_about_which_one_asks(one: str, other: str, is_misspelt: bool) -> None:
    assert maybe_territory(one, other)
    assert maybe_territory(other, one)
    assert misspelt(one, other) is is_misspelt


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pays de Grasse", "Pays de Gex"),
        ("Paris 11", "Paris 1"),
        ("Ville", "Pays"),
        ("Sud", "Nord"),
        ("Territoire 1", "Territoire 12"),
    ],
)
def test_territories_about_which_nobody_asks(one: str, other: str) -> None:
    assert not maybe_territory(one, other)


@pytest.mark.parametrize(
    "text", ["", " ", "\u3164", "\u2800", "\u200d", "\uffa0\u115f\u1160", "\u0301", "\ufe0f\u3000"]
)
def test_what_shows_nothing(text: str) -> None:
    assert shows_nothing(text)


@pytest.mark.parametrize("text", ["a", ".", "1️⃣", "🐝", "अ", "한"])
def test_what_shows_something(text: str) -> None:
    assert not shows_nothing(text)


def test_the_french_order_puts_e_with_its_accents_and_oe_between_od_and_of() -> None:
    names = [
        "Zuydcoote",
        "œuvre",
        "Éguzon",
        "odeur",
        "école",
        "offre",
        "Ecole",
        "ecole",
        "eau",
        "Etat",
        "élan",
    ]
    assert in_order(names) == [
        "eau", "ecole", "Ecole", "école", "Éguzon", "élan", "Etat", "odeur", "œuvre", "offre", "Zuydcoote",
    ]  # fmt: skip


def test_two_names_that_differ_have_an_order() -> None:
    assert french_order("Léa") != french_order("léa")
    assert french_order("Saint-Malo") != french_order("Saint–Malo")
    assert in_order([("b", 2), ("a", 1), ("b", 1)], lambda one: one[0]) == [("a", 1), ("b", 2), ("b", 1)]


def test_keys_are_never_empty_for_what_can_be_seen() -> None:
    assert keys_of_person("🐝") == {"🐝"}
    assert plain("L’Œuvre\u00a0–\u200d Été") == "l'oeuvre - ete"
