"""Word files, read by python-docx: headings, captions, heads that repeat, every name, count and reason."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import pytest
from docx.document import Document as File
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from db.session import writing
from facilitation.actors import Actor
from facilitation.demo import load_demo
from facilitation.exports.documents.gallery import Gallery, Illustration
from facilitation.exports.documents.initiative_sheets import initiative_sheets
from facilitation.exports.documents.minutes import minutes
from facilitation.exports.documents.shortening import unbroken
from facilitation.exports.documents.summary import summary
from facilitation.exports.tints import STEPS
from facilitation.exports.word import written
from facilitation.report import Report, ReportSource, report
from tests.facilitation.exports.test_documents import FORMULA, voted, whole
from tests.facilitation.exports.test_transfer import compared
from tests.factories.pictures import drawn
from tests.factories.reports import grown
from tests.factories.workshops import make_account, make_workshop

pytestmark = pytest.mark.usefixtures("rules")


def made_of_everything(language: str = "en") -> Report:
    with writing() as session:
        return whole(session, language)[1]


def made_of_a_comparison(*, revealed: bool = True) -> Report:
    with writing() as session:
        return report(session, compared(session, revealed=revealed).workshop)


def made_of_a_vote(reason: str = "") -> Report:
    with writing() as session:
        return report(session, voted(session, reason))


def minutes_in_word(made: Report) -> bytes:
    return written(minutes(made))


def initiative_sheets_in_word(made: Report) -> bytes:
    return written(initiative_sheets(made))


def opened(content: bytes) -> File:
    return docx.Document(io.BytesIO(content))


def headings(file: File, level: int) -> list[str]:
    return [line.text for line in file.paragraphs if line.style and line.style.name == f"Heading {level}"]


def lines(file: File) -> list[str]:
    return [line.text for line in file.paragraphs]


def table_with(file: File, head: str) -> Table:
    """The table in whose first row this stands."""
    return next(table for table in file.tables if head in [cell.text for cell in table.rows[0].cells])


def grid(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_minutes_tell_who_met_and_what_was_decided_and_why() -> None:
    made = replace(made_of_a_vote("Par équilibre"), date=date(2026, 11, 21), organiser="Agence")
    file = opened(minutes_in_word(made))
    assert headings(file, 1) == [
        "In short",
        "Method",
        "Initiatives",
        "Vote",
        "How it went",
        "Validation",
    ]
    assert headings(file, 2) == ["Une", "Deux", "Support by role", "Support by territory"]
    said = lines(file)
    for line in (
        "Minutes of the workshop",
        "Agence",
        "21 November 2026",
        "2 initiatives were shared, 2 were explored in depth.",
        "Participants\t18 (9 elected members, 9 officers)",
        "18 of 18 voted.",
        "Decided with a reason",
        "Reason: Par équilibre",
    ):
        assert line in said
    assert grid(table_with(file, "Rank")) == [
        ["Rank", "Initiative", "Dots", "Territories in support", "Decision"],
        ["1", "Une", "11", "2", "Kept"],
        ["2", "Deux", "7", "2", "Kept"],
    ]
    assert grid(table_with(file, "Territory"))[1:] == [["=Rochefort", "5", "4"], ["Sicoval", "6", "3"]]


def test_the_minutes_name_only_those_who_let_their_name_out() -> None:
    file = opened(minutes_in_word(made_of_everything()))
    assert grid(table_with(file, "Names given"))[1:] == [
        ["1 · Les [premiers]", "Fonds de participation", "2", "Amina", "–"],
        ["2", "Bon Achat", "1", "–", "–"],
    ]
    assert "1 answer. Too few answers to be shown one by one." in lines(file)
    assert ["Bright spells", "", "3"] in grid(table_with(file, "Answers"))
    assert lines(file).count("Merci *à* tous") == 3
    assert grid(table_with(file, "Fonds de participation"))[1:] == [["Sicoval", "Adapt"]]


def test_the_minutes_show_the_matrix_with_its_conditions_and_questions() -> None:
    file = opened(minutes_in_word(made_of_a_comparison()))
    assert {"Transferability matrix", "Conditions to lift", "Questions to the holders"} <= set(
        headings(file, 1)
    )
    rated = table_with(file, "Need")
    grasse = next(row for row in grid(rated) if row[0] == "Pays de Grasse")
    assert (grasse[1], grasse[6], grasse[7], grasse[8]) == (
        "!\u00a0↔",
        "≈\u00a0✕\u00a0↔",
        "?",
        "≈\u00a0?",
    )
    shaded = rated._tbl.findall(".//" + qn("w:shd"))
    assert {shade.get(qn("w:fill")) for shade in shaded} == set(STEPS[:3])
    assert any("Team: blocking" in row for row in grid(table_with(file, "Condition")))
    assert {"No answer yet", "Par la *région*"} <= set(lines(file))
    assert "Fonds de participation · Can we fund start-up and running?  Pays de Grasse" in lines(file)


def test_before_the_reveal_the_minutes_say_only_that_there_will_be_something() -> None:
    file = opened(minutes_in_word(made_of_a_comparison(revealed=False)))
    assert "The ratings are not revealed yet." in lines(file)
    made = made_of_a_vote()
    secret = replace(made, initiatives=tuple(replace(entry, dots=None) for entry in made.initiatives))
    assert "The result is not revealed yet." in lines(opened(minutes_in_word(secret)))


def test_a_sheet_holds_the_canvas_signed_as_consented() -> None:
    file = opened(initiative_sheets_in_word(made_of_everything()))
    assert headings(file, 1) == ["Fonds de participation", "Bon Achat"]
    assert headings(file, 3)[:3] == ["Intention", "Context", "Timeline"]
    said = lines(file)
    for line in (
        "How much, from where, for how long?",
        "Financial: 50\u202f000\xa0€  Amina, Pays de Grasse, no.\u00a01",
        f"{FORMULA}  reworded, no.\u00a02",
        "Sur papier  entered by the facilitators, no.\u00a03",
        "Verdict: Adapt",
        "Un budget  Amina, Pays de Grasse, no.\u00a04",
        "About: 50\u202f000\xa0€",
        "Nothing written.",
    ):
        assert line in said
    assert headings(file, 4) == ["Conditions"]
    undecided = opened(initiative_sheets_in_word(replace(made_of_everything("en"), verdicts=())))
    assert "Verdict: Adapt" not in lines(undecided)


def test_a_sheet_holds_what_was_merged_marked_rated_and_asked() -> None:
    made = made_of_a_comparison()
    file = opened(initiative_sheets_in_word(made))
    assert {"Transferability matrix", "Conditions to lift", "Questions to the holders"} <= set(
        headings(file, 2)
    )
    first, *others = made.contributions
    whole_of = replace(made.contributions[0], core=True, merged=(source_of(made),))
    sheet = lines(opened(initiative_sheets_in_word(replace(made, contributions=(whole_of, *others)))))
    assert any(line.startswith("Merged from: Une autre idée") for line in sheet)
    assert f"Intention · {unbroken(first.text)}" in sheet


def source_of(made: Report) -> ReportSource:
    one = made.contributions[0]
    return ReportSource(99, "Une autre idée", verbatim=True, credit=one.credit)


def test_headings_are_listed_and_led_to() -> None:
    file = opened(minutes_in_word(made_of_a_vote()))
    links = file.element.body.findall(".//" + qn("w:hyperlink"))
    marks = {mark.get(qn("w:name")) for mark in file.element.body.iter(qn("w:bookmarkStart"))}
    assert {link.get(qn("w:anchor")) for link in links} == marks
    assert [link.find(f"{qn('w:r')}/{qn('w:t')}").text for link in links][:2] == ["In short", "Method"]
    assert len(links) == len(headings(file, 1)) + len(headings(file, 2))
    told = [one.text for one in file.element.body.iter(qn("w:instrText"))]
    assert ' TOC \\o "1-2" \\h \\z \\u ' in told


def test_word_works_the_pages_of_the_contents_out_as_it_opens_the_file() -> None:
    body = opened(minutes_in_word(made_of_a_vote())).element.body
    assert [one.get(qn("w:dirty")) for one in body.iter(qn("w:fldChar"))].count("true") == 1


def test_the_vote_is_a_chart_whose_longest_bar_is_as_wide_as_its_column() -> None:
    chart, tally, *_others = opened(minutes_in_word(made_of_a_vote())).tables
    assert grid(chart) == [["Initiative", "Dots", "Dots"], ["Une", "", "11"], ["Deux", "", "7"]]
    assert chart._tbl.find(".//" + qn("w:tblDescription")).get(qn("w:val")) == "Une 11, Deux 7"
    longest, shorter = (one.get(qn("w:right")) for one in chart._tbl.iter(qn("w:ind")))
    assert longest == "0"
    assert int(shorter) > 0
    assert grid(tally)[0][0] == "Rank"


def test_nothing_that_leads_to_what_follows_stands_alone_at_the_foot_of_a_page() -> None:
    file = opened(minutes_in_word(made_of_a_comparison()))
    told = {style.name: style for style in file.styles}
    for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "Lead", "Intro", "Question"):
        assert told[name].paragraph_format.keep_with_next
    for name in ("Caption", "Legend"):
        assert told[name].paragraph_format.keep_with_next
    rated = table_with(file, "Need")
    stay = [
        all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in rated.rows
    ]
    assert stay == [True] * (len(rated.rows) - 1) + [False]


def test_a_long_table_leaves_the_page_and_its_head_does_not_stand_alone() -> None:
    made = made_of_a_vote()
    one = made.initiatives[0]
    many = tuple(replace(one, id=number, title=f"Une {number}") for number in range(20))
    tally = table_with(opened(minutes_in_word(replace(made, initiatives=many))), "Rank")
    stay = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in tally.rows]
    assert stay == [True, True, *[None] * 19]


def test_facts_and_pictures_stay_with_the_paragraph_before_them() -> None:
    made = made_of_a_vote()
    gallery = Gallery({1: Illustration("Une place", 40, 30)})
    one = replace(made.initiatives[0], picture_id=1, description="Dite en peu de mots")
    content = written(minutes(replace(made, initiatives=(one,)), gallery), lambda _picture: drawn())
    (picture,) = [line for line in opened(content).paragraphs if line._p.findall(".//" + qn("wp:inline"))]
    frame = picture._p.find(".//" + qn("wp:inline"))
    assert [frame.get(side) for side in ("distT", "distB", "distL", "distR")] == ["0"] * 4
    told = opened(content).paragraphs
    at = next(number for number, line in enumerate(told) if line.text == "Dite en peu de mots")
    assert told[at].paragraph_format.keep_with_next
    assert told[at + 1].text.startswith(("Territory", "Outcome"))


def test_a_table_begins_where_the_text_does() -> None:
    file = opened(minutes_in_word(made_of_a_vote()))
    (mode,) = file.settings.element.xpath(".//w:compatSetting[@w:name='compatibilityMode']")
    assert mode.get(qn("w:val")) == "15"


def test_every_table_has_a_caption_a_head_that_repeats_and_whole_rows() -> None:
    file = opened(minutes_in_word(grown(made_of_everything(), posts=60)))
    captions = [line.text for line in file.paragraphs if line.style and line.style.name == "Caption"]
    kinds = [caption.split(".")[0] for caption in captions]
    figures = [one for one in kinds if one.startswith("Figure ")]
    assert figures == [f"Figure {number}" for number in range(1, len(figures) + 1)]
    assert [one for one in kinds if one not in figures] == [
        f"Table {number}" for number in range(1, len(file.tables) - len(figures) + 1)
    ]
    for table in file.tables:
        assert table._tbl.findall(".//" + qn("w:tblHeader"))[0].getparent() is table.rows[0]._tr.trPr
        assert len(table._tbl.findall(".//" + qn("w:cantSplit"))) == len(table.rows)


@pytest.mark.parametrize(
    ("language", "tongue", "name"), [("fr", "fr-FR", "Décomposition"), ("en", "en-GB", "Decomposition")]
)
def test_the_file_says_its_language_and_its_title(language: str, tongue: str, name: str) -> None:
    file = opened(initiative_sheets_in_word(made_of_everything(language)))
    (spoken,) = {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))}
    assert (spoken, file.core_properties.language) == (tongue, tongue)
    assert "Mobiliser tous les acteurs" in file.core_properties.title
    assert name in headings(file, 2)


def test_the_demonstration_and_a_rehearsal_are_marked() -> None:
    with writing() as session:
        made = report(session, load_demo(session, actor=Actor(make_account(session))))
    said = lines(opened(minutes_in_word(replace(made, language="en"))))
    assert "Demonstration: some initiatives are made up, and marked so." in said
    assert "Rehearsal: what simulated people wrote is in this report." in said
    assert said.count("Made-up content for the demonstration") == 6


def test_every_fact_of_an_initiative_is_told() -> None:
    made = made_of_a_vote()
    one, _two = made.initiatives
    told = replace(one, merged=(("A", "Grasse"), ("B", "")), link="https://une.example", tags=("eau", "élus"))
    said = lines(opened(minutes_in_word(replace(made, initiatives=(told,)))))
    assert {"Merged from\tA (Grasse) | B", "Link\thttps://une.example", "Tags\teau, élus"} <= set(said)


def test_what_is_not_known_is_not_told() -> None:
    made = made_of_a_vote()
    few = tuple(replace(entry, by_role={}, by_territory={}, outcome="shared") for entry in made.initiatives)
    assert made.vote is not None
    told = replace(made, initiatives=few, vote=replace(made.vote, how=None))
    said = lines(opened(minutes_in_word(told)))
    assert not {"Support by role", "Decided by the tally", "Outcome"} & set(said)
    assert "2 initiatives were shared." in said


def test_a_workshop_of_three_thousand_posts_loses_none() -> None:
    file = opened(initiative_sheets_in_word(grown(made_of_everything(), posts=3000)))
    told = (re.search(r"no\.\s(\d+)$", line) for line in lines(file))
    assert sorted(int(found[1]) for found in told if found) == list(range(1, 3001))


def test_an_empty_workshop_has_its_minutes_and_no_sheets() -> None:
    with writing() as session:
        made = report(session, make_workshop(session, language="en"))
    assert "No initiative was shared yet." in lines(opened(minutes_in_word(replace(made, stages=()))))
    assert "No initiative was kept yet." in lines(opened(initiative_sheets_in_word(made)))


def test_a_short_document_has_a_close_head_instead_of_a_cover_and_its_contents() -> None:
    made = replace(made_of_a_vote(), organiser="Agence", place="Salle des fêtes", date=date(2026, 11, 21))
    gallery = Gallery(logo=Illustration("", 300, 100))
    told = summary(made, gallery)
    file = opened(written(told, lambda _picture: drawn()))
    assert lines(file)[1:4] == ["Summary", "Mobiliser tous les acteurs", f"Agence · {told.when_and_where}"]
    assert told.logo
    assert file.inline_shapes[0].width == Mm(told.logo.width * 0.7)
    assert not file.element.body.findall(".//" + qn("w:hyperlink"))
    assert lines(file)[-2:] == [told.fine_print, told.made]
