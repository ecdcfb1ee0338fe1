"""What Streamlit says in tables has words of ours beside it, where its scripts put it."""

import re

import pytest

from pages.ui.alike import _grouped
from pages.ui.surfaces.voices import voices
from pages.ui.words import _
from tests.house.source import ROOT


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("Type to search", "Type what to look for"),
        ("1 result", "1 found"),
        ("12 results", "{} found"),
        ("1 of 3 results", "{} of {} found"),
        ("1 of 1 result", "{} of 1 found"),
        ("over 1000", "more than 1,000"),
        ("2 of over 1000", "{} of more than 1,000"),
    ],
)
def test_the_search_of_a_table_speaks_in_our_words(said: str, ours: str) -> None:
    likes = {re.escape(like).replace(r"\{\}", "(.*)"): instead for like, instead in voices()["chrome"]}
    assert next(instead for like, instead in likes.items() if re.fullmatch(like, said)) == _(ours)
    script = (ROOT / "pages" / "ui" / "surfaces" / "voices.js").read_text()
    assert "[data-testid=search-result-area]" in script


def test_an_empty_list_of_a_cell_speaks_in_our_words() -> None:
    assert dict(voices()["lists"])["No options"] == _("Nothing to choose from yet")
    assert "#portal [class$=-menu]" in (ROOT / "pages" / "ui" / "surfaces" / "voices.js").read_text()


def test_numbers_of_a_difference_are_legible_with_what_they_count() -> None:
    assert _grouped("50000 €, 12, 7.5 %").replace("\u202f", ",") == "50,000\u00a0€, 12, 7.5 %"
