"""An excerpt shows a text around what was looked for, whole words only."""

from hypothesis import given
from hypothesis import strategies as st

from db.stems import stems_of
from facilitation.library.excerpts import BEFORE, LENGTH, Piece, excerpt, pieces


def said(parts: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in parts)


def test_words_that_were_found_stand_apart() -> None:
    assert pieces("L’eau, les eaux !", {"eau"}, "fr") == (
        Piece("L’"),
        Piece("eau", found=True),
        Piece(", les "),
        Piece("eaux", found=True),
        Piece(" !"),
    )


def test_a_text_in_which_nothing_was_found_is_one_piece() -> None:
    assert pieces("L’eau", (), "fr") == (Piece("L’eau"),)
    assert pieces("", {"eau"}, "fr") == ()


def test_a_long_text_is_shown_around_the_first_word_that_was_found() -> None:
    text = f"{'avant ' * 100}vélo {'après ' * 100}fin"
    shown = excerpt(text, {"velo"}, "fr")
    assert shown[0] == Piece("… ")
    assert shown[2] == Piece("vélo", found=True)
    assert shown[1].text == "avant " * (BEFORE // 6)
    assert shown[-1] == Piece(" …")
    assert len(said(shown)) <= LENGTH + 4


def test_a_long_text_begins_at_its_beginning_where_the_word_stands_early_or_nowhere() -> None:
    text = f"Un vélo {'après ' * 100}fin"
    for stems in ({"velo"}, {"bateau"}):
        shown = said(excerpt(text, stems, "fr"))
        assert shown.startswith("Un vélo après")
        assert shown.endswith("après …")


def test_the_end_of_a_long_text_is_its_end() -> None:
    assert said(excerpt(f"{'avant ' * 100}vélo", {"velo"}, "fr")).endswith("avant vélo")


def test_a_word_without_end_is_cut() -> None:
    assert len(said(excerpt("a" * 1000, {"velo"}, "fr"))) == LENGTH + 2


@given(st.text(max_size=400), st.text(max_size=20))
def test_pieces_put_together_are_the_text(text: str, asked: str) -> None:
    assert said(pieces(text, set(stems_of(asked, "fr")), "fr")) == text
