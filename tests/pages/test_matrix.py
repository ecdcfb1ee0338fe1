"""The matrix's screens: the reveal, the chart, what is behind a cell, what is to be lifted and asked."""

import json
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.ratings import Criterion
from db.session import Session, reading, writing
from facilitation.actors import Actor
from facilitation.agenda import StageKind
from facilitation.conditions import conditions
from facilitation.joining import resume
from facilitation.matrix import matrix_view
from facilitation.people import my_card
from facilitation.questions import questions
from facilitation.ratings import rate
from facilitation.running import close_stage
from facilitation.sharing import edit_initiative
from pages.ui.matrix_chart import clicked_cell, in_words, level, matrix_table
from pages.ui.terms import term
from pages.ui.words import _
from tests.factories.matrix import Matrix, make_matrix
from tests.factories.tables import make_tables
from tests.factories.workshops import open_kind, signed_in, stage_of
from tests.pages.conftest import Visit


@dataclass(frozen=True)
class Desk:
    """A matrix, with the cookies of the facilitator, of Amina and of Paul, who carries the fund."""

    m: Matrix
    account: str
    amina: str
    paul: str

    def console(self, visit: Visit, part: str = "", language: str = "fr") -> AppTest:
        at = visit("console", account=self.account, workshop=str(self.m.t.workshop), language=language)
        if part:
            at.button_group(key="console-part").set_value(part).run()
        assert not at.exception
        return at


def make_desk(*, revealed: bool) -> Desk:
    with writing() as session:
        m = make_matrix(session, revealed=revealed)
        edit_initiative(session, actor=Actor(m.t.by), initiative_id=m.t.fund, holder_id=m.t.paul)
        devices = [device_of(session, person_id) for person_id in (m.t.amina, m.t.paul)]
        return Desk(m, signed_in(session, m.t.by), *devices)


def device_of(session: Session, person_id: int) -> str:
    return resume(session, resume_code=my_card(session, person_id).resume_code).token


@pytest.fixture
def desk(rules: Engine) -> Desk:
    assert rules is not None
    return make_desk(revealed=True)


def said(at: AppTest) -> set[str]:
    return {one.value for kind in (at.text, at.markdown, at.caption) for one in kind}


def test_the_facilitator_reveals_the_matrix_without_having_seen_an_answer(
    rules: Engine, visit: Visit
) -> None:
    assert rules is not None
    desk = make_desk(revealed=False)
    at = desk.console(visit, "grid")
    assert at.button_group(key="console-part").options == ["Tables", "Matrice"]
    assert "2 sur 3 ont commencé à répondre · 0 a répondu à tout" in said(at)
    at.button(key="console-matrix-reveal").click().run()
    assert not at.exception
    with reading() as session:
        assert matrix_view(session, desk.m.t.workshop).revealed
    assert len(at.button_group(key="console-part").options) == 5


def test_nobody_rated_and_there_is_nothing_to_reveal(rules: Engine, visit: Visit) -> None:
    assert rules is not None
    with writing() as session:
        t = make_tables(session)
        open_kind(session, t.workshop, StageKind.perspective)
        account = signed_in(session, t.by)
    at = visit("console", account=account, workshop=str(t.workshop))
    at.button_group(key="console-part").set_value("grid").run()
    assert not at.exception
    assert "console-matrix-reveal" not in {one.key for one in at.button}


def test_the_heatmap_has_a_sign_in_each_cell_beside_its_colour(desk: Desk, visit: Visit) -> None:
    at = desk.console(visit, "chart", language="en")
    (chart,) = at.get("plotly_chart")
    heat, *signs = json.loads(chart.proto.spec)["data"]
    assert (heat["type"], len(heat["z"]), len(heat["z"][0])) == ("heatmap", 2, 10)
    shown = {text for trace in signs for text in trace.get("text", []) if text}
    assert shown == {"✕", "✓", "?"}
    clicked = [trace["customdata"] for trace in signs if trace.get("text") and "✕" in trace["text"]]
    assert clicked == [[[desk.m.t.grasse, "need"], [desk.m.t.sicoval, "team"]]]


