"""What words are known by, so that who looks for one form finds the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.stems import meanings_of, stem, stems_of, words_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("médiathèque", "MEDIATHEQUES"),
        ("lieux", "lieu"),
        ("jeux", "jeu"),
        ("réseaux", "reseau"),
        ("locaux", "local"),
        ("bijoux", "bijou"),
        ("élus", "élue"),
        ("vélos", "vélo"),
        ("abris", "abri"),
        ("agendas", "agenda"),
        ("habitant", "habitantes"),
        ("œuvre", "oeuvres"),
        ("activité", "activites"),
        ("\u0065\u0301cole", "écoles"),
    ],
)
def test_forms_of_one_french_word_are_known_alike(one: str, other: str) -> None:
    assert stem(one, "fr") == stem(other, "fr") != ""


def test_forms_of_one_english_word_are_known_alike() -> None:
    assert stems_of("Communities, community; Sharing shared", "en") == [
        "communiti",
        "communiti",
        "share",
        "share",
    ]


def test_another_language_is_stemmed_as_french() -> None:
    assert stem("communes", "xx") == stem("communes", "fr")


def test_elided_and_little_words_single_letters_and_signs_are_nothing() -> None:
    assert stems_of("L’eau, d'une l'école — à 2 élu·e·s : 🚲 «co-conception»", "fr") == [
        "eau",
        "ecol",
        "2",
        "elu",
        "co",
        "concept",
    ]


def test_words_are_told_with_their_places() -> None:
    assert list(words_in("l’eau_vive")) == [(0, 1, "l"), (2, 5, "eau"), (6, 10, "vive")]


def test_a_word_somebody_looks_for_is_known_in_both_languages_and_once() -> None:
    assert meanings_of("Communities de l’eau EAU eaux", most=12) == [
        ("communit", "communiti"),
        ("eau",),
        ("eau", "eaux"),
    ]


def test_no_more_words_are_looked_for_than_asked() -> None:
    assert len(meanings_of(" ".join(f"mot{n}" for n in range(50)), most=12)) == 12


@given(st.text(max_size=60), st.sampled_from(["fr", "en"]))
def test_whatever_is_typed_stems_are_letters_and_figures(text: str, language: str) -> None:
    assert all(one.isalnum() for one in stems_of(text, language))
