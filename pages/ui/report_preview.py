"""What the report says now, chapter by chapter; everything typed by people is shown as plain text."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from facilitation.agenda import StageKind
from facilitation.counts import Count, Shown
from facilitation.exports.words import ROTI, WEATHER
from facilitation.report import Report, ReportInitiative
from pages.ui.terms import term
from pages.ui.words import _, number

Name = TypeVar("Name", str, str | None)


def draw_initiatives(made: Report) -> None:
    """Every initiative with where it comes from and what became of it."""
    st.header(_("Initiatives"), anchor=False)
    if not made.initiatives:
        st.info(_("No initiative was shared yet. What the room shares appears here."))
        return
    st.dataframe(
        [
            {
                _("Initiative"): entry.title,
                _("Territory"): entry.territory,
                _("Outcome"): term(entry.outcome),
                _("In one sentence"): entry.pitch,
                _("Holder"): entry.holder,
                _("Made-up content"): _("yes") if entry.fictitious else "",
            }
            for entry in made.initiatives
        ],
        hide_index=True,
        key="report-initiatives",
    )


def draw_support(made: Report) -> None:
    """Support by role and territory; a number from which somebody's choice might follow is withheld."""
    counted = [entry for entry in made.initiatives if entry.dots is not None]
    by_role = [_support(entry, entry.by_role, term) for entry in counted]
    by_territory = [_support(entry, entry.by_territory, _place) for entry in counted]
    with st.expander(_("Support by role and territory"), icon=":material/groups:", key="report-support"):
        st.caption(_("Counted in voters; a number from which somebody’s choice might follow is withheld."))
        st.dataframe(by_role, hide_index=True, key="report-by-role")
        st.dataframe(by_territory, hide_index=True, key="report-by-territory")


def _support(
    entry: ReportInitiative, cells: Mapping[Name, Count], named: Callable[[Name], str]
) -> dict[str, str]:
    shown = {named(name): _told(count) for name, count in cells.items()}
    return {_("Initiative"): entry.title} | shown


def _told(count: Count) -> str:
    return number(count.count) if isinstance(count, Shown) else _("withheld")


def _place(name: str | None) -> str:
    return _("Without a territory") if name is None else name


def draw_rounds(made: Report) -> None:
    """The opening and closing rounds."""
    if not made.rounds:
        return
    st.header(_("Opening and closing"), anchor=False)
    for entry in made.rounds:
        st.text(entry.title)
        if entry.counts is None:
            st.caption(_("Too few answers to be shown one by one."))
        else:
            scale = ROTI if entry.kind == StageKind.closing else WEATHER
            st.dataframe(
                [
                    {_("Choice"): _(choice), _("Answers"): count}
                    for choice, count in zip(scale, entry.counts, strict=True)
                ],
                hide_index=True,
                key=f"report-round-{entry.kind}-{entry.answered}",
            )
        if entry.words:
            st.text("\n".join(f"• {said}" for said in entry.words))


def draw_course(made: Report) -> None:
    """The agenda with planned and real minutes."""
    with st.expander(_("How it went"), icon=":material/schedule:", key="report-course"):
        st.dataframe(
            [
                {
                    _("Stage"): f"{stage.number}. {stage.title}",
                    _("Planned (min)"): stage.minutes,
                    _("Actual (min)"): round(stage.real_seconds / 60),
                    _("State"): term(stage.state),
                }
                for stage in made.stages
            ],
            hide_index=True,
            key="report-stages",
        )