@pytest.mark.attack("a click on the matrix names a cell that it does not have")
def test_only_a_cell_of_the_chart_can_be_clicked(desk: Desk) -> None:
    with reading() as session:
        view = matrix_view(session, desk.m.t.workshop)
    (work,) = (one for one in view.initiatives if one.id == desk.m.t.fund)

    def clicked(*data: object) -> tuple[int, str] | None:
        return clicked_cell([{"customdata": list(data)}], work, view.criteria)

    assert clicked(desk.m.t.grasse, "need", 1) == (desk.m.t.grasse, "need")
    assert clicked(2**70, "need") is None
    assert clicked(desk.m.t.grasse, "nothing") is None
    assert clicked([desk.m.t.grasse], {"a": 1}) is None
    assert clicked_cell([], work, view.criteria) is None


def test_the_same_cells_are_there_as_words(desk: Desk) -> None:
    with reading() as session:
        view = matrix_view(session, desk.m.t.workshop)
    (work,) = (one for one in view.initiatives if one.id == desk.m.t.fund)
    grasse, sicoval = matrix_table(work, view.criteria)
    assert list(grasse.values())[:3] == ["Pays de Grasse", f"✕ {term('blocking')}", _("No answer")]
    assert list(sicoval.values())[1] == f"✓ {term('there')}"
    cells = {cell.criterion: cell for cell in work.rows[0].cells}
    assert [level(cells[name]) for name in ("need", "team", "means")] == ["0", "unknown", "none"]
    assert in_words(cells["team"]).startswith(f"? {term('unknown')} · 1 ")


def test_who_can_lift_a_condition_is_written_beside_it(desk: Desk, visit: Visit) -> None:
    at = desk.console(visit, "conditions")
    name = f"lift-{desk.m.t.fund}-{desk.m.t.grasse}-need"
    at.button(key=f"{name}-open").click().run()
    at.text_input(key=f"{name}-who").set_value("Le syndicat mixte")
    at.text_input(key=f"{name}-when").set_value("Juin")
    at.text_input(key=f"{name}-step").set_value("Appeler la directrice")
    at.button(key=f"{name}-save").click().run()
    assert not at.exception
    with reading() as session:
        line = conditions(session, desk.m.t.workshop)[0]
    assert (line.who, line.by_when, line.first_step) == ("Le syndicat mixte", "Juin", "Appeler la directrice")
    assert f"{name}-who" not in {one.key for one in at.text_input}
    assert (
        "Qui\u00a0: Le syndicat mixte\nPour quand\u00a0: Juin\nPremier pas\u00a0: Appeler la directrice"
        in said(at)
    )
    for _turn in range(2):
        at.button(key=f"{name}-open").click().run()
    assert f"{name}-who" not in {one.key for one in at.text_input}


def test_a_question_is_answered_for_the_holder(desk: Desk, visit: Visit) -> None:
    at = desk.console(visit, "questions")
    name = f"question-{desk.m.t.fund}-team"
    for _turn in range(3):
        at.button(key=f"{name}-open").click().run()
    at.text_area(key=f"{name}-text").set_value("Oui, depuis 2024.")
    at.button(key=f"{name}-save").click().run()
    assert not at.exception
    with reading() as session:
        (question,) = questions(session, desk.m.t.workshop)
    assert question.answer == "Oui, depuis 2024."
    assert "Oui, depuis 2024." in said(at)


def test_behind_a_cell_are_the_posts_each_with_its_trail(desk: Desk, visit: Visit) -> None:
    at = desk.console(visit, "grid")
    at.session_state["matrix-cell"] = (desk.m.t.fund, desk.m.t.grasse, "need")
    at.run()
    assert not at.exception
    assert {"Un élu référent", "Un jury d’habitants", "✕ Bloquant · 1 réponse"} <= said(at)
    trails = {one.proto.url for one in at.get("link_button") if "trail" in one.proto.url}
    assert trails == {f"/trail?post={post}" for post in (desk.m.condition, desk.m.about)}


def test_behind_a_dont_know_is_the_question(desk: Desk, visit: Visit) -> None:
    at = desk.console(visit, "grid")
    at.session_state["matrix-cell"] = (desk.m.t.fund, desk.m.t.grasse, "team")
    at.run()
    assert not at.exception
    assert "Pas encore de réponse" in said(at)


