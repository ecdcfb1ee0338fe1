"""Concepts in every form of the report: statements, what they rest on as consented, drafts marked, wishes."""

import csv
import io
import json
from dataclasses import dataclass, replace

import docx
import pandas
import pytest
from openpyxl import load_workbook

from db.concepts import ConceptField
from db.interests import InterestKind
from db.people import Attribution
from db.posts import Part, Post
from db.session import Session, writing
from facilitation.actors import Actor
from facilitation.exports.data import data
from facilitation.exports.documents.concepts import concept_sheets
from facilitation.exports.markdown import markdown
from facilitation.exports.opendocument import opendocument
from facilitation.exports.pdf import printed
from facilitation.exports.slides import slides
from facilitation.exports.tables import table
from facilitation.exports.word import written
from facilitation.exports.workbook import workbook
from facilitation.interests import declare_interest
from facilitation.report import Report, report
from facilitation.report_choice import Choice
from facilitation.studio.publishing import publish, withdraw
from facilitation.workshops import change_settings
from tests.facilitation.exports.test_slides import noted, slide_of, titles
from tests.facilitation.exports.test_slides import opened as opened_deck
from tests.facilitation.exports.test_slides import said as said_on
from tests.facilitation.exports.test_word import headings, lines
from tests.factories.concepts import Studio, make_concept, make_statement, make_studio
from tests.factories.pdfs import opened as opened_pdf
from tests.factories.pdfs import said as said_in_pdf
from tests.factories.tables import sign_as

pytestmark = pytest.mark.usefixtures("rules")

DRAFTS = Choice(drafts=True)


@dataclass(frozen=True)
class Concepts:
    """A published concept that Sicoval wants and Grasse did, and a draft."""

    studio: Studio
    published: int
    draft: int


def make_concepts(session: Session) -> Concepts:
    studio = make_studio(session)
    tables = studio.tables
    change_settings(session, actor=Actor(tables.by), workshop_id=tables.workshop, language="en")
    sign_as(session, tables.amina, Attribution.name)
    sign_as(session, tables.paul, Attribution.territory)
    sign_as(session, tables.zoe, Attribution.anonymous)
    concept = make_concept(session, studio, "Un fonds *citoyen*")
    for text, posts, field in (
        ("Les habitants décident", (studio.envelope, studio.council), ConceptField.pitch),
        ("Un règlement publié", (studio.council,), ConceptField.conditions),
        ("Personne ne votait", (studio.catalogue,), ConceptField.minority),
    ):
        make_statement(session, studio, concept, *posts, text=text, field=field)
    publish(session, actor=Actor(studio.dina), concept_id=concept)
    for territory, kind, words in (
        ("Sicoval", InterestKind.interested, ""),
        ("Grasse", InterestKind.done, "Dès mars"),
    ):
        declare_interest(
            session, concept_id=concept, kind=kind, words=words, territory=territory, actor=Actor(studio.dina)
        )
    draft = make_concept(session, studio, "Une halle")
    make_statement(session, studio, draft, text="Un bail de dix ans", field=ConceptField.means)
    return Concepts(studio, concept, draft)


def made(choice: Choice = DRAFTS) -> Report:
    with writing() as session:
        return report(session, make_concepts(session).studio.workshop, choice)


def test_a_concept_sheet_holds_every_statement_with_what_it_rests_on() -> None:
    file = docx.Document(io.BytesIO(written(concept_sheets(made()))))
    assert headings(file, 1) == ["Un fonds *citoyen*", "Une halle"]
    assert headings(file, 2) == ["Conditions", "Minority views", "Territories", "Means"]
    said = lines(file)
    begins, where = said.index("Les habitants décident"), "Fonds de participation · Table 1"
    assert said[begins : begins + 3] == [
        "Les habitants décident",
        f"“Une enveloppe de 50\u202f000\xa0€”  Amina · Pays de Grasse · no.\u00a01 · Intention · {where}",
        f"“Un jury d’habitants décide”  Sicoval · no.\u00a02 · Governance · {where}",
    ]
    assert "“Un catalogue d’achats en ligne”  no.\u00a03 · Mechanism · Bon Achat · Table 2" in said
    assert {"Sicoval  Interested", "Grasse  Did it · Dès mars"} <= set(said)
    assert {"Draft: not published yet.", "No contribution that may be quoted supports this."} <= set(said)
    assert any(line.startswith("Published on ") and line.endswith(", version 1.") for line in said)


