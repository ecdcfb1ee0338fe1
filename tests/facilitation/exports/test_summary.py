"""The summary and the matrix as documents: two pages for everybody, and all that follows from the ratings."""

import io
from dataclasses import replace

import docx
import pytest

from db.session import writing
from facilitation.counts import WITHHELD
from facilitation.exports.documents.matrix import matrix_document
from facilitation.exports.documents.shortening import brief
from facilitation.exports.documents.summary import summary
from facilitation.exports.pdf import printed
from facilitation.exports.word import written
from facilitation.interests import InterestKind, InterestView
from facilitation.report import Report, ReportVerdict, report
from tests.facilitation.exports.test_word import (
    grid,
    headings,
    lines,
    made_of_a_comparison,
    made_of_a_vote,
    made_of_everything,
    table_with,
)
from tests.factories.pdfs import opened, said
from tests.factories.reports import grown
from tests.factories.workshops import make_workshop
from translation import LANGUAGES, Language

pytestmark = pytest.mark.usefixtures("rules")


def grown_up(language: Language = "en") -> Report:
    made = replace(grown(made_of_everything(), posts=3000), language=language)
    wanted = InterestView(1, made.concepts[0].id, "Sicoval", InterestKind.interested, "", made.made_at)
    return replace(made, interests=(wanted,))


def test_the_summary_says_what_was_kept_and_why() -> None:
    text = said(opened(printed(summary(made_of_a_vote("Par équilibre")))))
    for line in (
        "18 participants, 2 territories, 2 initiatives were shared, 0 contributions were written.",
        "9 elected members, 9 officers",
        "18 of 18 voted. Decided with a reason. Reason: Par équilibre",
        "Initiatives explored in depth Une",
        "11 dots, 2 territories in support",
        "7 dots, 2 territories in support",
    ):
        assert line in text


def test_a_number_of_territories_that_is_withheld_is_left_out() -> None:
    made = made_of_a_vote("Par équilibre")
    few = replace(made, initiatives=tuple(replace(one, territories=WITHHELD) for one in made.initiatives))
    text = said(opened(printed(summary(few))))
    assert "11 dots" in text
    assert "in support" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_of_four_hundred_people_has_two_pages(language: Language) -> None:
    assert len(opened(printed(summary(grown_up(language)))).pages) == 2


def test_a_summary_says_how_much_more_there_is() -> None:
    text = said(opened(printed(summary(grown_up()))))
    for line in (
        "Communauté de communes n° 9, and 21 more",
        "370 dots, 28 territories in support",
        "Reproduce 10 · Adapt 10 · Discard 10",
        "Core functions ",
        "Funding: blocking",
        "All of them are in the matrix document.",
        "Concept n° 1 : un titre qui prend la place d’un titre: Une réunion publique",
        "1 territory has declared itself",
        "and 5 more",
        "Next steps",
    ):
        assert line in text


def test_a_summary_names_no_participant_and_no_draft() -> None:
    made = made_of_everything()
    big = grown_up()
    drafts = replace(big, concepts=tuple(replace(one, state="draft") for one in big.concepts))
    assert "Amina" not in said(opened(printed(summary(made))))
    assert "Concept n°" not in said(opened(printed(summary(drafts))))


def test_a_concept_without_a_pitch_is_named_in_the_summary() -> None:
    big = grown_up()
    bare = replace(big, concepts=(replace(big.concepts[0], title="Sans phrase", statements=()),))
    assert "Published concepts • Sans phrase" in said(opened(printed(summary(bare))))


def test_a_summary_of_nothing_says_that_nothing_was_kept() -> None:
    with writing() as session:
        made = report(session, make_workshop(session, language="en"))
    file = docx.Document(io.BytesIO(written(summary(made))))
    assert headings(file, 1) == ["Initiatives explored in depth"]
    assert "No initiative was kept yet." in lines(file)
    assert not any("TOC" in (field.text or "") for field in file.element.body.iter())


def test_more_initiatives_than_find_room_are_counted_in_the_summary() -> None:
    made = made_of_a_vote()
    kept = tuple(
        replace(made.initiatives[0], id=number, title=f"Une {number}", dots=None) for number in range(6)
    )
    text = said(opened(printed(summary(replace(made, initiatives=kept, vote=None)))))
    assert "Une 3" in text
    assert "Une 4" not in text
    assert "and 2 more" in text
    assert "voted" not in text


def test_first_steps_towards_a_condition_are_next_steps_and_nobody_is_named() -> None:
    made = made_of_a_comparison()
    line = replace(made.conditions[0], who="Camille", by_when="juin", first_step="Réunir les maires")
    text = said(opened(printed(summary(replace(made, conditions=(line,))))))
    assert f"Next steps • Réunir les maires {line.territory}, juin" in text
    assert "Camille" not in text
    assert "All of them" not in text


def test_what_is_shortened_says_so() -> None:
    assert (brief("Une phrase", 20), brief("Une phrase trop longue", 12)) == ("Une phrase", "Une phrase…")


def test_the_matrix_document_holds_verdicts_grids_conditions_and_questions() -> None:
    made = made_of_a_comparison()
    verdict = ReportVerdict(made.matrix.initiatives[0].id, "Pays de Grasse", "adapt")
    file = docx.Document(io.BytesIO(written(matrix_document(replace(made, verdicts=(verdict,))))))
    assert headings(file, 1) == [
        "In short",
        "Verdicts",
        "Transferability matrix",
        "Conditions to lift",
        "Questions to the holders",
    ]
    said_in_it = lines(file)
    assert f"People who rated\t{made.matrix.raters}" in said_in_it
    assert f"Conditions to lift\t{len(made.conditions)}" in said_in_it
    assert "Questions without an answer\t" + str(sum(not one.answer for one in made.questions)) in said_in_it
    assert grid(table_with(file, "Need"))[0][-1] == "Verdict"
    titles = {line.initiative for line in made.conditions}
    assert titles <= set(headings(file, 2))


def test_conditions_that_nobody_said_how_to_lift_have_no_empty_columns() -> None:
    made = made_of_a_comparison()
    bare = tuple(replace(line, who="", by_when="", first_step="") for line in made.conditions)
    file = docx.Document(io.BytesIO(written(matrix_document(replace(made, conditions=bare)))))
    assert grid(table_with(file, "Condition"))[0] == ["Territory", "Condition"]
    told = (replace(bare[0], who="La Région"), *bare[1:])
    file = docx.Document(io.BytesIO(written(matrix_document(replace(made, conditions=told)))))
    assert "Who can lift it" in grid(table_with(file, "Condition"))[0]


def test_a_matrix_document_without_anything_says_so() -> None:
    with writing() as session:
        made = report(session, make_workshop(session, language="en"))
    assert "Nothing was put in perspective yet." in said(opened(printed(matrix_document(made))))
    hidden = made_of_a_comparison(revealed=False)
    assert "In short" not in headings(docx.Document(io.BytesIO(written(matrix_document(hidden)))), 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matrix_of_thirty_territories_loses_none(language: Language) -> None:
    text = said(opened(printed(matrix_document(grown_up(language)))))
    for number in range(1, 31):
        assert f"communes n° {number}" in text
