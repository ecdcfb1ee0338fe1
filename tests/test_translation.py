"""Which language a visitor is spoken to in."""

import pytest

from translation import catalogue, known, preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("en-GB,en;q=0.9", "en"),
        ("de,en;q=0.4,fr;q=0.7", "fr"),
        ("de", "fr"),
        ("", "fr"),
        ("en;q=nonsense,fr;q=0.1", "fr"),
    ],
)
def test_the_browser_chooses_by_weight_among_what_essaim_speaks(header: str, language: str) -> None:
    assert preferred(header, "fr") == language


def test_an_unknown_tag_is_no_language() -> None:
    assert known("xx-YY") is None
    assert known(None) is None
    assert known("FR_ca") == "fr"


def test_english_is_its_own_catalogue_and_french_is_read_from_the_file() -> None:
    assert catalogue("en").gettext("Undo") == "Undo"
    assert catalogue("fr").gettext("Undo") == "Annuler"
