"""The report of a workshop: what it says now, and its files to take away."""

import streamlit as st

from db.session import reading
from facilitation.exports.words import Words
from facilitation.report import Report, report
from facilitation.report_choice import Choice
from facilitation.studio.studied import Studied, studied
from facilitation.voting import result
from pages.ui.account_bar import draw_account_bar
from pages.ui.charts import draw_result
from pages.ui.identity import require_account
from pages.ui.report_choice import chosen, draw_choice
from pages.ui.report_concepts import draw_concepts
from pages.ui.report_files import draw_files
from pages.ui.report_findings import draw_findings, draw_tables
from pages.ui.report_preview import draw_course, draw_initiatives, draw_rounds, draw_support
from pages.ui.report_transfer import draw_transfer
from pages.ui.words import _, day, language, ngettext, safe
from pages.ui.workshop_links import chosen_workshop, draw_study_links


def main() -> None:
    """Load the report, then draw it."""
    who = require_account("administrator", "facilitator", "designer")
    workshop_id = chosen_workshop()
    with reading() as session:
        workshop = studied(session, actor=who.actor, workshop_id=workshop_id)
        choice = chosen(workshop)
        made = report(session, workshop_id, choice)
        outcome = result(session, workshop_id, "console")
    draw_account_bar(who, here="report")
    st.title(safe(made.theme), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center", key="report-top"):
        draw_study_links(workshop, here="report")
    _draw_facts(made)
    _draw_downloads(workshop, choice)
    draw_initiatives(made)
    if outcome.rows is not None:
        st.header(_("Result of the vote"), anchor=False)
        draw_result(outcome, key="report-result")
        draw_support(made)
    draw_tables(made)
    draw_findings(made)
    draw_transfer(made)
    draw_concepts(made)
    draw_rounds(made)
    draw_course(made)


def _draw_facts(made: Report) -> None:
    facts = [day(made.date), made.place, made.organiser]
    facts += [ngettext("{n} participant", "{n} participants", made.people)]
    facts += [Words(language(), made.time_zone).roles(made.roles)]
    st.text(" · ".join(filter(None, facts)))
    if made.territories:
        st.text(_("Territories: {names}").format(names=", ".join(made.territories)))


def _draw_downloads(workshop: Studied, choice: Choice) -> None:
    draw_choice(workshop, choice)
    draw_files(workshop.id, choice)
    st.caption(
        _(
            "The files can be taken at any moment. "
            "Contributions are signed as their authors consented; what is off the record is never in them."
        )
    )


main()
