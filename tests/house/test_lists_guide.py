"""The guide of lists says what is understood: each of its examples is understood as it says."""

import re

import pytest

from facilitation.people_lists import plain_text
from facilitation.people_lists.headings import Field, heading_of
from facilitation.people_lists.names import said_name
from facilitation.people_lists.titles import role_of
from facilitation.spreadsheet import COLUMN_LIMIT
from pages.preparing.people_preview import REMARKS
from tests.house.source import ROOT
from translation import catalogue

GUIDE = (ROOT / "docs" / "guide-listes.md").read_text()
COLUMNS = {"nom": Field.name, "prénom": Field.first_name, "territoire": Field.territory, "rôle": Field.role}


def table(title: str) -> list[tuple[str, str]]:
    """The lines of the guide's table with this first heading."""
    found = re.search(rf"^\| {title} \|.*\n\|---.*\n((?:\|.*\n)+)", GUIDE, re.MULTILINE)
    assert found
    return [
        (cells[1].strip(), cells[2].strip()) for cells in (line.split("|") for line in found[1].splitlines())
    ]


def examples(title: str) -> list[tuple[str, str]]:
    """What each line of that table tells, one example after the other."""
    return [(meant, one) for meant, told in table(title) for one in told.split(" · ")]


@pytest.mark.parametrize(("column", "heading"), examples("colonne"))
def test_a_heading_names_the_column_that_the_guide_says(column: str, heading: str) -> None:
    found = heading_of(heading)
    assert (found.field if found else None) == COLUMNS.get(column)
    assert found is None or found.certain


@pytest.mark.parametrize(("role", "title"), examples("rôle"))
def test_a_title_means_the_role_that_the_guide_says(role: str, title: str) -> None:
    found = role_of(title)
    words = {
        "elected": "élu·e",
        "officer": "technicien·ne",
        "state": "agent·e de l’État",
        "project": "porteur·se de projet",
        "other": "autre",
    }
    assert (words[found] if found else "demandé") == role


@pytest.mark.parametrize(("written", "name"), table("dans la liste"))
def test_a_name_becomes_what_the_guide_says(written: str, name: str) -> None:
    assert said_name(written) == name


def test_the_guide_names_every_encoding_that_is_looked_for() -> None:
    assert {name for name, _ in table("lettres")} == {"UTF-8", "UTF-16", *plain_text.UNMARKED}


def test_the_guide_explains_every_remark_of_the_preview() -> None:
    french = catalogue("fr")
    assert {name for name, _ in table("marque")} == {french.gettext(words) for words in REMARKS.values()}


def test_the_guide_tells_the_limits() -> None:
    assert f"Au plus 2\u00a0000 personnes, {COLUMN_LIMIT} colonnes et 1\u00a0Mo" in GUIDE
