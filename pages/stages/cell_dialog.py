"""What lies behind a cell of the matrix, in a dialog: the answers, the condition, the question, the posts."""

from itertools import groupby

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.cell import CellPost, CellView, cell
from facilitation.errors import Refused
from facilitation.posts import About
from pages.stages.conditions import draw_condition
from pages.stages.questions import draw_answer
from pages.ui.actions import say_outcome
from pages.ui.matrix_chart import in_words
from pages.ui.refusals import sentence
from pages.ui.surfaces.lexicon import LEVELS
from pages.ui.terms import question, term
from pages.ui.words import _, ngettext, safe

ASKED, WANTED = "matrix-cell", "matrix-cell-wanted"


def ask_for_cell(initiative_id: int, territory_id: int, criterion: str | None) -> None:
    """Remember which cell is to be opened by the run that follows."""
    st.session_state[ASKED] = (initiative_id, territory_id, criterion)
    st.session_state[WANTED] = True


def open_asked_cell() -> None:
    """In a fragment: let the whole page run once, which alone may open a dialog."""
    if st.session_state.pop(WANTED, False):
        st.rerun()


def forget_cell() -> None:
    """Close the dialog; the chart forgets what was clicked by being another one."""
    st.session_state.pop(ASKED, None)
    st.session_state["matrix-charts"] = st.session_state.get("matrix-charts", 0) + 1


def draw_asked_cell(actor: Actor) -> None:
    """The dialog about the cell that was asked for, if any; in a run of the whole page."""
    if ASKED in st.session_state:
        title = _("Behind this cell")
        st.dialog(title, width="large", on_dismiss=forget_cell)(_draw)(actor)


def _draw(actor: Actor) -> None:
    say_outcome("cell")
    initiative_id, territory_id, criterion = st.session_state[ASKED]
    try:
        with reading() as session:
            view = cell(
                session,
                initiative_id=initiative_id,
                territory_id=territory_id,
                criterion=criterion,
                actor=actor,
            )
    except Refused as refusal:
        st.error(sentence(refusal), icon=":material/block:")
        return
    st.text(f"{view.territory} · {view.initiative}")
    if view.criterion:
        st.markdown(f"**{term(view.criterion)}** · {question(view.criterion)}")
        _draw_answers(view)
    elif view.verdict:
        st.markdown(_("Verdict: **{verdict}**").format(verdict=term(view.verdict)))
    written, left = st.columns([0.6, 0.4], gap="large")
    with written:
        _draw_posts(view)
    with left:
        _draw_left(view, actor)


def _draw_posts(view: CellView) -> None:
    st.markdown(_("**What the tables wrote**"))
    if not view.posts:
        st.caption(_("Nothing written for this territory yet."))
    for section, posts in groupby(view.posts, key=lambda post: post.section):
        st.markdown(f":small[{term(section)}]")
        for post in posts:
            _draw_post(post)


def _draw_left(view: CellView, actor: Actor) -> None:
    """What is left to do about it: the question and the conditions."""
    if view.question:
        st.markdown(_("**Question to the holder**"))
        draw_answer(view.question)
    if view.lifts:
        st.markdown(_("**To lift**"))
    for line in view.lifts:
        draw_condition(line, actor, key="cell-lift", narrow=True)


def _draw_answers(view: CellView) -> None:
    told = view.answers
    if told is None:
        return
    people = ngettext("{n} answer", "{n} answers", told.rated + told.unknown)
    spread = ""
    if told.low is not None and told.high is not None and told.low != told.high:
        spread = _("from “{low}” to “{high}”").format(
            low=term(LEVELS[str(told.low)]), high=term(LEVELS[str(told.high)])
        )
    st.text(" · ".join(filter(None, (in_words(told), people, spread))))


def _draw_post(post: CellPost) -> None:
    with st.container(border=True, key=f"cell-post-{post.id}"):
        st.text(post.text)
        marks = [
            _("Table {number}").format(number=post.table),
            safe(post.author),
            safe(post.territory),
            "" if post.verbatim else term("reworded"),
            _("Off the record") if post.off_record else "",
        ]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(" · ".join(filter(None, marks)), width="content")
            _link(post.id, f"cell-trail-{post.id}")
        for about in post.about:
            _draw_about(post, about)


def _draw_about(post: CellPost, about: About) -> None:
    st.caption(_("About: {section}").format(section=term(about.section)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(about.text, width="content")
        _link(about.id, f"cell-trail-{post.id}-{about.id}")


def _link(post_id: int, key: str) -> None:
    st.link_button(
        _("Its trail"), f"/trail?post={post_id}", icon=":material/account_tree:", type="tertiary", key=key
    )
