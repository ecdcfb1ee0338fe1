"""The report's page shows what leaves the room, as plain text, and hands the files out."""

import json

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.people import Attribution
from db.posts import Section, Verdict
from db.ratings import Criterion
from db.session import reading, writing
from db.tasks import Task
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.arranging import mark_core
from facilitation.decomposition import write_post
from facilitation.exports import NAMES
from facilitation.matrix import reveal_matrix
from facilitation.perspective import set_verdict
from facilitation.post_merging import merge_posts
from facilitation.ratings import rate
from facilitation.rehearsal import running, start_rehearsal
from facilitation.rounds import answer_round
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.tasks import take_task
from facilitation.voting import close_vote, decide, reveal
from pages.ui.words import safe
from tests.factories.concepts import make_concept, make_designer, make_published, make_studio
from tests.factories.tables import make_initiative, make_perspective_post, make_post, make_tables, sign_as
from tests.factories.votes import make_votes
from tests.factories.workshops import facilitator_of, make_account, make_workshop, open_kind
from tests.pages.conftest import Visit

pytestmark = pytest.mark.usefixtures("rules")


def account_for(by: int) -> str:
    with writing() as session:
        return claim_nonce(session, nonce=issue_nonce(session, account_id=by)).token


def test_an_empty_workshop_has_a_report_and_its_files(visit: Visit) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
    at = visit("report", account=account_for(by), workshop=str(workshop), language="en")
    assert not at.exception
    assert "No initiative was shared yet" in at.info[0].value
    assert offered(at, workshop) == set(NAMES)


def test_the_language_and_the_list_of_those_present_are_chosen_beside_the_files(visit: Visit) -> None:
    with writing() as session:
        workshop = make_workshop(session, language="fr")
        by = facilitator_of(session, workshop)
    at = visit("report", account=account_for(by), workshop=str(workshop), language="en")
    at.radio(key=f"file-language-{workshop}").set_value("en").run()
    at.toggle(key="report-present").set_value(True).run()
    assert not at.exception
    assert offered(at, workshop) == {f"{name}?with=present&in=en" for name in NAMES}
    at.radio(key=f"file-language-{workshop}").set_value("fr").run()
    assert offered(at, workshop) == {f"{name}?with=present" for name in NAMES}


