from hypothesis import given
from hypothesis import strategies as st

from facilitation.codes import parse_code, parse_resume_code
from facilitation.resume_words import RESUME_WORDS
from facilitation.tokens import (
    CODE_LETTERS,
    digest,
    grouped_code,
    new_code,
    new_token,
    resume_code,
)


def test_a_token_holds_256_bits_and_only_its_hash_is_kept() -> None:
    token = new_token()

    assert len(token) == 43
    assert len(digest(token)) == 64
    assert digest(token) != digest(new_token())


def test_a_new_code_reads_as_itself_however_it_is_typed() -> None:
    code = new_code()

    assert parse_code(code) == code
    assert parse_code(f" {grouped_code(code).lower()} ") == code
    assert parse_code(" ".join(code)) == code


def test_a_code_is_shown_in_two_groups() -> None:
    assert grouped_code("K7P4QX") == "K7P-4QX"


def test_what_cannot_be_a_code_is_none() -> None:
    assert [parse_code(text) for text in ("", "K7P4Q", "K7P4QX7", "K7P4Q0", "K7P4Qé", "LUNE-42-GAZ")] == [
        None
    ] * 6


def test_no_two_letters_of_a_code_look_alike() -> None:
    assert set("01OIL") & set(CODE_LETTERS) == set()


def test_a_resume_code_reads_as_itself_however_it_is_typed() -> None:
    code = resume_code()

    assert parse_resume_code(code) == code
    assert parse_resume_code(f"  {code.replace('-', ' ').lower()}. ") == code
    assert parse_resume_code("lûne 42 gaz") == "LUNE-42-GAZ"


def test_what_cannot_be_a_resume_code_is_none() -> None:
    assert [parse_resume_code(text) for text in ("", "LUNE-GAZ", "LUNE-4-GAZ", "42", "K7P-4QX")] == [None] * 5


def test_there_are_enough_resume_codes_and_each_word_can_be_typed_back() -> None:
    assert len(set(RESUME_WORDS)) == len(RESUME_WORDS)
    assert len(RESUME_WORDS) ** 2 * 90 > 20_000_000
    assert all(word.isascii() and word.isupper() and 3 <= len(word) <= 6 for word in RESUME_WORDS)


@given(st.text())
def test_any_text_is_a_code_or_none(text: str) -> None:
    for parsed in (parse_code(text), parse_resume_code(text)):
        assert parsed is None or parsed.isascii()
    assert len(digest(text)) == 64