def test_a_whole_row_opens_and_what_is_gone_says_so(desk: Desk, visit: Visit) -> None:
    at = desk.console(visit, "grid")
    at.session_state["matrix-cell"] = (desk.m.t.fund, desk.m.t.sicoval, None)
    at.run()
    assert not at.exception
    assert "Entre nous" in said(at)
    at.session_state["matrix-cell"] = (desk.m.t.fund, 9999, None)
    at.run()
    assert not at.exception
    assert len(at.error) == 1


def test_the_room_looks_at_the_matrix_first_once_it_is_revealed(desk: Desk, visit: Visit) -> None:
    at = visit("room", person=desk.amina)
    assert not at.exception
    assert at.session_state["perspective-tabs"] == "Matrice"
    assert at.button_group(key="room-matrix-shown").options == ["Grille", "Conditions", "Questions"]
    at.session_state["matrix-cell"] = (desk.m.t.fund, desk.m.t.grasse, "need")
    at.run()
    assert not at.exception
    assert "Un élu référent" in said(at)


def test_the_room_says_how_to_lift_what_is_its_own_and_reads_the_answers(desk: Desk, visit: Visit) -> None:
    at = visit("room", person=desk.amina)
    at.button_group(key="room-matrix-shown").set_value("conditions").run()
    assert not at.exception
    name = f"lift-{desk.m.t.fund}-{desk.m.t.grasse}-{desk.m.condition}"
    at.button(key=f"{name}-open").click().run()
    at.text_input(key=f"{name}-who").set_value("Nous")
    at.button(key=f"{name}-save").click().run()
    assert not at.exception
    with reading() as session:
        assert [line.who for line in conditions(session, desk.m.t.workshop)] == ["", "Nous", ""]
    at.button_group(key="room-matrix-shown").set_value("questions").run()
    assert not at.exception
    assert f"asked-{desk.m.t.fund}-team-open" not in {one.key for one in at.button}


def test_the_holder_answers_in_the_room_and_after_the_stage(desk: Desk, visit: Visit) -> None:
    name = f"question-{desk.m.t.fund}-team"
    at = visit("room", person=desk.paul)
    assert [one.label for one in at.expander if one.label.startswith("1 question")] == [
        "1 question pour vous"
    ]
    at.button(key=f"{name}-open").click().run()
    at.text_area(key=f"{name}-text").set_value("Oui")
    at.button(key=f"{name}-save").click().run()
    assert not at.exception
    with writing() as session:
        close_stage(
            session,
            actor=Actor(desk.m.t.by),
            stage_id=stage_of(session, desk.m.t.workshop, StageKind.perspective),
        )
        assert [one.answer for one in questions(session, desk.m.t.workshop)] == ["Oui"]
    at = visit("room", person=desk.paul)
    assert not at.exception
    at.button(key=f"{name}-open").click().run()
    at.text_area(key=f"{name}-text").set_value("Oui et non")
    at.button(key=f"{name}-save").click().run()
    with reading() as session:
        assert [one.answer for one in questions(session, desk.m.t.workshop)] == ["Oui et non"]
    assert not visit("room", person=desk.amina).expander


def test_a_long_list_of_conditions_is_read_initiative_by_initiative(desk: Desk, visit: Visit) -> None:
    with writing() as session:
        for criterion in Criterion:
            if criterion.value not in ("evidence", "adaptability"):
                for person_id in (desk.m.t.amina, desk.m.t.paul, desk.m.t.zoe):
                    rate(
                        session,
                        actor=Actor(person_id=person_id),
                        initiative_id=desk.m.t.fund,
                        criterion=criterion,
                        value=0,
                    )
                rate(
                    session,
                    actor=Actor(person_id=desk.m.t.paul),
                    initiative_id=desk.m.t.purchase,
                    criterion=criterion,
                    value=0,
                )
    at = desk.console(visit, "conditions")
    shown = [one.key for one in at.button if str(one.key).endswith("-open") and "lift-" in str(one.key)]
    assert len(shown) == 22
    at.selectbox(key="lift-territory").set_value(desk.m.t.sicoval).run()
    shown = [one.key for one in at.button if str(one.key).endswith("-open") and "lift-" in str(one.key)]
    assert len(shown) == 11
    at.selectbox(key="lift-initiative").set_value(desk.m.t.purchase).run()
    assert not at.exception
