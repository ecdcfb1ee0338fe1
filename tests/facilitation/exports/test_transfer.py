"""What could go where leaves the room as it was revealed, and what was merged leaves as one."""

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from db.base import now
from db.people import Attribution
from db.pictures import Picture
from db.posts import PostPicture, Section, Verdict
from db.ratings import Criterion
from db.session import Session, writing
from db.tasks import Task
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core
from facilitation.conditions import say_how_to_lift
from facilitation.exports import export, tables
from facilitation.exports.markdown import markdown
from facilitation.matrix import reveal_matrix
from facilitation.people import PersonRole
from facilitation.perspective import set_verdict, write_perspective_post
from facilitation.post_merging import merge_posts
from facilitation.questions import answer_question
from facilitation.ratings import rate
from facilitation.report import Report, report
from facilitation.tasks import take_task
from facilitation.withdrawing import keep_off_record
from facilitation.workshops import change_settings
from tests.factories.tables import (
    Tables,
    make_initiative,
    make_perspective_post,
    make_post,
    make_tables,
    sign_as,
)
from tests.factories.workshops import make_person, make_workshop, open_kind

pytestmark = pytest.mark.usefixtures("rules")


def rows(report_: Report, name: str) -> list[dict[str, str]]:
    text = tables.table(report_, name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=","))


def compared(session: Session, *, revealed: bool = True) -> Tables:
    """Two tables that rated, wrote conditions, gave a verdict and answered a question; in English."""
    t = make_tables(session)
    change_settings(session, actor=Actor(t.by), workshop_id=t.workshop, language="en")
    post = make_post(session, t.amina)
    odile = make_person(
        session, t.workshop, name="Odile", territory="Pays de Grasse", role=PersonRole.officer
    )
    open_kind(session, t.workshop, StageKind.perspective)
    for person, criterion, value in (
        (t.amina, Criterion.need, 3),
        (odile, Criterion.need, 1),
        (t.amina, Criterion.team, 0),
        (odile, Criterion.team, 2),
        (t.amina, Criterion.funding, None),
        (odile, Criterion.means, 2),
        (t.amina, Criterion.means, None),
        (t.paul, Criterion.support, 0),
        (t.zoe, Criterion.team, 3),
    ):
        rate(session, actor=Actor(person_id=person), initiative_id=t.fund, criterion=criterion, value=value)
    condition = make_perspective_post(
        session, t.amina, t.sicoval, "Un *budget*", Section.conditions, about=[post]
    )
    write_perspective_post(
        session,
        actor=Actor(person_id=t.amina),
        territory_id=t.sicoval,
        section=Section.conditions,
        text="Entre nous",
        about=[post],
        off_record=True,
    )
    set_verdict(
        session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.sicoval, verdict=Verdict.adapt
    )
    if revealed:
        reveal_matrix(session, actor=Actor(t.by), workshop_id=t.workshop)
        say_how_to_lift(
            session,
            actor=Actor(t.by),
            initiative_id=t.fund,
            territory_id=t.sicoval,
            post_id=condition,
            who="La |mairie|",
            by_when="juin",
            first_step="Voter",
        )
        answer_question(
            session,
            actor=Actor(t.by),
            initiative_id=t.fund,
            criterion=Criterion.funding,
            text="Par la *région*",
        )
    return t


def test_the_matrix_is_told_cell_by_cell_and_never_summed() -> None:
    with writing() as session:
        t = compared(session)
        made = report(session, t.workshop)
    text = markdown(made)
    for line in (
        "## Transferability matrix",
        "✕ Blocking · ! Hard · ≈ Feasible with changes · ✓ Already there · ? Don't know",
        "↔ elected members and officers differ by 2 or more",
        "## Conditions to lift",
        "| Fonds de participation | Sicoval | Un \\*budget\\* | La \\|mairie\\| | juin | Voter |",
        "| Fonds de participation | Pays de Grasse | Team: blocking |  |  |  |",
        "### Fonds de participation · Funding",
        "*Can we fund start-up and running?*",
        "Asked by: Pays de Grasse",
        "Par la \\*région\\*",
        "No answer yet",
    ):
        assert line in text
    grasse = next(line for line in text.splitlines() if line.startswith("| Pays de Grasse | !"))
    cells = [cell.strip() for cell in grasse.split("|")[2:]]
    assert [cells[0], cells[5], cells[6], cells[7]] == ["! ↔", "≈ ✕ ↔", "?", "≈ ?"]
    assert "Entre nous" not in text
    found = {(row["Territory"], row["Criterion"]): row for row in rows(made, "matrix.csv")}
    need = found["Pays de Grasse", "Need"]
    assert (need["Lower median"], need["Answers"], need["Gap between elected members and officers"]) == (
        "1",
        "2",
        "yes",
    )
    assert (found["Sicoval", "Support of the source territory"]["Verdict"], len(found)) == ("Adapt", 5)
    assert [row["Condition"] for row in rows(made, "conditions.csv")] == [
        "Team: blocking",
        "Support of the source territory: blocking",
        "Un *budget*",
    ]
    assert [(row["Criterion"], row["Answer"]) for row in rows(made, "questions.csv")] == [
        ("Funding", "Par la *région*"),
        ("Means", ""),
    ]


