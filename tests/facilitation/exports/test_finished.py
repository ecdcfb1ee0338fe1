"""Documents that one can send: minutes that read as finished, in French as it is set, by whom and when."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import docx
import openpyxl
import pytest
from pptx import Presentation

from db.people import Attribution, Person
from db.session import Session, writing
from db.sharing import Initiative
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.attribution import Credit
from facilitation.exports import FORMATS, export
from facilitation.exports.cells import dashed
from facilitation.exports.compiler import with_row_heads
from facilitation.exports.documents.blocks import Heading, Item, Items, Paragraph, Table
from facilitation.exports.documents.follow_up import follow_up
from facilitation.exports.documents.initiative_sheets import initiative_sheets
from facilitation.exports.documents.matrix import matrix_document
from facilitation.exports.documents.minutes import minutes
from facilitation.exports.documents.presence import method, present
from facilitation.exports.documents.verdicts import verdicts
from facilitation.exports.opendocument import opendocument
from facilitation.exports.pdf import printed
from facilitation.exports.slides import slides
from facilitation.exports.tints import STEPS
from facilitation.exports.transfer import SIGNS
from facilitation.exports.word import written
from facilitation.exports.words import Words
from facilitation.exports.workbook import workbook
from facilitation.people import PersonRole, change_consents, expect_people
from facilitation.people_table import PersonRow
from facilitation.posts import Section, Verdict
from facilitation.report import Report, report
from facilitation.report_choice import Choice
from facilitation.report_parts import ReportPresence, ReportVerdict
from facilitation.running import close_stage, skip_stage
from facilitation.workshops import close_workshop
from tests.facilitation.exports.test_pdf import document
from tests.facilitation.exports.test_slides import noted, said, slide_of, titles
from tests.facilitation.exports.test_slides import opened as deck_of
from tests.facilitation.exports.test_word import made_of_a_comparison, made_of_a_vote, made_of_everything
from tests.factories.pdfs import opened, tags
from tests.factories.pdfs import said as text_of
from tests.factories.reports import grown
from tests.factories.tables import make_tables, sign_as
from tests.factories.workshops import facilitator_of, make_person, make_workshop, open_kind, stage_of

ENGLISH, FRENCH = Words("en", "Europe/Paris"), Words("fr", "Europe/Paris")

pytestmark = pytest.mark.usefixtures("rules")


def states(made: Report) -> dict[str, str]:
    return {
        stage.kind: Words(made.language, made.time_zone).state(made.state_of(stage)) for stage in made.stages
    }


def test_what_was_skipped_or_left_behind_was_not_held_and_nothing_of_a_closed_workshop_is_to_come() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="fr")
        by = Actor(facilitator_of(session, workshop))
        skip_stage(session, actor=by, stage_id=stage_of(session, workshop, StageKind.break_))
        close_stage(session, actor=by, stage_id=open_kind(session, workshop, StageKind.sharing))
        during = states(report(session, workshop))
        close_workshop(session, actor=by, workshop_id=workshop)
        after = states(report(session, workshop))
    assert (during["sharing"], during["break"]) == ("Tenue", "Non tenue")
    assert (during["checkin"], during["voting"]) == ("Non tenue", "À venir")
    assert set(after.values()) == {"Tenue", "Non tenue"}


def test_the_minutes_name_those_who_ran_it_and_leave_room_to_sign() -> None:
    made = replace(made_of_everything(), facilitators=("Fanny", "Paul"), organiser="Agence")
    (table,) = (block for block in minutes(made).blocks if isinstance(block, Table) and block.tall)
    assert [row[0] for row in table.rows] == ["The facilitators", "Agence"]
    assert table.rows[0][1] == "Fanny, Paul"
    assert "Facilitators Fanny, Paul" in text_of(opened(printed(minutes(made))))
    heights = docx.Document(io.BytesIO(written(minutes(made)))).tables[-1]._tbl.xpath(".//w:trHeight/@w:val")
    assert heights == ["794", "794"]


def test_the_method_stands_in_two_sentences_as_far_as_it_was_followed() -> None:
    made = made_of_everything()
    whole = list(method(replace(made, vote=made_of_a_vote().vote), ENGLISH))
    (told,) = (block.text for block in whole if isinstance(block, Paragraph))
    assert len(re.findall(r"\.(?: |$)", told)) == 2
    assert list(method(replace(made, vote=None, groups=()), ENGLISH)) == []


def test_those_present_are_listed_where_it_is_chosen_and_named_as_they_consented() -> None:
    with writing() as session:
        t = make_tables(session)
        sign_as(session, t.amina, Attribution.name)
        sign_as(session, t.zoe, Attribution.anonymous)
        row = PersonRow(1, "Absente", "Sicoval", PersonRole.officer)
        expect_people(session, actor=Actor(t.by), workshop_id=t.workshop, rows=[row])
        quiet = report(session, t.workshop)
        made = report(session, t.workshop, Choice(present=True))
    assert quiet.presence is None
    assert made.presence is not None
    assert made.presence.there[0] == Credit("Amina", "Pays de Grasse", PersonRole.elected)
    assert made.presence.there[-1] == Credit()
    assert made.presence.missing == (Credit("", "Sicoval"),)
    blocks = list(present(made, ENGLISH))
    assert [block.text for block in blocks if isinstance(block, Heading)] == [
        "Who was there",
        "Present",
        "Excused or absent",
    ]
    there, missing = (block for block in blocks if isinstance(block, Items))
    assert there.items[0] == Item("Amina", signed="Pays de Grasse, Elected member")
    assert there.items[-1] == Item("2 people who are not named")
    assert missing.items == (Item("Sicoval", signed="1 person"),)
    assert list(present(quiet, ENGLISH)) == []
    everybody = replace(made, presence=ReportPresence((Credit("Amina"),), ()))
    assert sum(isinstance(block, Items) for block in present(everybody, ENGLISH)) == 1


def test_the_contact_of_the_holder_is_on_the_sheet_where_it_was_consented_to_and_nowhere_else() -> None:
    with writing() as session:
        t = make_tables(session)
        consent(session, t.amina, "amina@grasse.example")
        session.get_one(Initiative, t.fund).holder_id = t.amina
        made = report(session, t.workshop)
        asked = [entry.contact for entry in made.initiatives]
        session.get_one(Person, t.amina).removed_at = datetime.now(UTC)
        gone = [entry.contact for entry in report(session, t.workshop).initiatives]
    assert "amina@grasse.example" in asked
    assert set(gone) == {""}
    assert "amina@grasse.example" in text_of(opened(printed(initiative_sheets(made)))).replace(" ", "")
    assert "amina@grasse.example" not in text_of(opened(printed(minutes(made)))).replace(" ", "")


def consent(session: Session, person: int, contact: str) -> None:
    change_consents(
        session,
        actor=Actor(person_id=person),
        attribution=Attribution.territory,
        contact_consent=True,
        contact=contact,
    )


def test_a_verdict_stands_with_its_reasons_and_its_conditions() -> None:
    made = grown(made_of_everything(), posts=400, places=3)
    told = [block for block in verdicts(made, ENGLISH) if isinstance(block, Table)]
    assert len(told) == 4
    for (territory, verdict, why, conditions), row in zip(told[1].rows, made.verdicts[:3], strict=True):
        assert (territory, verdict) == (row.territory, ENGLISH.term(row.verdict))
        assert why.endswith(" more")
        assert "Funding: blocking" in conditions
    silent = replace(made, contributions=(), conditions=(), verdicts=(made.verdicts[0],))
    assert list(verdicts(silent, ENGLISH))[-1].rows[0][2:] == ("–", "–")  # type: ignore[union-attr]
    nobody = ReportVerdict(made.initiatives[0].id, "Ailleurs", Verdict.adapt)
    assert list(verdicts(replace(made, verdicts=()), ENGLISH)) == []
    assert list(verdicts(replace(made, verdicts=(nobody,)), ENGLISH))[-1].rows[0][2] == "–"  # type: ignore[union-attr]


def test_what_comes_next_says_who_and_by_when() -> None:
    made = made_of_a_comparison()
    (step,) = made.contributions[:1]
    first = replace(step, section=Section.first_step, part="perspective", target="Sicoval", text="Écrire")
    nowhere = replace(first, target="")
    told = list(follow_up(replace(made, contributions=(first, nowhere)), ENGLISH))
    (table,) = (block for block in told if isinstance(block, Table))
    assert table.rows[0] == ("Sicoval", "Fonds de participation", "Écrire", "–", "–")
    assert table.rows[1][0] == "–"
    assert table.rows[2] == ("Sicoval", "Fonds de participation", "Voter\nUn *budget*", "La |mairie|", "juin")
    (unsaid,) = (
        block
        for block in follow_up(replace(made, conditions=(), contributions=()), ENGLISH)
        if isinstance(block, Paragraph)
    )
    assert "No first step" in unsaid.text
    assert list(follow_up(replace(made, verdicts=(), conditions=(), groups=()), ENGLISH)) == []


def test_the_tints_of_the_scale_are_told_apart_without_colour_and_darker_means_more_in_the_way() -> None:
    shares = ((0, 30), (2, 59), (4, 11))
    greys = [sum(int(tint[at : at + 2], 16) * share for at, share in shares) / 100 for tint in STEPS]
    assert all(darker + 20 < lighter for darker, lighter in pairwise(greys))
    assert len(set(SIGNS)) == 4
    assert "–" not in SIGNS


def test_rows_have_heads_in_pdf_and_word() -> None:
    made = made_of_a_comparison()
    document = matrix_document(made)
    rows: list[Any] = [tag for tag in tags(opened(printed(document))) if str(tag["/S"]) == "/TR"]
    heads = [row["/K"][0].get_object() for row in rows]
    assert all(head["/S"] == "/TH" for head in heads)
    scoped = [str(head.get("/A")) for head in heads]
    assert sum("'/Scope': '/Row'" in one for one in scoped) == sum(
        len(block.rows) for block in document.blocks if hasattr(block, "rows") and hasattr(block, "caption")
    )
    looks = docx.Document(io.BytesIO(written(document))).element.body.xpath(".//w:tblLook/@w:firstColumn")
    assert set(looks) == {"1"}


def test_a_document_without_tables_is_left_as_it_is() -> None:
    plain = printed(initiative_sheets(replace(made_of_everything(), initiatives=(), groups=())))
    assert with_row_heads(plain) == plain


def test_a_territory_without_answers_is_said_so_under_its_name_and_not_as_a_verdict() -> None:
    made = made_of_a_comparison()
    (first, *others) = made.matrix.initiatives
    cells = [
        replace(cell, value=None, rated=0, unknown=0, zeros=0, gap=False) for cell in first.rows[0].cells
    ]
    rows = [replace(first.rows[0], cells=cells, verdict=None), *first.rows[1:]]
    silent = replace(made, matrix=replace(made.matrix, initiatives=[replace(first, rows=rows), *others]))
    (grid, *_others) = (block for block in matrix_document(silent).blocks if block.kind == "grid")
    assert (grid.rows[0][0], grid.rows[0][2]) == (f"{first.rows[0].territory}\n(no answer)", "–")  # type: ignore[union-attr]


def test_the_workbook_has_a_grid_to_print_beside_the_long_list() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(made_of_a_comparison())))
    page: Any = book["Matrix to print"]
    head, *rows = page.iter_rows(values_only=True)
    assert head[:3] == ("Initiative", "Territory", "Need")
    assert next(row for row in rows if row[1] == "Pays de Grasse")[2] == "! ↔"
    assert page["C1"].alignment.textRotation == 90
    assert (page.page_setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", True)
    assert "✕ Blocking" in str(page.oddHeader.left.text)
    assert "Matrix" in book.sheetnames
    with zipfile.ZipFile(io.BytesIO(opendocument(made_of_a_comparison()))) as packed:
        assert 'style-name="upright"' in packed.read("content.xml").decode()


def test_slides_are_a_restitution() -> None:
    made = replace(made_of_a_comparison(), language="en")
    kept = replace(made.initiatives[0], outcome="kept", dots=5, rank=1)
    left = replace(made.initiatives[0], id=99, title="Café", territory="", outcome="reserve", dots=1, rank=2)
    vote = made_of_a_vote("Par équilibre").vote
    deck = deck_of(slides(replace(made, initiatives=(kept, left), vote=vote, groups=made.groups[:1])))
    assert titles(deck)[3:] == [
        "What was kept, and why",
        "Fonds de participation",
        "Transferability of Fonds de participation",
        "What each territory would do",
        "Next steps",
        "The reserve",
    ]
    assert "Reason: Par équilibre" in said(slide_of(deck, "What was kept, and why"))
    assert said(slide_of(deck, "The reserve")) == ["Café"]
    assert "juin" in said(slide_of(deck, "Next steps"))[0]
    assert "juin" in noted(slide_of(deck, "Next steps"))
    shown: list[Any] = list(slide_of(deck, titles(deck)[5]).shapes)
    (table,) = (one.table for one in shown if one.has_table)
    assert table.first_col
    assert table.cell(0, 1).text_frame.text == "Need"


def test_large_decks_keep_within_their_slides() -> None:
    made = grown(made_of_everything("fr"), posts=300)
    others = tuple(replace(made.initiatives[5], id=100 + at, title=f"Autre {at}") for at in range(30))
    deck = deck_of(
        slides(replace(made, theme="Un enjeu très long " * 10, initiatives=(*made.initiatives, *others)))
    )
    assert sum("(1/4)" in one for one in titles(deck)) == 3
    assert any(line.startswith("et ") for line in said(slide_of(deck, "La réserve")))
    assert any(line.startswith("et ") for line in said(slide_of(deck, "La suite")))
    head = deck.slides[0].shapes.title
    assert head is not None
    assert head.text_frame.paragraphs[0].runs[0].font.size.pt < 44
    hidden = replace(made, matrix=replace(made.matrix, revealed=False), conditions=(), contributions=())
    fewer = titles(deck_of(slides(hidden)))
    assert not any("Transférabilité" in one for one in fewer)
    assert "La suite" not in fewer
    all_kept = replace(made, initiatives=made.initiatives[:3])
    assert "La réserve" not in titles(deck_of(slides(all_kept)))


@pytest.mark.parametrize("name", ["minutes.docx", "slides.pptx", "data.xlsx"])
def test_files_say_who_made_them_and_when(name: str) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        content = export(session, workshop, name).content
    read: dict[str, Any] = {"docx": docx.Document, "pptx": Presentation, "xlsx": openpyxl.load_workbook}
    file = read[name.split(".")[1]](io.BytesIO(content))
    about = file.properties if name.endswith("xlsx") else file.core_properties
    made = about.created.replace(tzinfo=UTC)
    assert datetime.now(UTC) - made < timedelta(hours=1)
    assert (getattr(about, "author", None) or about.creator) == "Essaim"
    assert "Canny" not in str(about.last_modified_by if name.endswith("pptx") else "")


def test_a_document_that_was_made_at_no_moment_is_a_word_file_too() -> None:
    assert docx.Document(io.BytesIO(written(document(Paragraph("x"))))).core_properties.author == "Essaim"


def test_french_is_set_as_french_is() -> None:
    words = FRENCH
    assert words.day(date(2026, 11, 1)) == "1er novembre 2026"
    assert words.day(date(2026, 11, 11)) == "11 novembre 2026"
    assert ENGLISH.day(date(2026, 11, 1)) == "1 November 2026"
    at = datetime(2026, 11, 1, 19, 6, tzinfo=UTC)
    assert words.moment(at) == "1er novembre 2026 à 20\xa0h\xa006"
    assert ENGLISH.moment(datetime(2026, 11, 1, 1, 6, tzinfo=UTC)) == "1 November 2026, 02:06"
    assert words.roles((("elected", 4), ("officer", 5), ("state", 1))) == (
        "4 élu·es, 5 technicien·nes, 1 agent·e de l’État"
    )
    assert words.table() == "Tableau"


def test_roles_stand_in_the_order_of_the_method() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        for name, role in (("A", PersonRole.other), ("B", PersonRole.state), ("C", PersonRole.elected)):
            make_person(session, workshop, name=name, role=role)
        assert report(session, workshop).roles == (("elected", 1), ("state", 1), ("other", 1))


def test_support_is_told_in_the_same_order_and_those_without_a_territory_last() -> None:
    made = made_of_a_vote()
    for entry in made.initiatives:
        assert list(entry.by_role) == [role.value for role in PersonRole if role.value in entry.by_role]
        assert list(entry.by_territory) == ["=Rochefort", "Sicoval"]


def test_styles_of_word_and_layouts_of_slides_speak_french() -> None:
    file = docx.Document(io.BytesIO(written(minutes(made_of_everything("fr")))))
    names = {style.name for style in file.styles}
    assert {"Chapeau", "Cellule", "Tête de colonne"} <= names
    assert "Quiet" not in names
    deck = deck_of(slides(made_of_everything("fr")))
    assert [layout.name for layout in deck.slide_layouts] == ["Titre et contenu"]
    with zipfile.ZipFile(io.BytesIO(slides(made_of_everything("fr")))) as packed:
        told = "".join(
            packed.read(one).decode("utf-8", "ignore") for one in packed.namelist() if "slide" in one
        )
    assert "Click to edit" not in told
    book: Any = openpyxl.load_workbook(io.BytesIO(workbook(made_of_everything("fr"))))
    assert {page.oddFooter.left.text for page in book} == {"Établi avec Essaim"}


def test_a_dash_that_opens_an_idea_is_no_formula_and_no_apostrophe() -> None:
    assert dashed("- Recenser les friches") == "– Recenser les friches"
    assert dashed("-SUM(A1)") == "-SUM(A1)"
    assert dashed("- =A1") == "- =A1"


def test_every_file_is_taken_in_the_language_that_is_chosen() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="fr")
        for name, told in (("minutes.pdf", "How it went"), ("attendance.pdf", "Attendance sheet")):
            assert name in FORMATS
            english = export(session, workshop, name, Choice(language="en")).content
            assert told in text_of(opened(english))
            assert told not in text_of(opened(export(session, workshop, name).content))