def test_the_pdf_of_the_concept_sheets_says_the_same() -> None:
    text = said_in_pdf(opened_pdf(printed(concept_sheets(made()))))
    for line in (
        "Les habitants décident “Une enveloppe de 50 000 €” Amina · Pays de Grasse · no. 1",
        "Minority views Personne ne votait “Un catalogue d’achats en ligne” no. 3",
        "Grasse Did it · Dès mars",
        "Draft: not published yet.",
        "No contribution that may be quoted supports this.",
    ):
        assert line in text


def test_the_pages_of_many_concepts_are_numbered_to_the_last() -> None:
    told = made()
    many = [
        replace(one, title=f"Un concept n° {number}", statements=one.statements * (number % 5 + 1))
        for number, one in enumerate(told.concepts * 8)
    ]
    pages = opened_pdf(printed(concept_sheets(replace(told, concepts=tuple(many))))).pages[1:]
    assert len(pages) > 16
    for number, page in enumerate(pages, 2):
        assert f"{number} / {len(pages) + 1}" in page.extract_text()


def test_drafts_are_left_out_unless_they_are_asked_for() -> None:
    with writing() as session:
        workshop = make_concepts(session).studio.workshop
        finished = report(session, workshop)
        everything = report(session, workshop, DRAFTS)
    assert [concept.title for concept in finished.concepts] == ["Un fonds *citoyen*"]
    assert [concept.title for concept in everything.concepts] == ["Un fonds *citoyen*", "Une halle"]
    assert "Une halle" not in said_in_pdf(opened_pdf(printed(concept_sheets(finished))))


def test_a_workshop_without_concepts_says_so() -> None:
    with writing() as session:
        studio = make_studio(session)
        change_settings(session, actor=Actor(studio.tables.by), workshop_id=studio.workshop, language="en")
        none = report(session, studio.workshop)
    assert "No concept was published yet." in lines(docx.Document(io.BytesIO(written(concept_sheets(none)))))
    assert "## Concepts" not in markdown(none)


def test_what_was_withdrawn_is_a_working_text_and_what_left_the_record_is_quoted_no_more() -> None:
    with writing() as session:
        concepts = make_concepts(session)
        studio = concepts.studio
        session.get_one(Post, studio.catalogue).off_record = True
        session.flush()
        now = report(session, studio.workshop)
        withdraw(session, actor=Actor(studio.dina), concept_id=concepts.published)
        later = report(session, studio.workshop, DRAFTS)
    assert "Un catalogue" not in markdown(now)
    assert "**No contribution that may be quoted supports this.**" in markdown(now)
    assert "*Withdrawn from publication: a working text.*" in markdown(later)


def test_a_consent_that_changes_changes_every_later_sheet() -> None:
    with writing() as session:
        concepts = make_concepts(session)
        sign_as(session, concepts.studio.tables.amina, Attribution.anonymous)
        sheet = said_in_pdf(opened_pdf(printed(concept_sheets(report(session, concepts.studio.workshop)))))
    assert "“Une enveloppe de 50 000 €” no. 1" in sheet
    assert "Amina" not in sheet


def test_what_a_concept_cites_is_taken_up() -> None:
    with writing() as session:
        studio = make_concepts(session).studio
        linked = report(session, studio.workshop, Choice(unlinked=False))
        concept = make_studio(session)
        alone = report(session, concept.workshop, Choice(unlinked=False))
    assert [post.id for post in linked.contributions] == [studio.envelope, studio.council, studio.catalogue]
    assert alone.contributions == ()


