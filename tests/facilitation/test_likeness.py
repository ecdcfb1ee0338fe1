"""What says the same is alike whatever its order, endings and words; a difference is told as one."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.alike_pairs import PAIRS, measured
from facilitation.likeness.comparing import (
    CLOSE,
    Difference,
    Likeness,
    difference,
    likenesses,
    pairs_of,
    score,
)
from facilitation.likeness.saying import saying

FUND, AGAIN, ORDER, OTHER = (
    "Une enveloppe de 50 000 € par an",
    "une enveloppe de 50 000 € chaque an !",
    "Par an, une enveloppe de 50 000 €",
    "Les associations décident ensemble",
)


def alike(one: str, other: str) -> int:
    return score(saying(one), saying(other))


def apart(one: str, other: str, language: str = "fr") -> Difference | None:
    return difference(saying(one, language), saying(other, language))


def test_the_same_words_in_another_order_case_or_accent_are_alike() -> None:
    assert likenesses([(1, FUND), (2, OTHER), (3, ORDER)]) == [Likeness((1, 3), 100)]
    assert likenesses([(1, "Élus référents"), (2, "elus, REFERENTS.")]) == [Likeness((1, 2), 100)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Former les agents", "Formation d’un agent"),
        ("Il manque de l’argent pour démarrer", "Le budget de démarrage est insuffisant"),
        ("Mettre en place un comité de suivi", "Créer une instance de suivi"),
        ("Les asociations décident ensemble", "Les associations décident ensemble"),
        ("Ce n’est pas suffisant", "C’est insuffisant"),
        ("Pas d’accord", "En désaccord"),
        ("Le maire a fait le premier pas", "Premier pas fait par le maire"),
    ],
)
def test_other_forms_and_other_words_for_one_thing_are_alike(one: str, other: str) -> None:
    assert alike(one, other) >= CLOSE
    assert apart(one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            "Une enveloppe de 50 000 €",
            "Une enveloppe de 60 000 €",
            Difference("number", "50000 €", "60000 €"),
        ),
        ("50.000 € par an", "50 000 € par an", None),
        ("Trois élus", "Cinq élus", Difference("number", "3", "5")),
        ("Trois élus", "3 élus", None),
        ("3 élus et 2 agents", "3 élus et 4 agents", Difference("number", "2", "4")),
        ("2 et 2", "2", Difference("number", "2, 2", "2")),
        ("Des élus", "Trois élus", None),
        ("d’accord", "pas d’accord", Difference("denial")),
        ("La région finance", "La région ne finance plus", Difference("denial")),
        ("Une aide suffisante", "Une aide insuffisante", Difference("denial")),
        ("Plus de réunions", "Moins de réunions", Difference("opposite", "plus", "moins")),
        ("Avec l’État", "Sans l’État", Difference("opposite", "avec", "sans")),
        ("Un accès gratuit", "Un accès payant", Difference("opposite", "gratuit", "payant")),
        ("Avec plus d’élus", "Avec plus d’élus et sans bruit", None),
    ],
)
def test_numbers_and_denials_are_compared_apart(one: str, other: str, told: Difference | None) -> None:
    assert apart(one, other) == told


def test_english_is_read_as_english() -> None:
    assert apart("We do not agree", "We agree", "en") == Difference("denial")
    assert apart("More money", "Less money", "en") == Difference("opposite", "more", "less")
    assert score(saying("Hire a coordinator", "en"), saying("Hiring coordinators", "en")) == 100


def test_a_pair_that_differs_is_told_with_its_difference_behind_the_groups() -> None:
    found = likenesses([(1, FUND), (2, ORDER), (3, "Une enveloppe de 60 000 € par an")])
    assert found == [
        Likeness((1, 2), 100),
        Likeness((1, 3), 100, Difference("number", "50000 €", "60000 €")),
        Likeness((2, 3), 100, Difference("number", "50000 €", "60000 €")),
    ]


def test_what_was_told_apart_is_suggested_no_more() -> None:
    texts = [(1, FUND), (2, ORDER), (3, AGAIN)]
    assert likenesses(texts)[0].ids == (1, 2, 3)
    assert likenesses(texts, apart={(1, 2)})[0].ids == (3, 1)
    assert likenesses(texts, apart=set(pairs_of([3, 2, 1]))) == []


def test_groups_hold_each_text_once_the_most_alike_first() -> None:
    found = likenesses([(7, FUND), (9, ORDER), (10, OTHER), (11, OTHER + " toujours au village")])
    assert [group.ids for group in found] == [(7, 9), (10, 11)]
    assert found[0].score > found[1].score >= CLOSE


def test_nothing_is_alike_where_there_is_nothing_or_one_or_no_word() -> None:
    assert likenesses([]) == []
    assert likenesses([(1, FUND)]) == []
    assert likenesses([(1, FUND), (2, OTHER)]) == []
    assert likenesses([(1, "?!"), (2, "…"), (3, "de la")]) == []
    assert score(saying("?!"), saying("…")) == 0


def test_many_texts_are_compared_block_by_block() -> None:
    texts = [(n, f"contribution numéro {n * n * 7919} sur le thème {n * 104729}") for n in range(20)]
    many = [
        (100 + n, f"mot{chr(97 + n % 26)}{chr(97 + n // 26)} seul{chr(97 + n // 26)}x") for n in range(600)
    ]
    again = [(1000, "Une phrase toute différente"), (1001, "une phrase toute differente")]
    assert Likeness((1000, 1001), 100) in likenesses([*texts, *many, *again])


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 100
    assert (apart(one, other) is None) == (apart(other, one) is None)
    assert apart(one, one) is None


def test_the_collected_pairs_are_told_as_well_as_the_decision_says() -> None:
    """docs/decisions/likeness.md holds these figures."""
    figures = measured()
    assert figures["held"]["precision"] >= 0.9
    assert figures["held"]["recall"] >= 0.9
    assert figures["held"]["differences"] >= 0.9
    assert figures["tuned"]["precision"] == 1.0
    assert figures["tuned"]["recall"] >= 0.8
    with PAIRS.open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file, delimiter="\t"))) >= 90
    decided = (Path(__file__).parents[2] / "docs" / "decisions" / "likeness.md").read_text(encoding="utf-8")
    for which in ("held", "tuned"):
        row = figures[which]
        told = f"| {which} | {row['precision']:.2f} | {row['recall']:.2f} | {row['differences']:.2f} |"
        assert told in decided


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("50 k€ par an", ("50000 €",)),
        ("50 000 euros par an", ("50000 €",)),
        ("1,5 M€", ("1500000 €",)),
        ("2 Md€", ("2000000000 €",)),
        ("50 % et 50 €", ("50 %", "50 €")),
        ("50 pour cent", ("50 %",)),
        ("0,5 k€", ("500 €",)),
        ("0,0005 k€", ("0.5 €",)),
        ("50 places", ("50",)),
    ],
)
def test_a_number_keeps_what_it_counts(text: str, numbers: tuple[str, ...]) -> None:
    assert saying(text).numbers == numbers


def test_a_share_is_no_sum_of_money_and_a_sum_is_one_however_it_is_written() -> None:
    assert apart("Financer 50 % du poste", "Financer 50 € du poste") is not None
    assert apart("Un fonds de 50 k€", "Un fonds de 50 000 €") is None
    assert apart("Un fonds de 50 000", "Un fonds de 50 000 €") is None


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Personne ne veut décider", True),
        ("Personne n’est disponible", True),
        ("Il ne voit personne", True),
        ("Une personne est disponible", False),
        ("Nul ne veut décider", True),
        ("Ni les élus ni les agents ne décident", True),
        ("Ni temps, ni argent, ni envie", True),
        ("Les élus ne décident pas, ni les agents", True),
    ],
)
def test_nobody_and_neither_deny_once(text: str, denies: bool) -> None:
    assert saying(text).denies is denies
