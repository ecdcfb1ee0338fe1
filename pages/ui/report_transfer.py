"""What could go where, as the report says it: the matrix once revealed, conditions to lift, questions."""

import streamlit as st

from facilitation.report import Report
from pages.ui.matrix_chart import draw_matrix_chart, matrix_table
from pages.ui.terms import term
from pages.ui.words import _


def draw_transfer(made: Report) -> None:
    """The matrix, the conditions to lift and the questions to the holders; nothing while there are none."""
    _draw_matrix(made)
    if made.conditions:
        st.header(_("Conditions to lift"), anchor=False)
        st.dataframe(
            [
                {
                    _("Initiative"): line.initiative,
                    _("Territory"): line.territory,
                    _("Condition"): line.text
                    or _("{criterion}: blocking").format(criterion=term(line.criterion or "")),
                    _("Who can lift it"): line.who,
                    _("By when"): line.by_when,
                    _("First step"): line.first_step,
                }
                for line in made.conditions
            ],
            hide_index=True,
            key="report-conditions",
        )
    if made.questions:
        st.header(_("Questions to the holders"), anchor=False)
        st.dataframe(
            [
                {
                    _("Initiative"): asked.initiative,
                    _("Criterion"): term(asked.criterion),
                    _("Asked by"): ", ".join(asked.territories),
                    _("Answer"): asked.answer or _("No answer yet"),
                    _("Answered by"): asked.answered_by,
                }
                for asked in made.questions
            ],
            hide_index=True,
            key="report-questions",
        )


def _draw_matrix(made: Report) -> None:
    works = {work.id: work for work in made.matrix.initiatives if work.rows}
    if not made.matrix.revealed or not works:
        return
    st.header(_("Transferability matrix"), anchor=False)
    chosen = st.selectbox(
        _("Initiative"),
        list(works),
        format_func=lambda initiative_id: works[initiative_id].title if initiative_id in works else "",
        key="report-matrix-initiative",
    )
    chart, table = st.tabs([_("Chart"), _("As a table")], key="report-matrix-tabs")
    with chart:
        draw_matrix_chart(works[chosen], made.matrix.criteria, key=f"report-matrix-{chosen}")
    with table:
        st.dataframe(
            matrix_table(works[chosen], made.matrix.criteria), hide_index=True, key="report-matrix-table"
        )