def test_a_designer_cannot_list_those_present(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        designer = make_designer(session, t.workshop)
    at = visit("report", account=account_for(designer), workshop=str(t.workshop), language="en")
    assert not at.exception
    assert "report-present" not in {toggle.key for toggle in at.toggle}


def offered(at: AppTest, workshop: int) -> set[str]:
    """The files that the page hands out."""
    drawn = [json.loads(str(one.proto.json))[0] for one in at.get("bidi_component")]
    shelves = next(data["shelves"] for data in drawn if "shelves" in data)
    return {
        file["href"].removeprefix(f"/download/{workshop}/") for shelf in shelves for file in shelf["files"]
    }


def test_what_is_switched_off_is_neither_on_the_page_nor_in_its_files(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une enveloppe")
    at = visit("report", account=account_for(t.by), workshop=str(t.workshop), language="en")
    assert any("Une enveloppe" in one.proto.label for one in at.get("page_link"))
    at.toggle(key="report-unlinked").set_value(False).run()
    assert not at.exception
    assert not any("Une enveloppe" in one.proto.label for one in at.get("page_link"))
    assert offered(at, t.workshop) == {f"{name}?without=unlinked" for name in NAMES}


def test_drafts_of_concepts_are_on_the_page_once_they_are_asked_for(visit: Visit) -> None:
    with writing() as session:
        studio = make_studio(session)
        make_published(session, studio, "Un fonds")
        make_concept(session, studio, "Une halle")
    at = visit("report", account=account_for(studio.tables.by), workshop=str(studio.workshop), language="en")
    assert not at.exception
    assert concepts_on(at) == ["Un fonds · Published"]
    at.toggle(key="report-drafts").set_value(True).run()
    assert concepts_on(at) == ["Un fonds · Published", "Une halle · Draft"]


def concepts_on(at: AppTest) -> list[str]:
    return [one.proto.label for one in at.get("page_link") if one.proto.page == "concept"]


def test_a_designer_of_the_workshop_reads_its_report(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une enveloppe")
        designer = make_designer(session, t.workshop)
    at = visit("report", account=account_for(designer), workshop=str(t.workshop), language="en")
    assert not at.exception
    assert any("Une enveloppe" in one.proto.label for one in at.get("page_link"))
    assert {one.proto.page for one in at.get("page_link")} & {"console", "prepare"} == set()


def test_the_report_shows_what_the_tables_wrote_and_not_what_is_off_the_record(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        sign_as(session, t.amina, Attribution.name)
        post = make_post(session, t.amina, "Une enveloppe <b>grasse</b>")
        write_post(
            session, actor=Actor(person_id=t.paul), section=Section.actors, text="Entre nous", off_record=True
        )
        open_kind(session, t.workshop, StageKind.perspective)
        make_perspective_post(session, t.amina, t.sicoval, "Un budget", Section.conditions, about=[post])
        set_verdict(
            session, actor=Actor(t.by), initiative_id=t.fund, territory_id=t.sicoval, verdict=Verdict.adapt
        )
        closing = open_kind(session, t.workshop, StageKind.closing)
        answer_round(session, actor=Actor(person_id=t.zoe), stage_id=closing, choice=5, words="Merci")
        checkin = open_kind(session, t.workshop, StageKind.checkin)
        for person in (t.amina, t.paul, t.zoe):
            answer_round(session, actor=Actor(person_id=person), stage_id=checkin, choice=4, words="Au calme")
    at = visit("report", account=account_for(t.by), workshop=str(t.workshop), language="en")
    assert not at.exception
    shown = [one.value for one in at.text]
    ideas = [one.proto.label for one in at.get("page_link") if one.proto.page == "trail"]
    assert ideas == [
        safe("Une enveloppe <b>grasse</b> (Amina, Pays de Grasse)"),
        safe("Un budget (Amina, Pays de Grasse)"),
    ]
    assert "• Au calme\n• Au calme\n• Au calme" in shown
    assert not any("Merci" in text for text in shown)
    assert not any("Entre nous" in text for text in (*shown, *ideas))
    assert "Too few answers to be shown one by one." in [one.value for one in at.caption]
    at.selectbox(key="report-initiative").set_value(t.purchase).run()
    assert not at.exception
    assert "Nothing written yet" in at.info[0].value


def test_merged_ideas_core_functions_and_tasks_are_told(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        for person in (t.amina, t.paul):
            sign_as(session, person, Attribution.name)
        money, school = (make_post(session, t.paul, text) for text in ("L’argent", "L’école"))
        merge_posts(session, post_ids=[school], into_id=money, actor=Actor(t.by))
        mark_core(session, post_id=money, core=True, actor=Actor(t.by))
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
    at = visit("report", account=account_for(t.by), workshop=str(t.workshop), language="en")
    assert not at.exception
    shown = [one.value for one in at.text]
    assert "Merged from: L’école (Paul, Sicoval)" in shown
    assert "Table 1 · Fonds de participation · 2 people · Amina, Paul · Scribe: Amina" in shown
    ideas = [one.proto.label for one in at.get("page_link") if one.proto.page == "trail"]
    assert ideas == [safe("L’argent (Paul, Sicoval, core function)")] * 2


def test_the_matrix_is_in_the_report_once_revealed_with_what_follows_from_it(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        open_kind(session, t.workshop, StageKind.perspective)
        for criterion, value in ((Criterion.need, 0), (Criterion.team, None)):
            rate(
                session,
                actor=Actor(person_id=t.amina),
                initiative_id=t.fund,
                criterion=criterion,
                value=value,
            )
    account = account_for(t.by)
    at = visit("report", account=account, workshop=str(t.workshop), language="en")
    assert not {"Transferability matrix", "Conditions to lift"} & {one.value for one in at.header}
    with writing() as session:
        reveal_matrix(session, actor=Actor(t.by), workshop_id=t.workshop)
    at = visit("report", account=account, workshop=str(t.workshop), language="en")
    assert not at.exception
    assert {"Transferability matrix", "Conditions to lift", "Questions to the holders"} <= {
        one.value for one in at.header
    }
    assert at.get("plotly_chart")
    conditions = next(one.value for one in at.dataframe if "Condition" in one.value.columns)
    assert list(conditions["Condition"]) == ["Need: blocking"]


def test_the_result_is_in_the_report_once_revealed(visit: Visit) -> None:
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
        one, two = (make_initiative(session, workshop, title) for title in ("Une", "Deux"))
        stage = open_kind(session, workshop, StageKind.voting)
        make_votes(session, workshop, {one: 4, two: 1})
        close_vote(session, actor=Actor(by), stage_id=stage)
    account = account_for(by)
    assert not visit("report", account=account, workshop=str(workshop)).get("plotly_chart")
    with writing() as session:
        reveal(session, actor=Actor(by), stage_id=stage)
        decide(session, actor=Actor(by), stage_id=stage, kept=[one, two], reason="")
    at = visit("report", account=account, workshop=str(workshop))
    assert not at.exception
    assert at.get("plotly_chart")


def test_the_report_is_for_those_who_run_the_workshop(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        make_post(session, t.amina, "Une enveloppe")
        stranger = make_account(session, name="Stranger")
    at = visit("report", account=account_for(stranger), workshop=str(t.workshop))
    assert not any("enveloppe" in one.value for one in at.text)
    at = visit("report", workshop=str(t.workshop))
    assert not any("enveloppe" in one.value for one in at.text)


def test_a_rehearsal_is_started_paused_and_wiped_from_the_console(visit: Visit) -> None:
    with writing() as session:
        workshop = make_workshop(session, rehearsal=True)
        by = facilitator_of(session, workshop)
    at = visit("console", account=account_for(by), workshop=str(workshop))
    assert not at.exception
    at.number_input(key="rehearsal-people").set_value(3).run()
    at.button(key="rehearsal-start").click().run()
    with reading() as session:
        assert running(session) == [workshop]
    at.button(key="rehearsal-stop").click().run()
    with reading() as session:
        assert running(session) == []
    with writing() as session:
        start_rehearsal(session, actor=Actor(by), workshop_id=workshop)
    at.button(key="rehearsal-wipe").click().run()
    assert not at.exception
    with reading() as session:
        assert running(session) == []


def test_a_real_workshop_offers_no_rehearsal(visit: Visit, rules: Engine) -> None:
    assert rules is not None
    with writing() as session:
        workshop = make_workshop(session)
        by = facilitator_of(session, workshop)
    at = visit("console", account=account_for(by), workshop=str(workshop))
    assert "rehearsal-start" not in {button.key for button in at.button}
