"""What the facilitator says for people without a device: who does what at a table, and what they wish for."""

import pytest
from streamlit.testing.v1 import AppTest

from db.session import Session, reading, writing
from db.wishes import wishes_of
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.groups import create_group, groups_view
from facilitation.signing_in import claim_nonce, issue_nonce
from facilitation.tasks import Task, take_task
from facilitation.wishes import rank_initiatives
from tests.factories.tables import make_tables
from tests.factories.votes import make_wall
from tests.factories.workshops import facilitator_of, make_person, open_kind
from tests.pages.conftest import Visit

pytestmark = pytest.mark.usefixtures("rules")


def account(session: Session, account_id: int) -> str:
    return claim_nonce(session, nonce=issue_nonce(session, account_id=account_id)).token


def holders(workshop_id: int, table: int = 0) -> list[str]:
    with reading() as session:
        return [one.name for one in groups_view(session, workshop_id).groups[table].tasks]


def opened(visit: Visit, token: str, workshop_id: int, button: str) -> AppTest:
    at = visit("console", account=token, workshop=str(workshop_id))
    assert not at.exception
    at.button(key=button).click().run()
    assert not at.exception
    return at


def test_the_facilitator_says_who_does_what(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        token = account(session, t.by)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.scribe)
    at = opened(visit, token, t.workshop, "console-tasks")
    assert at.selectbox(key=f"task-{t.first}-scribe").value == t.amina
    at.selectbox(key=f"task-{t.first}-scribe").set_value(t.paul).run()
    at.selectbox(key=f"task-{t.second}-reporter").set_value(t.zoe).run()
    assert (holders(t.workshop), holders(t.workshop, 1)) == (["Paul", "", ""], ["", "Zoé", ""])
    at.selectbox(key=f"task-{t.first}-scribe").set_value(0).run()
    at.selectbox(key=f"task-{t.first}-timekeeper").set_value(0).run()
    assert not at.exception
    assert holders(t.workshop) == ["", "", ""]


def test_many_tables_are_shown_one_at_a_time(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        for _more in range(5):
            create_group(session, actor=Actor(t.by), workshop_id=t.workshop, initiative_id=t.fund)
        token = account(session, t.by)
    at = opened(visit, token, t.workshop, "console-tasks")
    assert [one.key for one in at.selectbox if (one.key or "").startswith("task-")] == [
        f"task-{t.first}-{task}" for task in Task
    ]
    at.selectbox(key="tasks-table").set_value(t.second).run()
    assert at.selectbox(key=f"task-{t.second}-scribe").options == ["Personne pour l’instant", "Zoé"]


def test_the_table_sheets_are_a_click_away(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        token = account(session, t.by)
    at = opened(visit, token, t.workshop, "console-tasks")
    links = [one.proto.url for one in at.get("link_button")]
    assert f"/download/{t.workshop}/table-sheets.pdf" in links


def test_the_facilitator_counts_wishes_and_says_those_of_others(visit: Visit) -> None:
    with writing() as session:
        workshop, (first, second) = make_wall(session, 2)
        amina = make_person(session, workshop, name="Amina")
        paul = make_person(session, workshop, name="Paul")
        open_kind(session, workshop, StageKind.decomposition)
        rank_initiatives(session, actor=Actor(person_id=paul), initiative_ids=[second, first])
        token = account(session, facilitator_of(session, workshop))
    at = opened(visit, token, workshop, "console-wishes")
    said = " ".join(one.value for one in at.markdown)
    assert "1 personne a fait un souhait." in said
    assert "**Initiative 2** · 1 premier choix" in said
    at.selectbox(key="wishes-person").set_value(amina).run()
    at.multiselect(key=f"wishes-of-{amina}").set_value([second, first]).run()
    assert not at.exception
    with reading() as session:
        assert wishes_of(session, amina) == (second, first)


def test_before_anything_is_kept_the_desk_says_when_wishes_come(visit: Visit) -> None:
    with writing() as session:
        workshop, _ = make_wall(session, 1)
        open_kind(session, workshop, StageKind.decomposition)
        token = account(session, facilitator_of(session, workshop))
    at = opened(visit, token, workshop, "console-wishes")
    assert any("classent les initiatives retenues" in one.value for one in at.info)


def test_once_everybody_sits_there_is_no_button_for_wishes(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        token = account(session, t.by)
    at = visit("console", account=token, workshop=str(t.workshop))
    assert "console-wishes" in [one.key for one in at.button]
    at.button(key="console-place-everyone").click().run()
    assert "console-wishes" not in [one.key for one in at.button]


def test_the_journal_calls_a_task_as_the_screens_do(visit: Visit) -> None:
    with writing() as session:
        t = make_tables(session)
        take_task(session, actor=Actor(person_id=t.amina), task=Task.timekeeper)
        token = account(session, t.by)
    at = opened(visit, token, t.workshop, "console-journal-open")
    told = {line["Quoi"]: line["À propos de"] for line in at.dataframe[0].value.to_dict("records")}
    assert told["Tâche prise"] == "1 · Gardien·ne du temps"
