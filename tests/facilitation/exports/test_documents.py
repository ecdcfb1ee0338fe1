"""A report becomes Markdown, tables and a zip, in the workshop's language."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from db.people import Attribution
from db.posts import Resource, Section, Verdict
from db.session import Session, writing
from db.voting import VotingRound
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.decomposition import write_post
from facilitation.demo import load_demo
from facilitation.exports import export, tables
from facilitation.exports.chapters import table
from facilitation.exports.markdown import markdown
from facilitation.groups import rename_group
from facilitation.people import PersonRole
from facilitation.perspective import set_verdict
from facilitation.pictures import attach_picture
from facilitation.report import Report, report
from facilitation.rounds import answer_round
from facilitation.running import close_stage
from facilitation.sharing import share_initiative
from facilitation.voting import cast_dot, decide, reveal
from facilitation.workshops import change_settings
from tests.factories.tables import make_initiative, make_perspective_post, make_tables, sign_as
from tests.factories.workshops import (
    facilitator_of,
    make_account,
    make_person,
    make_workshop,
    open_kind,
)

pytestmark = pytest.mark.usefixtures("rules")

FORMULA = '=HYPERLINK("http://evil.example";"clic")'


def whole(session: Session, language: str = "en") -> tuple[int, Report]:
    """A workshop with something of everything, and its report."""
    t = make_tables(session)
    change_settings(
        session, actor=Actor(t.by), workshop_id=t.workshop, language=language, place="Grasse *centre*"
    )
    rename_group(session, actor=Actor(t.by), group_id=t.first, name="Les [premiers]")
    for person, attribution in ((t.amina, Attribution.name), (t.paul, Attribution.anonymous)):
        sign_as(session, person, attribution)
    money = write_post(
        session,
        actor=Actor(person_id=t.amina),
        section=Section.resources,
        resource=Resource.financial,
        text="50 000 €",
    )
    write_post(session, actor=Actor(person_id=t.paul), section=Section.actors, text=FORMULA, verbatim=False)
    write_post(session, actor=Actor(t.by), group_id=t.second, section=Section.actors, text="Sur papier")
    open_kind(session, t.workshop, StageKind.perspective)
    make_perspective_post(session, t.amina, t.sicoval, "Un budget", Section.conditions, about=[money])
    set_verdict(
        session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.sicoval, verdict=Verdict.adapt
    )
    closing = open_kind(session, t.workshop, StageKind.closing)
    answer_round(session, actor=Actor(person_id=t.amina), stage_id=closing, choice=4)
    checkin = open_kind(session, t.workshop, StageKind.checkin)
    for person in (t.amina, t.paul, t.zoe):
        answer_round(
            session, actor=Actor(person_id=person), stage_id=checkin, choice=4, words="Merci *à* tous"
        )
    return t.workshop, report(session, t.workshop)


def voted(session: Session, reason: str = "") -> int:
    """A vote of eighteen that is decided, in English; enough from each side did not choose either."""
    workshop = make_workshop(session, language="en")
    by = facilitator_of(session, workshop)
    one, two = (make_initiative(session, workshop, title) for title in ("Une", "Deux"))
    voters = [
        make_person(
            session,
            workshop,
            name=f"V{number}",
            territory="Sicoval" if number < 9 else "=Rochefort",
            role=PersonRole.elected if number < 9 else PersonRole.officer,
        )
        for number in range(18)
    ]
    stage = open_kind(session, workshop, StageKind.voting)
    for voter in (*voters[:6], *voters[9:14]):
        cast_dot(session, actor=Actor(person_id=voter), initiative_id=one)
    for voter in (*voters[6:9], *voters[14:]):
        cast_dot(session, actor=Actor(person_id=voter), initiative_id=two)
    session.get_one(VotingRound, 1).keep = 1
    close_stage(session, actor=Actor(by), stage_id=stage)
    reveal(session, actor=Actor(by), stage_id=stage)
    decide(session, actor=Actor(by), stage_id=stage, kept=[one, two] if reason else [one], reason=reason)
    return workshop


def rows(content: bytes, separator: str) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def test_the_markdown_tells_the_whole_morning() -> None:
    with writing() as session:
        _, made = whole(session)
    text = markdown(made)
    for line in (
        "# Mobiliser tous les acteurs",
        "Grasse \\*centre\\*",
        "4 participants · 2 elected members, 1 officer, 1 State agent",
        "Territories: Pays de Grasse, Sicoval",
        "## How it went",
        "### Fonds de participation (Grand Compiégnois)",
        "- **Table 1** (Les \\[premiers\\]) · Fonds de participation · 2 people (Amina)",
        "*How much, from where, for how long?*",
        "- Financial: 50 000 € (Amina, Pays de Grasse) [1]",
        "- Sur papier (entered by the facilitators) [3]",
        "### Fonds de participation → Sicoval",
        "Verdict: **Adapt**",
        "  - About: 50 000 €",
        "| Bright spells | 3 |",
        "Too few answers to be shown one by one.",
        "- Merci \\*à\\* tous",
        "Nothing written.",
    ):
        assert line in text
    assert "Verdict" not in markdown(replace(made, verdicts=()))
    assert "(reworded) [2]" in text
    assert "http://" not in text


def test_the_markdown_is_in_the_language_of_the_workshop() -> None:
    with writing() as session:
        _, made = whole(session, "fr")
    text = markdown(made)
    assert "## Mise en perspective" in text
    assert "Quel problème, pour qui, quel changement visé ?" in text.replace("\u00a0", " ")


def test_an_empty_workshop_says_what_is_missing() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en", rehearsal=True)
        made = report(session, workshop)
    text = markdown(replace(made, stages=()))
    assert "No initiative was shared yet." in text
    assert "Rehearsal: what simulated people wrote is in this report." in text
    assert "## How it went" not in text


def test_the_vote_is_told_with_its_reason_and_what_may_be_shown() -> None:
    with writing() as session:
        made = report(session, voted(session, "Par équilibre | vraiment"))
    text = markdown(made)
    assert "18 of 18 voted." in text
    assert "| 1 | Une | 11 | 2 | Kept |" in text
    assert "| 2 | Deux | 7 | 2 | Kept |" in text
    assert "Decided with a reason" in text
    assert "Reason: Par équilibre \\| vraiment" in text
    assert "| Une | 6 | 5 |" in text


def test_a_vote_that_is_not_revealed_says_only_so() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        one = make_initiative(session, workshop, "Une")
        person = make_person(session, workshop)
        open_kind(session, workshop, StageKind.voting)
        cast_dot(session, actor=Actor(person_id=person), initiative_id=one)
        text = markdown(report(session, workshop))
    assert "The result is not revealed yet." in text
    assert "### Support by" not in text


def test_a_vote_of_few_shows_no_support() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        by = facilitator_of(session, workshop)
        one = make_initiative(session, workshop, "Une")
        people = [
            make_person(session, workshop, name=name, territory=territory)
            for name, territory in (("A", "Sicoval"), ("B", "Sicoval"), ("C", ""))
        ]
        make_initiative(session, workshop, "Deux")
        stage = open_kind(session, workshop, StageKind.voting)
        for person in people[1:]:
            cast_dot(session, actor=Actor(person_id=person), initiative_id=one)
        cast_dot(session, actor=Actor(person_id=people[0]), initiative_id=one + 1)
        close_stage(session, actor=Actor(by), stage_id=stage)
        reveal(session, actor=Actor(by), stage_id=stage)
        made = report(session, workshop)
    assert "### Support by" not in markdown(made)
    assert rows(tables.table(made, "initiatives.csv"), ",")[0]["Support: Sicoval"] == "withheld"
    assert rows(tables.table(made, "initiatives.csv"), ",")[1]["Support: Without a territory"] == "withheld"


def test_a_revealed_vote_that_nobody_has_decided_shows_its_tally() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        by = facilitator_of(session, workshop)
        *_, one = (make_initiative(session, workshop, title) for title in ("Une", "Deux", "Trois", "Quatre"))
        stage = open_kind(session, workshop, StageKind.voting)
        for number in range(3):
            person = make_person(session, workshop, name=f"P{number}")
            cast_dot(session, actor=Actor(person_id=person), initiative_id=one)
        close_stage(session, actor=Actor(by), stage_id=stage)
        reveal(session, actor=Actor(by), stage_id=stage)
        made = report(session, workshop)
    assert made.vote is not None
    text = markdown(replace(made, vote=replace(made.vote, how=None)))
    assert "| 1 | Quatre | 3 | 0 |  |" in text
    assert "Decided" not in text


def test_the_return_on_time_is_told_in_its_words() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        people = [make_person(session, workshop, name=f"P{number}") for number in range(3)]
        closing = open_kind(session, workshop, StageKind.closing)
        for person in people:
            answer_round(session, actor=Actor(person_id=person), stage_id=closing, choice=4)
        close_stage(session, actor=Actor(facilitator_of(session, workshop)), stage_id=closing)
        text = markdown(report(session, workshop))
    assert "| Gained more than invested | 3 |" in text


def test_the_demo_is_marked_and_so_is_what_is_made_up() -> None:
    with writing() as session:
        made = report(session, load_demo(session, actor=Actor(make_account(session))))
    text = markdown(replace(made, language="en"))
    assert "Demonstration: some initiatives are made up, and marked so." in text
    assert text.count("**Made-up content for the demonstration**") == 6
    assert "50 000 € au total, répartis de 2021 à 2023" in text


def test_every_fact_of_an_initiative_is_told() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        amina = make_person(session, workshop)
        sign_as(session, amina, Attribution.name)
        open_kind(session, workshop, StageKind.sharing)
        share_initiative(
            session,
            actor=Actor(person_id=amina),
            title="Une",
            pitch="x",
            holder="L’agglo",
            link="https://une.example/a",
            tags=["eau", "élus"],
        )
        made = report(session, workshop)
        merged = replace(made.initiatives[0], merged=(("A", "Grasse"), ("B", "")))
        text = markdown(replace(made, initiatives=(merged,)))
    for line in (
        "- Carried by L’agglo",
        "- Shared by Amina",
        "- Link: https\\://une.example/a",
        "- Tags: eau, élus",
        "- Merged from: A (Grasse)",
        "- Merged from: B",
    ):
        assert line in text
    row = rows(tables.table(replace(made, initiatives=(merged,)), "initiatives.csv"), ",")[0]
    assert (row["Merged from"], row["Author"], row["Tags"]) == ("A (Grasse) | B", "Amina", "eau, élus")


def test_one_row_a_contribution_without_any_formula() -> None:
    with writing() as session:
        _, made = whole(session)
    found = rows(tables.table(made, "contributions.csv"), ",")
    assert [row["Id"] for row in found] == ["1", "2", "4", "3"]
    assert found[1]["Text"] == f"'{FORMULA}"
    assert (found[1]["Wording"], found[1]["Author"], found[1]["Territory"], found[1]["Role"]) == (
        "Reworded",
        "",
        "",
        "",
    )
    assert (found[0]["Resource"], found[0]["Author"], found[0]["Role"]) == (
        "Financial",
        "Amina",
        "Elected member",
    )
    assert (found[2]["Target territory"], found[2]["About"]) == ("Sicoval", "1")
    assert found[3]["Entered by the facilitators"] == "yes"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", found[0]["Time"])


def test_one_row_an_initiative_with_its_support() -> None:
    with writing() as session:
        made = report(session, voted(session))
    found = rows(tables.table(made, "initiatives.csv"), ",")
    assert [(row["Initiative"], row["Dots"], row["Rank"], row["Outcome"]) for row in found] == [
        ("Une", "11", "1", "Kept"),
        ("Deux", "7", "2", "Reserve"),
    ]
    assert (found[0]["Support: Elected member"], found[0]["Support: =Rochefort"]) == (
        "6",
        "5",
    )


def test_a_table_without_a_vote_has_no_support() -> None:
    with writing() as session:
        workshop = make_workshop(session, language="en")
        make_initiative(session, workshop, "Une")
        made = report(session, workshop)
    row = rows(tables.table(made, "initiatives.csv"), ",")[0]
    assert (row["Dots"], row["Rank"], [name for name in row if name.startswith("Support")]) == ("", "", [])


def test_french_tables_part_their_cells_by_semicolons() -> None:
    with writing() as session:
        _, made = whole(session, "fr")
    content = tables.table(made, "contributions.csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[0].count(";") == 16


def test_the_archive_holds_what_is_read_most_the_tables_the_workshop_and_its_pictures() -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        _first, last = (make_initiative(session, workshop, title) for title in ("Une", "Deux"))
        drawn = io.BytesIO()
        Image.new("RGB", (40, 30), "orange").save(drawn, "PNG")
        attach_picture(session, initiative_id=last, actor=Actor(by), data=drawn.getvalue(), alt="Orange")
        document = export(session, workshop, "archive.zip")
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        assert archive.namelist() == [
            "summary.pdf",
            "minutes.pdf",
            "minutes.docx",
            "report.md",
            "data.xlsx",
            *tables.TABLES,
            "workshop.json",
            "pictures/initiative-2.webp",
        ]
        told = json.loads(archive.read("workshop.json"))
        with Image.open(io.BytesIO(archive.read("pictures/initiative-2.webp"))) as shown:
            assert shown.size == (40, 30)
    assert [one["picture"] for one in told["initiatives"]] == [
        None,
        {"file": "pictures/initiative-2.webp", "alt": "Orange"},
    ]
    assert (document.filename, document.mime) == (f"essaim-{workshop}-archive.zip", "application/zip")


def test_a_markdown_table_has_a_head_and_rows() -> None:
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
