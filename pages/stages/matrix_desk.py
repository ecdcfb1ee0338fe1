"""The facilitator's matrix: reveal it, read it as a grid or a chart, and what is left to lift and to ask."""

from typing import Any, Literal, cast

import streamlit as st

from db.session import reading
from facilitation.conditions import conditions
from facilitation.matrix import MatrixView, is_revealed, matrix_view, reveal_matrix
from facilitation.questions import questions
from pages.stages.cell_dialog import ask_for_cell, draw_asked_cell, open_asked_cell
from pages.stages.conditions import draw_conditions
from pages.stages.context import ConsoleContext
from pages.stages.questions import draw_questions
from pages.ui.actions import act, say_outcome
from pages.ui.channel import plain
from pages.ui.confirm import ask_once
from pages.ui.matrix_chart import draw_matrix_chart
from pages.ui.parts import choose_part
from pages.ui.pulse import pulse
from pages.ui.surfaces import matrix
from pages.ui.words import _, ngettext, number

Part = Literal["grid", "chart", "conditions", "questions"]
TABLES = "tables"


def part_of_the_desk(context: ConsoleContext) -> Part | None:
    """The part of the matrix that the facilitator looks at; None is the tables."""
    parts: dict[str, str] = {TABLES: _("Tables"), "grid": _("Matrix")}
    with reading() as session:
        if is_revealed(session, context.workshop_id):
            parts |= {
                "chart": _("Heatmap"),
                "conditions": _("Conditions to lift"),
                "questions": _("Questions to the holders"),
            }
    chosen = choose_part(_("What to work on"), parts, key="console-part")
    return cast(Part, chosen) if chosen != TABLES else None


def draw_matrix(context: ConsoleContext, part: Part) -> None:
    """Who has rated, and after the reveal the matrix with all that follows from it."""
    _draw(context, part)
    draw_asked_cell(context.account.actor)


@st.fragment
def _draw(context: ConsoleContext, part: Part) -> None:
    say_outcome("matrix")
    open_asked_cell()
    live = context.channel.renewed()
    pulse(live, "matrix", "people", key="pulse-matrix")
    with reading() as session:
        view = matrix_view(session, context.workshop_id, "console")
        lines = conditions(session, context.workshop_id, whole=True) if part == "conditions" else []
        asked = questions(session, context.workshop_id) if part == "questions" else []
    if not view.revealed:
        _draw_progress(context, view)
    elif part == "grid":
        drawn = live.pulse("matrix") | {"view": plain(view)}
        matrix(drawn, key="console-matrix", on_cell=ask_for_cell)
    elif part == "chart":
        _draw_chart(view)
    elif part == "conditions":
        draw_conditions(lines, context.account.actor, key="lift")
    else:
        draw_questions(asked, context.account.actor, key="question")


def _draw_progress(context: ConsoleContext, view: MatrixView) -> None:
    told: list[Any] = [
        ngettext(
            "{n} of {able} has begun to rate",
            "{n} of {able} have begun to rate",
            view.raters,
            able=number(view.able),
        ),
        ngettext("{n} has answered everything", "{n} have answered everything", view.finished),
    ]
    st.text(" · ".join(told))
    st.caption(_("Nobody sees an answer before the reveal, you neither. Ratings can change until the close."))
    if view.raters:
        ask_once(
            _("Reveal the matrix"),
            _("Everybody sees it at once, on every screen. This cannot be taken back."),
            key="console-matrix-reveal",
            icon=":material/visibility:",
            on_yes=act(reveal_matrix, actor=context.account.actor, workshop_id=context.workshop_id),
        )


def _draw_chart(view: MatrixView) -> None:
    works = {work.id: work for work in view.initiatives if work.rows}
    if not works:
        st.info(_("No territory has been rated yet."))
        return
    if st.session_state.get("console-matrix-work") not in works:
        st.session_state["console-matrix-work"] = next(iter(works))
    chosen = st.selectbox(
        _("Initiative"),
        list(works),
        format_func=lambda initiative_id: works[initiative_id].title if initiative_id in works else "",
        key="console-matrix-work",
    )
    turn = st.session_state.get("matrix-charts", 0)
    draw_matrix_chart(
        works[chosen], view.criteria, key=f"console-heatmap-{chosen}-{turn}", on_cell=ask_for_cell
    )
