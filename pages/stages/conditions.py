"""Conditions to lift: each with who can lift it, by when, and the first step, written in its place."""

from collections.abc import Sequence

import streamlit as st

from facilitation.actors import Actor
from facilitation.conditions import (
    BY_WHEN_LIMIT,
    FIRST_STEP_LIMIT,
    WHO_LIMIT,
    ConditionLine,
    say_how_to_lift,
    say_whether_lifted,
)
from pages.ui.actions import act_now, succeeded
from pages.ui.terms import question, term
from pages.ui.words import _, day, safe

OPENED = "lift-opened"
EVERYWHERE = 0
MANY = 24
"""Beyond so many the list is read initiative by initiative."""


def draw_conditions(lines: Sequence[ConditionLine], actor: Actor, *, key: str) -> None:
    """Every condition, initiative by initiative; `actor` is who may say how to lift them."""
    if not lines:
        st.info(_("No condition yet. Every blockage and every condition that a table writes comes here."))
        return
    initiative = None
    for line in lines if len(lines) <= MANY else _chosen(lines, key):
        if line.initiative_id != initiative:
            initiative = line.initiative_id
            st.subheader(safe(line.initiative), anchor=False)
        draw_condition(line, actor, key=key)


def _chosen(lines: Sequence[ConditionLine], key: str) -> list[ConditionLine]:
    """Of a long list the part that is looked for: one initiative, all of its territories or one."""
    initiatives = {line.initiative_id: line.initiative for line in lines}
    of, where = st.columns(2)
    chosen = of.selectbox(
        _("Initiative"),
        list(initiatives),
        format_func=lambda one: initiatives.get(one, ""),
        key=f"{key}-initiative",
    )
    territories = {line.territory_id: line.territory for line in lines if line.initiative_id == chosen}
    names = {EVERYWHERE: _("All territories")} | territories
    there = where.selectbox(
        _("Territory"), list(names), format_func=lambda one: names.get(one, ""), key=f"{key}-territory"
    )
    return [
        line for line in lines if line.initiative_id == chosen and there in (EVERYWHERE, line.territory_id)
    ]


def draw_condition(line: ConditionLine, actor: Actor, *, key: str, narrow: bool = False) -> None:
    """One condition with what was said about it, and a form for who may say more."""
    name = f"{key}-{line.initiative_id}-{line.territory_id}-{line.criterion or line.post_id}"
    with st.container(border=True, key=name):
        if narrow:
            what = how = edit = st.container()
        else:
            what, how, edit = st.columns([0.42, 0.38, 0.2], vertical_alignment="center")
        with what:
            _draw_what(line)
        with how:
            _draw_how(line)
        label = _("Change") if _is_said(line) else _("Fill in")
        edit.button(label, key=f"{name}-open", icon=":material/edit:", on_click=_toggle, args=(name,))
        edit.checkbox(
            _("Lifted"),
            value=line.lifted_at is not None,
            key=f"{name}-lifted-{line.lifted_at is not None}",
            on_change=_lift,
            args=(line, actor),
        )
        if st.session_state.get(OPENED) == name:
            _draw_form(line, actor, name)


def _draw_what(line: ConditionLine) -> None:
    if line.criterion:
        st.markdown(
            f":material/block: **{safe(line.territory)}** · {term(line.criterion)}",
            help=question(line.criterion),
        )
        return
    st.markdown(f"**{safe(line.territory)}**")
    st.text(line.text)
    if line.off_record:
        st.caption(_("Off the record"))


def _draw_how(line: ConditionLine) -> None:
    if line.lifted_at is not None:
        when = _("Lifted on {day}").format(day=day(line.lifted_at.date()))
        st.badge(when, icon=":material/check_circle:", color="green")
    if not _is_said(line):
        st.caption(_("Nobody named yet"))
        return
    said = {
        _("Who: {text}"): line.who,
        _("By when: {text}"): line.by_when,
        _("First step: {text}"): line.first_step,
    }
    st.text("\n".join(words.format(text=text) for words, text in said.items() if text))


def _draw_form(line: ConditionLine, actor: Actor, name: str) -> None:
    with st.form(f"{name}-form", border=False):
        who, by_when = st.columns([0.65, 0.35])
        who.text_input(_("Who can lift it"), line.who, max_chars=WHO_LIMIT, key=f"{name}-who")
        by_when.text_input(_("By when"), line.by_when, max_chars=BY_WHEN_LIMIT, key=f"{name}-when")
        st.text_input(_("First step"), line.first_step, max_chars=FIRST_STEP_LIMIT, key=f"{name}-step")
        st.form_submit_button(
            _("Save"), key=f"{name}-save", type="primary", on_click=_keep, args=(line, actor, name)
        )


def _keep(line: ConditionLine, actor: Actor, name: str) -> None:
    state = st.session_state
    act_now(
        say_how_to_lift,
        done=_("The condition is written down."),
        initiative_id=line.initiative_id,
        territory_id=line.territory_id,
        criterion=line.criterion,
        post_id=line.post_id,
        who=str(state[f"{name}-who"]),
        by_when=str(state[f"{name}-when"]),
        first_step=str(state[f"{name}-step"]),
        actor=actor,
    )
    if succeeded():
        state.pop(OPENED, None)


def _lift(line: ConditionLine, actor: Actor) -> None:
    act_now(
        say_whether_lifted,
        initiative_id=line.initiative_id,
        territory_id=line.territory_id,
        criterion=line.criterion,
        post_id=line.post_id,
        lifted=line.lifted_at is None,
        actor=actor,
    )


def _toggle(name: str) -> None:
    if st.session_state.get(OPENED) == name:
        del st.session_state[OPENED]
    else:
        st.session_state[OPENED] = name


def _is_said(line: ConditionLine) -> bool:
    return bool(line.who or line.by_when or line.first_step)
