"""What the tables have not written yet and are to be asked for before the decomposition is closed."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from db.session import reading
from facilitation.progress import progress_view
from pages.stages.context import ConsoleContext
from pages.ui.pulse import pulse
from pages.ui.terms import term
from pages.ui.words import _, number

FEW = 6
"""Tables: more are counted, section by section."""


@st.fragment
def warn_of_missing(context: ConsoleContext) -> None:
    """Obstacles and core functions are asked for before the decomposition is closed."""
    if context.stage.kind != "decomposition" or context.stage.state != "open":
        return
    live = context.channel.renewed()
    with reading() as session:
        tables = progress_view(session, context.workshop_id).tables
    pulse(live, "progress", key="pulse-progress")
    lacking = {table.number: table.missing for table in tables if table.missing}
    if lacking:
        told = _by_table(lacking) if len(lacking) <= FEW else _by_section(lacking, len(tables))
        st.warning(_("Ask for these before you close: {list}").format(list="; ".join(told)))


def _by_table(lacking: dict[int, list[str]]) -> Sequence[str]:
    return [
        _("table {number}: {sections}").format(
            number=number(table), sections=", ".join(term(section) for section in sections)
        )
        for table, sections in lacking.items()
    ]


def _by_section(lacking: dict[int, list[str]], tables: int) -> Sequence[str]:
    counts = Counter(section for sections in lacking.values() for section in sections)
    return [
        _("{section} at {n} tables of {all}").format(section=term(section), n=number(n), all=number(tables))
        for section, n in counts.items()
    ]