def test_the_matrix_is_secret_until_it_is_revealed() -> None:
    with writing() as session:
        made = report(session, compared(session, revealed=False).workshop)
    text = markdown(made)
    assert "The ratings are not revealed yet." in text
    assert "blocking" not in text
    assert "## Questions" not in text
    assert rows(made, "matrix.csv") == []
    assert [row["Condition"] for row in rows(made, "conditions.csv")] == ["Un *budget*"]


def test_a_workshop_without_ratings_has_no_such_chapters() -> None:
    with writing() as session:
        text = markdown(report(session, make_workshop(session, language="en")))
    for chapter in ("matrix", "Conditions", "Questions"):
        assert chapter not in text


def test_who_answered_is_told_as_they_consented() -> None:
    with writing() as session:
        t = compared(session)
        made = report(session, t.workshop)
        answered = replace(made.questions[0], answered_by="Amina · Pays de Grasse", territories=[])
    text = markdown(replace(made, questions=(answered,)))
    assert "(Amina · Pays de Grasse)" in text
    assert "Asked by" not in text


def test_merged_ideas_leave_as_one_with_what_they_were_made_of() -> None:
    with writing() as session:
        t = make_tables(session)
        change_settings(session, actor=Actor(t.by), workshop_id=t.workshop, language="en")
        money, school, secret = (
            make_post(session, t.paul, text) for text in ("L’argent", "L’école", "Entre nous")
        )
        sign_as(session, t.paul, Attribution.name)
        keep_off_record(session, post_id=secret, off_record=True, actor=Actor(person_id=t.paul))
        merge_posts(session, post_ids=[school], into_id=money, actor=Actor(t.by))
        mark_core(session, post_id=money, core=True, actor=Actor(t.by))
        take_task(session, actor=Actor(person_id=t.paul), task=Task.scribe)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.reporter)
        made = report(session, t.workshop)
    text = markdown(made)
    for line in (
        f"- L’argent (Paul, Sicoval, core function) [{money}]",
        f"  - Merged from: L’école (Paul, Sicoval) [{school}]",
        "Marked as core functions in other sections:",
        f"- Intention · L’argent [{money}]",
        "2 people (Paul) · Scribe: Paul",
    ):
        assert line in text
    assert "Reporter" not in text
    assert "Entre nous" not in text
    found = rows(made, "contributions.csv")
    assert [(row["Id"], row["Core function"], row["Merged from"]) for row in found] == [
        (str(money), "yes", f"[{school}] L’école")
    ]


def test_the_zip_holds_the_pictures_of_what_may_leave_the_room() -> None:
    with writing() as session:
        t = make_tables(session)
        make_initiative(session, t.workshop, "Sans image")
        secret = make_post(session, t.paul, "Entre nous")
        shown = make_post(session, t.paul, "La feuille")
        keep_off_record(session, post_id=secret, off_record=True, actor=Actor(person_id=t.paul))
        drawn = io.BytesIO()
        Image.new("RGB", (4, 3), "orange").save(drawn, "PNG")
        for post in (shown, secret):
            picture = Picture(
                workshop_id=t.workshop,
                sha256=str(post),
                width=4,
                height=3,
                mime="image/png",
                content=drawn.getvalue(),
                alt="",
                uploaded_at=now(),
            )
            session.add(picture)
            session.flush()
            session.add(PostPicture(post_id=post, picture_id=picture.id))
        session.flush()
        document = export(session, t.workshop, "archive.zip")
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("pictures/")]
    assert pictures == ["pictures/post-1.png"]
