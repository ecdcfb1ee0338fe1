"""The revealed result as a Plotly chart, with the same figures as a table; Plotly loads when one is drawn."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from facilitation.voting import ResultRow, ResultView
from pages.ui.words import _, number

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

HONEY, GREEN, QUIET, LINE = "#d98e04", "#1f7a72", "#a59d8c", "#b07400"
BAR_HEIGHT = 28
FONT = 15
ROOM_FOR_WORDS = 120
LABEL_LENGTH = 42


def draw_result(view: ResultView, *, key: str) -> None:
    """A revealed result: a chart and, for who prefers or needs it, a table; nothing before the reveal."""
    if view.rows is None:
        return
    chart, table = st.tabs([_("Chart"), _("As a table")], key=f"{key}-tabs")
    with chart:
        st.plotly_chart(
            result_figure(view.rows, view.cut_after),
            key=key,
            theme="streamlit",
            config={"displayModeBar": False, "staticPlot": True},
        )
    with table:
        st.dataframe(result_table(view.rows), hide_index=True, key=f"{key}-table")


def load() -> None:
    """Import what draws charts (60 MB, a second), ahead of the moment when everybody looks.

    Plotly looks into whatever pandas there is, even one that another page is only half-way through importing:
    so the whole of pandas comes first.
    """
    import pandas  # noqa: F401
    import plotly.graph_objects  # noqa: F401


def result_figure(rows: list[ResultRow], cut_after: int | None) -> "Figure":
    """Bars of dots in the order of the result, the cut line between those above and those below."""
    load()
    import plotly.graph_objects as go

    ink = st.get_option(f"theme.{st.context.theme.type or 'light'}.textColor")
    labels = [f"{place}. {unformatted(_short(row.title))}" for place, row in enumerate(rows, 1)]
    figure = go.Figure(
        go.Bar(
            x=[row.dots for row in rows],
            y=labels,
            orientation="h",
            marker={"color": [_colour(row) for row in rows], "cornerradius": 6},
            text=[_count(row) for row in rows],
            textfont={"size": FONT, "color": ink},
            textposition="outside",
            cliponaxis=False,
        )
    )
    if cut_after and cut_after < len(rows):
        figure.add_hline(
            y=cut_after - 0.5,
            line={"dash": "dash", "width": 2, "color": LINE},
            annotation={
                "text": _("Cut line"),
                "font": {"size": FONT, "color": LINE},
                "x": 1,
                "xanchor": "left",
                "yanchor": "middle",
            },
        )
    figure.update_yaxes(autorange="reversed", automargin=True, tickfont={"size": FONT, "color": ink})
    figure.update_xaxes(visible=False, rangemode="tozero")
    figure.update_layout(
        height=BAR_HEIGHT * len(rows) + 24,
        margin={"l": 0, "r": ROOM_FOR_WORDS, "t": 8, "b": 8},
        showlegend=False,
    )
    return figure


def result_table(rows: list[ResultRow]) -> list[dict[str, Any]]:
    """The result line by line."""
    run_off = any(row.runoff_dots is not None for row in rows)
    return [
        {
            _("Rank"): row.rank,
            _("Initiative"): row.title,
            _("Territory"): row.territory,
            _("Dots"): row.dots,
            **({_("Run-off"): "" if row.runoff_dots is None else number(row.runoff_dots)} if run_off else {}),
            _("Territories in support"): "–" if row.territories is None else number(row.territories),
            _("Outcome"): _outcome(row),
        }
        for row in rows
    ]


def unformatted(text: str) -> str:
    """What a person typed as Plotly shows it: its small HTML (<b>, <a href>, <br>) and entities are inert."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _short(title: str) -> str:
    return title if len(title) <= LABEL_LENGTH else f"{title[: LABEL_LENGTH - 1].rstrip()}…"


def _count(row: ResultRow) -> str:
    if row.runoff_dots is None:
        return number(row.dots)
    return _("{dots}, then {n} in the run-off").format(dots=number(row.dots), n=number(row.runoff_dots))


def _colour(row: ResultRow) -> str:
    if row.kept or (row.kept is None and row.state == "above"):
        return GREEN
    return HONEY if row.state == "tied" and row.kept is None else QUIET


def _outcome(row: ResultRow) -> str:
    if row.kept is None:
        return {"above": _("Above the cut"), "tied": _("Tied"), "below": _("Below the cut")}[row.state]
    return _("Kept") if row.kept else _("Reserve")
