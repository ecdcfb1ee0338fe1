"""What people typed stays text: in spreadsheets no formula, in Markdown no markup."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facilitation.exports.cells import DANGEROUS, neutral
from facilitation.exports.escaping import escaped, paragraphs

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@*_`~[]()<>!#|\\&;:{}.1 \t\n\"'$/éç w"), st.characters(codec="utf-8")
    ),
    max_size=60,
)
TYPED = st.one_of(
    HOSTILE,
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "![](http://evil.example/x.png)",
            "https://evil.example",
            "www.evil.example",
            "a@evil.example",
            "1. un",
            "1) un",
            "- tiret",
            "# titre",
            "> citation",
            "| a | b |",
            "```",
            "~~~",
            "===",
            "---",
            "&copy; &#35;",
            "**gras** _souligné_ ~~barré~~",
            "$\\rule{300em}{200em}$",
            ":smile:",
            "[lien](javascript:alert(1))",
            "[^1]: note",
        ]
    ),
)
RENDERER = MarkdownIt("gfm-like", {"linkify": False}).enable("strikethrough")


def inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1 23", "'+33 1 23"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ('"=1', "'\"=1"),
        ("＝1+1", "'＝1+1"),
        ("Bon Achat", "Bon Achat"),
        ("", ""),
    ],
)
def test_what_looks_like_a_formula_gets_an_apostrophe(typed: str, cell: str) -> None:
    assert neutral(typed) == cell


def test_numbers_are_numbers_and_nothing_is_empty() -> None:
    assert [neutral(3), neutral(-3), neutral(None)] == ["3", "-3", ""]


@given(HOSTILE)
def test_no_cell_begins_as_a_formula_and_none_loses_a_word(typed: str) -> None:
    cell = neutral(typed)
    assert not cell.lstrip(' \u00a0\ufeff\u200b"').startswith(DANGEROUS)
    assert cell.removeprefix("'") == typed.replace("\x00", "").removeprefix("'")
    row = next(csv.reader(io.StringIO(_written(cell), newline=""), delimiter=";"))
    assert row == [cell, "end"]


def _written(cell: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow([cell, "end"])
    return out.getvalue()


@given(TYPED)
def test_markdown_shows_what_was_typed_and_does_nothing(typed: str) -> None:
    text = " ".join(unicodedata.normalize("NFC", typed).split())
    for written in (escaped(text), f"- {escaped(text)}", f"(dit par) {escaped(text)}"):
        tokens = RENDERER.parse(written)
        kinds = {token.type for token in inline(tokens)}
        assert kinds <= {"text", "text_special"}
        shown = "".join(token.content for token in inline(tokens))
        assert shown.removeprefix("(dit par)").strip() == text.replace("\x00", "\ufffd").strip()


@given(st.lists(TYPED, max_size=4))
def test_each_line_is_a_paragraph(lines: list[str]) -> None:
    kinds = {token.type for token in RENDERER.parse(paragraphs("\n".join(lines)))}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}


@given(TYPED)
def test_a_cell_of_a_markdown_table_stays_one_cell(typed: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {escaped(typed)} | fin |"
    cells = [token.type for token in RENDERER.parse(table)]
    assert cells.count("td_open") == 2


def test_french_reads_well_in_the_source() -> None:
    line = "L’appel à projets (50 000 €) : 1 500 € par lauréat, au plus 50 % du budget."
    assert escaped(line) == line


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://evil.example/a", "https\\://evil.example/a"),
        ("www.evil.example", "www\\.evil.example"),
        ("a@evil.example", "a\\@evil.example"),
    ],
)
def test_no_address_becomes_a_link_by_itself(typed: str, written: str) -> None:
    assert escaped(typed) == written
