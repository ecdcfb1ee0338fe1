"""The report's chapter on transferability: the matrix as chart and table, what is to lift, the answers."""

import streamlit as st

from facilitation.report import Report
from pages.ui.matrix_chart import draw_matrix_chart, matrix_table
from pages.ui.terms import term
from pages.ui.words import _


def draw_matrix_chapter(made: Report) -> None:
    """Nothing before the reveal but the conditions that tables wrote."""
    works = {work.id: work for work in made.matrix.initiatives if any(row.cells for row in work.rows)}
    if not (made.conditions or works):
        return
    st.header(_("Transferability"), anchor=False)
    if works:
        chosen = st.selectbox(
            _("Initiative"),
            list(works),
            format_func=lambda initiative_id: works[initiative_id].title if initiative_id in works else "",
            key="report-matrix-initiative",
        )
        chart, table = st.tabs([_("Heatmap"), _("As a table")], key="report-matrix-tabs")
        with chart:
            draw_matrix_chart(works[chosen], made.matrix.criteria, key=f"report-heatmap-{chosen}")
        with table:
            st.dataframe(
                matrix_table(works[chosen], made.matrix.criteria), hide_index=True, key="report-matrix-table"
            )
    _draw_conditions(made)
    _draw_questions(made)


def _draw_conditions(made: Report) -> None:
    if not made.conditions:
        return
    st.subheader(_("Conditions to lift"), anchor=False)
    st.dataframe(
        [
            {
                _("Initiative"): line.initiative,
                _("Territory"): line.territory,
                _("Condition"): term(line.criterion) if line.criterion else line.text,
                _("Who can lift it"): line.who,
                _("By when"): line.by_when,
                _("First step"): line.first_step,
            }
            for line in made.conditions
        ],
        hide_index=True,
        key="report-conditions",
    )


def _draw_questions(made: Report) -> None:
    if not made.questions:
        return
    st.subheader(_("Questions to the holders"), anchor=False)
    st.dataframe(
        [
            {
                _("Initiative"): one.initiative,
                _("Criterion"): term(one.criterion),
                _("Asked by"): ", ".join(one.territories),
                _("Answer"): one.answer,
                _("Answered by"): one.answered_by,
            }
            for one in made.questions
        ],
        hide_index=True,
        key="report-questions",
    )
