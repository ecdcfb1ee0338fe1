import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitation.errors import Missing, TooLong
from facilitation.texts import clean, folded


def name(text: str) -> str:
    return clean(text, limit=80, field="name")


def test_outer_and_repeated_spaces_go() -> None:
    assert name("  Amina \t  Ben\n Ali ") == "Amina Ben Ali"


def test_letters_take_their_composed_form() -> None:
    assert name(unicodedata.normalize("NFD", "Élodie")) == "Élodie"


def test_control_and_bidirectional_override_characters_go() -> None:
    assert name("Am\x00i\x07na\u202e gpj.exe\u2066\ufeff") == "Amina gpj.exe"


def test_half_a_surrogate_pair_goes() -> None:
    assert name("Ami\ud83dna") == "Amina"


def test_french_spaces_stay() -> None:
    assert (
        clean("Pourquoi\u00a0?  «\u202fOui\u202f»", limit=80, field="text")
        == "Pourquoi\u00a0? «\u202fOui\u202f»"
    )


def test_composed_emoji_stay_whole() -> None:
    assert name("👩\u200d🌾") == "👩\u200d🌾"


def test_at_most_two_marks_stack_on_a_letter() -> None:
    assert name("q" + "\u0323" * 40) == "q" + "\u0323" * 2


def test_lines_are_kept_where_they_are_wanted() -> None:
    text = " Une ligne \r\n\n\n\n une  autre\n"
    assert clean(text, limit=80, field="text", multiline=True) == "Une ligne\n\nune autre"


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_break_parts_words(mark: str) -> None:
    told = f"Cantine bio{mark}et locale{mark}{mark}pour tous"
    assert clean(told, limit=80, field="text") == "Cantine bio et locale pour tous"
    lines = clean(told, limit=80, field="text", multiline=True)
    assert lines == "Cantine bio\net locale\n\npour tous"


def test_lines_become_one_elsewhere() -> None:
    assert clean("Une ligne\nune autre", limit=80, field="text") == "Une ligne une autre"


def test_nothing_but_spaces_is_missing() -> None:
    with pytest.raises(Missing) as refusal:
        name(" \u200b\n ")
    assert refusal.value.field == "name"


def test_nothing_is_fine_where_nothing_is_required() -> None:
    assert clean(" ", limit=80, field="place", required=False) == ""


def test_a_name_of_three_hundred_characters_is_refused_with_its_length() -> None:
    with pytest.raises(TooLong) as refusal:
        name("a" * 300)
    assert (refusal.value.field, refusal.value.limit, refusal.value.length) == ("name", 80, 300)


def test_an_absurd_length_is_refused_before_any_work() -> None:
    with pytest.raises(TooLong):
        name(" " * 100_001)


def test_exactly_the_limit_passes() -> None:
    assert name("a" * 80) == "a" * 80


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text, limit=200, field="text", required=False, multiline=True)
    assert clean(once, limit=200, field="text", required=False, multiline=True) == once


def test_texts_are_compared_without_accents_case_and_ligatures() -> None:
    assert folded("Élu à l’ŒUVRE, ex æquo") == "elu a l’oeuvre, ex aequo"