def test_the_chapter_of_the_text_report_escapes_what_people_typed() -> None:
    text = markdown(made())
    for line in (
        r"### Un fonds \*citoyen\*",
        "#### In one sentence",
        "- Les habitants décident",
        "- Grasse · Did it · Dès mars",
        "*Draft: not published yet.*",
    ):
        assert line in text
    assert "  - “Un jury d’habitants décide” (Sicoval · no. 2 · Governance" in text


def test_a_slide_shows_a_concept_and_its_notes_hold_the_sheet() -> None:
    deck = opened_deck(slides(made()))
    assert titles(deck)[-2:] == ["Un fonds *citoyen*", "Une halle"]
    shown = said_on(slide_of(deck, "Un fonds *citoyen*"))
    assert shown[0].endswith(", version 1. · 2 territories have declared themselves")
    assert shown[1:] == [
        "Les habitants décident",
        "Conditions",
        "Un règlement publié",
        "Minority views",
        "Personne ne votait",
    ]
    notes = noted(slide_of(deck, "Un fonds *citoyen*"))
    assert "“Une enveloppe de 50\u202f000\xa0€” Amina · Pays de Grasse · no.\u00a01" in notes
    assert "Grasse · Did it · Dès mars" in notes
    assert said_on(slide_of(deck, "Une halle"))[0] == "Draft: not published yet."


def test_a_concept_of_only_a_pitch_has_a_slide_too() -> None:
    with writing() as session:
        studio = make_studio(session)
        change_settings(session, actor=Actor(studio.tables.by), workshop_id=studio.workshop, language="en")
        concept = make_concept(session, studio, "Une idée")
        make_statement(session, studio, concept, studio.envelope, text="Court", field=ConceptField.pitch)
        deck = opened_deck(slides(report(session, studio.workshop, DRAFTS)))
    assert said_on(slide_of(deck, "Une idée")) == ["Draft: not published yet.", "Court"]


def test_the_sheet_of_concepts_has_a_row_a_statement() -> None:
    one = made()
    page = load_workbook(io.BytesIO(workbook(one)))["Concepts"]
    head, *rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert head == [
        "Concept",
        "State",
        "Version",
        "Published on",
        "Field",
        "Statement",
        "Contributions",
        "What they say",
    ]
    assert [[row[0], row[1], row[2], *row[4:7]] for row in rows] == [
        ["Un fonds *citoyen*", "Published", 1, "In one sentence", "Les habitants décident", "1 2"],
        ["Un fonds *citoyen*", "Published", 1, "Conditions", "Un règlement publié", "2"],
        ["Un fonds *citoyen*", "Published", 1, "Minority views", "Personne ne votait", "3"],
        ["Une halle", "Draft", 1, "Means", "Un bail de dix ans", None],
    ]
    assert rows[0][7] == "[1] Une enveloppe de 50 000 € | [2] Un jury d’habitants décide"


def test_open_document_csv_and_json_hold_the_concepts_too() -> None:
    one = made()
    frame = pandas.read_excel(
        io.BytesIO(opendocument(one)), sheet_name="Interested territories", engine="odf"
    )
    assert frame[["Territory", "What it says"]].to_numpy().tolist() == [
        ["Sicoval", "Interested"],
        ["Grasse", "Did it"],
    ]
    rows = list(csv.DictReader(io.StringIO(table(one, "concepts.csv").decode("utf-8-sig"))))
    assert [row["Statement"] for row in rows][-1] == "Un bail de dix ans"
    told = json.loads(data(one))["concepts"]
    assert [statement["field"] for statement in told[0]["statements"]] == ["pitch", "conditions", "minority"]
    assert told[0]["statements"][0]["citations"][0]["credit"]["author"] == "Amina"


def test_a_perspective_says_for_whom_it_is() -> None:
    with writing() as session:
        concepts = make_concepts(session)
        post = session.get_one(Post, concepts.studio.envelope)
        post.territory_id, post.part = concepts.studio.tables.sicoval, Part.perspective
        post.verbatim = False
        session.flush()
        text = markdown(report(session, concepts.studio.workshop))
    assert "reworded · no. 1 · Intention · Fonds de participation → Sicoval" in text
