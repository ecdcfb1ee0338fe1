"""PDFs, read by pypdf: tagged, titled, in their language, with embedded fonts, and every name and reason."""

import re
from dataclasses import replace

import pytest

from facilitation.exports.documents.blocks import Block, Document, Heading, Paragraph
from facilitation.exports.documents.initiative_sheets import initiative_sheets
from facilitation.exports.documents.minutes import minutes
from facilitation.exports.pdf import printed
from facilitation.exports.typesetting import typeset
from facilitation.report import Report
from tests.facilitation.exports.test_word import (
    made_of_a_comparison,
    made_of_a_vote,
    made_of_everything,
)
from tests.factories.pdfs import figures, fonts, kinds, opened, root, said
from tests.factories.reports import grown

pytestmark = pytest.mark.usefixtures("rules")


def minutes_in_pdf(made: Report) -> bytes:
    return printed(minutes(made))


def initiative_sheets_in_pdf(made: Report) -> bytes:
    return printed(initiative_sheets(made))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_pdf_is_tagged_titled_and_says_its_language(language: str) -> None:
    made = made_of_everything(language)
    for reader in (opened(minutes_in_pdf(made)), opened(initiative_sheets_in_pdf(made))):
        assert root(reader)["/MarkInfo"]["/Marked"]
        assert root(reader)["/Lang"] == language
        assert root(reader)["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata
        assert str(reader.metadata.title).endswith("· Mobiliser tous les acteurs")
        assert reader.xmp_metadata
        assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
        assert {"/H1", "/H2", "/P", "/L", "/LI", "/TOC"} <= set(kinds(reader))
        assert len(reader.outline) > 0


def test_fonts_are_ours() -> None:
    reader = opened(minutes_in_pdf(made_of_a_vote("Par équilibre")))
    assert {name.split("-")[0] for name in fonts(reader)} == {
        "AtkinsonHyperlegibleNext",
        "BricolageGrotesque",
    }


def test_the_minutes_tell_what_was_decided_and_why() -> None:
    text = said(opened(minutes_in_pdf(made_of_a_vote("Par équilibre"))))
    for line in (
        "2 initiatives were shared, 2 were explored in depth.",
        "18 of 18 voted.",
        "1 Une 11 2 Kept",
        "Reason: Par équilibre",
        "=Rochefort 5 4",
    ):
        assert line in text


def test_a_chart_says_in_words_what_it_shows_and_tables_have_heads() -> None:
    reader = opened(minutes_in_pdf(made_of_a_vote()))
    assert figures(reader) == ["Une 11, Deux 7"]
    assert {"/Table", "/TH", "/TD", "/Caption"} <= set(kinds(reader))


def test_a_sheet_holds_the_canvas_signed_as_consented() -> None:
    text = said(opened(initiative_sheets_in_pdf(made_of_everything())))
    for line in (
        "How much, from where, for how long?",
        "Financial: 50 000 € Amina, Pays de Grasse, no. 1",
        "Sur papier entered by the facilitators, no. 3",
        "Verdict: Adapt",
        "About: 50 000 €",
        '=HYPERLINK("http://evil.example";"clic") reworded, no. 2',
    ):
        assert line in text


def test_the_matrix_is_drawn_with_its_signs() -> None:
    text = said(opened(minutes_in_pdf(made_of_a_comparison())))
    for line in (
        "Transferability matrix",
        "× Blocking",
        "after another sign, ×: somebody sees a blockage, ?: somebody does not know Territory Need",
        "! ↔",
        "Team: blocking",
        "Par la *région*",
    ):
        assert line in text


def test_a_territory_that_rated_nothing_is_said_to_have_given_no_answer() -> None:
    made = made_of_a_comparison()
    (first, *others) = made.matrix.initiatives
    rows = [
        replace(row, cells=[replace(cell, value=None, rated=0, unknown=0, gap=False) for cell in row.cells])
        for row in first.rows[:1]
    ]
    silent = replace(first, rows=[*rows, *first.rows[1:]])
    made = replace(made, matrix=replace(made.matrix, initiatives=[silent, *others]))
    assert "no answer" in said(opened(minutes_in_pdf(made)))
    assert "no answer" not in said(opened(minutes_in_pdf(made_of_a_comparison())))


def test_a_number_stays_on_the_line_of_what_it_numbers_and_a_page_says_what_goes_on() -> None:
    blocks: list[Block] = [Heading(1, "Halle"), *(Paragraph(f"Personne n° {n}") for n in range(90))]
    reader = opened(printed(document(*blocks)))
    assert "n°\u00a07" in reader.pages[2].extract_text()
    assert ["Halle" in page.extract_text() for page in reader.pages[2:4]] == [True, True]


def test_what_people_typed_is_never_markup() -> None:
    hostile = (
        '#panic("x") *gras* _i_ $x^2$ `code` <label> @ref // https://evil.example = titre #image("/etc")'
    )
    made = replace(made_of_a_vote(), theme=hostile, organiser=hostile)
    reader = opened(minutes_in_pdf(made))
    assert "".join(hostile.split()) in "".join(said(reader).split())
    assert not any(
        one.get_object().get("/A")
        for page in reader.pages
        for one in page.get("/Annots", [])
        if "/URI" in str(one.get_object())
    )


def test_a_template_that_is_wrong_is_no_missing_character() -> None:
    from typst import TypstError

    with pytest.raises(TypstError):
        typeset("document.typ", {})


def test_an_unknown_block_is_refused_and_not_left_out() -> None:
    from typst import TypstError

    class Odd(Paragraph):
        pass

    odd = Odd("x")
    object.__setattr__(odd, "kind", "odd")
    with pytest.raises(TypstError, match="no such block: odd"):
        printed(document(odd))


def document(*blocks: Block) -> Document:
    return Document("en", "Minutes", "Theme", "", "", (), blocks, "Contents", "Figure", "Fine print", "Made")


def test_a_workshop_of_three_thousand_posts_loses_none() -> None:
    text = said(opened(initiative_sheets_in_pdf(grown(made_of_everything(), posts=3000))))
    assert len(re.findall(r"no\. \d+", text)) == 3000


def test_a_report_without_anything_is_a_pdf_too() -> None:
    made: Report = replace(
        made_of_everything(), initiatives=(), contributions=(), groups=(), rounds=(), stages=()
    )
    reader = opened(initiative_sheets_in_pdf(made))
    assert "No initiative was kept yet." in said(reader)
    assert len(reader.pages) == 1
