"""The matrix of one initiative as a Plotly heatmap, with the same cells as a table."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from facilitation.matrix import Cell, MatrixInitiative, MatrixRow
from pages.ui.charts import load, unformatted
from pages.ui.surfaces.lexicon import LEVELS
from pages.ui.terms import term
from pages.ui.words import _, ngettext

if TYPE_CHECKING:
    from plotly.graph_objects import Figure, Scatter

SIGNS = {"0": "✕", "1": "!", "2": "≈", "3": "✓", "unknown": "?"}
COLOURS = ("#A33117", "#F2B27A", "#A9D5D8", "#0A5C66")
"""From blocking to already there, as in matrix_cells.css; a test holds them apart for every kind of eye."""
LIGHT, DARK = "#FFFFFF", "#0E3B40"
NOTHING, UNKNOWN = "rgba(128, 128, 128, 0.12)", "#E4DCC9"
ROW_HEIGHT, HEAD_HEIGHT = 38, 165
NAME_LENGTH = 34

OnCell = Callable[[int, int, str], None]


def draw_matrix_chart(
    work: MatrixInitiative, criteria: Sequence[str], *, key: str, on_cell: OnCell | None = None
) -> None:
    """The heatmap; a click calls `on_cell(initiative_id, territory_id, criterion)`."""
    figure = matrix_figure(work, criteria)
    config = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
    signs = [f"{sign} {term(LEVELS[shown])}" for shown, sign in SIGNS.items()]
    legend = " · ".join((*signs, _("↔ Gap between elected and officers")))
    if on_cell is None:
        st.plotly_chart(figure, key=key, theme="streamlit", config=config | {"staticPlot": True})
        st.caption(legend)
        return

    def chosen() -> None:
        points = (st.session_state.get(key) or {}).get("selection", {}).get("points", [])
        if cell := clicked_cell(points, work, criteria):
            on_cell(work.id, *cell)

    st.plotly_chart(
        figure, key=key, theme="streamlit", config=config, on_select=chosen, selection_mode="points"
    )
    st.caption(legend)


def clicked_cell(points: Any, work: MatrixInitiative, criteria: Sequence[str]) -> tuple[int, str] | None:
    """The cell that a browser says was clicked, where the chart has it."""
    match points:
        case [{"customdata": [int(territory_id), str(criterion), *_]}, *_]:
            there = any(row.territory_id == territory_id for row in work.rows)
            return (territory_id, criterion) if there and criterion in criteria else None
    return None


def matrix_figure(work: MatrixInitiative, criteria: Sequence[str]) -> "Figure":
    """Territories by name against criteria: a colour, and over it the sign that says the same."""
    load()
    import plotly.graph_objects as go

    rows = [row for row in work.rows if row.cells]
    names = [unformatted(_short(row.territory)) for row in rows]
    ink = st.get_option(f"theme.{st.context.theme.type or 'light'}.textColor")
    figure = go.Figure(
        go.Heatmap(
            x=list(range(len(criteria))),
            y=list(range(len(rows))),
            z=[[_depth(cell) for cell in row.cells] for row in rows],
            zmin=-2.5,
            zmax=3.5,
            colorscale=_scale((NOTHING, UNKNOWN, *COLOURS)),
            showscale=False,
            hoverinfo="skip",
            xgap=3,
            ygap=3,
        )
    )
    for level, sign in (*SIGNS.items(), ("none", "")):
        figure.add_trace(_signs(rows, level, sign, ink))
    figure.update_xaxes(
        tickvals=list(range(len(criteria))),
        ticktext=[term(name) for name in criteria],
        side="top",
        tickangle=-48,
        tickfont={"size": 14, "color": ink},
        range=[-0.5, len(criteria) - 0.5],
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=names,
        tickfont={"size": 14, "color": ink},
        range=[len(rows) - 0.5, -0.5],
        automargin=True,
        fixedrange=True,
        showgrid=False,
        zeroline=False,
    )
    figure.update_layout(
        height=HEAD_HEIGHT + ROW_HEIGHT * len(rows),
        margin={"l": 0, "r": 140, "t": HEAD_HEIGHT - 8, "b": 8},
        showlegend=False,
        dragmode=False,
        plot_bgcolor="rgba(0, 0, 0, 0)",
    )
    return figure


def matrix_table(work: MatrixInitiative, criteria: Sequence[str]) -> list[dict[str, str]]:
    """The same cells in words, territory by territory."""
    return [
        {_("Territory"): row.territory}
        | {term(name): in_words(cell) for name, cell in zip(criteria, row.cells, strict=True)}
        | {_("Verdict"): term(row.verdict) if row.verdict else ""}
        for row in work.rows
        if row.cells
    ]


def level(cell: Cell) -> str:
    """ "0" to "3", "unknown" where nobody who answered knew, "none" where nobody answered."""
    if cell.value is not None:
        return str(cell.value)
    return "unknown" if cell.unknown else "none"


def in_words(cell: Cell) -> str:
    """What a cell says, and what its colour alone would hide."""
    shown = level(cell)
    if shown == "none":
        return _("No answer")
    told = [f"{SIGNS[shown]} {term(LEVELS[shown])}"]
    if cell.zeros and shown != "0":
        told.append(ngettext("{n} sees a blockage", "{n} see a blockage", cell.zeros))
    if cell.unknown:
        told.append(ngettext("{n} does not know", "{n} do not know", cell.unknown))
    if cell.gap:
        told.append(_("Gap between elected and officers"))
    return " · ".join(told)


def _signs(rows: Sequence[MatrixRow], shown: str, sign: str, ink: str) -> "Scatter":
    """The signs of one level, each as wide as its cell so that it can be clicked."""
    import plotly.graph_objects as go

    here = [
        (place, at, row, cell)
        for at, row in enumerate(rows)
        for place, cell in enumerate(row.cells)
        if level(cell) == shown
    ]
    colour = {"color": {"0": LIGHT, "3": LIGHT, "none": ink}.get(shown, DARK)}
    return go.Scatter(
        x=[place for place, *_rest in here],
        y=[at for _place, at, *_rest in here],
        mode="markers+text",
        marker={"symbol": "square", "size": ROW_HEIGHT - 4, "opacity": 0},
        selected={"marker": {"opacity": 0}, "textfont": colour},
        unselected={"marker": {"opacity": 0}, "textfont": colour},
        text=[sign + ("  ↔" if cell.gap else "") for *_rest, cell in here],
        textfont={"size": 19} | colour,
        customdata=[[row.territory_id, cell.criterion] for *_rest, row, cell in here],
        hovertext=[
            f"{unformatted(row.territory)}<br>{term(cell.criterion)}<br>{in_words(cell)}"
            for *_rest, row, cell in here
        ],
        hoverinfo="text",
    )


def _depth(cell: Cell) -> int:
    return {"none": -2, "unknown": -1}.get(level(cell), cell.value or 0)


def _scale(colours: Sequence[str]) -> list[list[Any]]:
    """Steps without any shade between them."""
    many = len(colours)
    return [[edge / many, colour] for n, colour in enumerate(colours) for edge in (n, n + 1)]


def _short(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1].rstrip()}…"
