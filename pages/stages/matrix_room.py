"""The revealed matrix in the room: the grid, the conditions one can say something about, the answers."""

import streamlit as st

from db.session import reading
from facilitation.conditions import my_conditions
from facilitation.questions import questions
from pages.stages.cell_dialog import ask_for_cell, draw_asked_cell, open_asked_cell
from pages.stages.conditions import draw_conditions
from pages.stages.context import RoomContext
from pages.stages.questions import draw_questions
from pages.ui.actions import say_outcome
from pages.ui.parts import choose_part
from pages.ui.surfaces import matrix
from pages.ui.words import _


def draw_matrix_room(context: RoomContext) -> None:
    """What everybody may see after the reveal, and what follows from it for one's own territory and table."""
    _draw(context)
    draw_asked_cell(context.person.actor)


@st.fragment
def _draw(context: RoomContext) -> None:
    say_outcome("matrix")
    open_asked_cell()
    choices = {"grid": _("Grid"), "conditions": _("Conditions"), "questions": _("Questions")}
    chosen = choose_part(_("What to read"), choices, key="room-matrix-shown")
    if chosen == "grid":
        live = context.channel.renewed()
        with reading() as session:
            drawn = live.feed(session, "matrix")
        matrix(drawn, key="room-matrix", mine=context.person.territory_id, on_cell=ask_for_cell)
    elif chosen == "conditions":
        with reading() as session:
            mine = my_conditions(session, context.person.id)
        home = context.person.territory_id
        lines = sorted(mine, key=lambda line: (line.initiative_id, line.territory_id != home))
        st.caption(_("Those of your territory, and those of your table’s initiative."))
        draw_conditions(lines, context.person.actor, key="lift")
    else:
        with reading() as session:
            asked = questions(session, context.workshop_id)
        draw_questions(asked, None, key="asked")
