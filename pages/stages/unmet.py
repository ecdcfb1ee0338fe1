"""What tables leave unmet, in sentences: what the method asks for first, then what gives way to it."""

from collections.abc import Sequence

import streamlit as st
from babel.lists import format_list

from facilitation.proposals import GUIDES, SIZES, Rule
from facilitation.seating_desk import UnmetView
from pages.ui.refusals import N_
from pages.ui.words import _, language, ngettext, number, safe

MANY = 4
"""Sentences: what is more opens by a click."""


FEW_NAMES = 12
"""People: more are counted and not named."""


def draw_unmet(unmet: Sequence[UnmetView], *, tables: int, key: str) -> None:
    """The rules that are not kept, and what gave way to the others; nothing where all is as it should be."""
    broken = _rules(unmet, tables)
    if len(broken) > MANY:
        _draw_folded(broken, key)
    elif broken:
        with st.container(key=f"{key}-unmet"):
            st.warning(_as_list(broken), icon=":material/rule:")
    if gave_way := [sentence(one, tables) for one in unmet if one.rule in GUIDES]:
        with st.container(key=f"{key}-gave-way"):
            st.info(_as_list(gave_way), icon=":material/info:")


def draw_unmet_rules(unmet: Sequence[UnmetView], *, tables: int, key: str) -> None:
    """How many rules are not kept, and by a click which ones."""
    if broken := _rules(unmet, tables):
        _draw_folded(broken, key)


def _rules(unmet: Sequence[UnmetView], tables: int) -> list[str]:
    return [sentence(one, tables) for one in unmet if one.rule not in GUIDES]


def _draw_folded(broken: list[str], key: str) -> None:
    label = ngettext("{n} rule of groups is not kept", "{n} rules of groups are not kept", len(broken))
    with st.expander(label, icon=":material/rule:", key=f"{key}-unmet-all"):
        st.markdown(_as_list(broken))


def sentence(unmet: UnmetView, tables: int) -> str:
    """A rule that is not kept, as plain Markdown-safe text; `tables` is how many tables there are in all."""
    return _pattern(unmet, tables).format(
        names=_listed([safe(name) for name in unmet.people]),
        numbers=_listed([number(one) for one in unmet.tables]),
        territory=safe(unmet.territory),
        n=number(unmet.there),
        all=number(tables),
        count=number(len(unmet.people)),
        least=number(SIZES.least),
        most=number(SIZES.most),
    )


def _pattern(unmet: UnmetView, tables: int) -> str:
    one_table = len(unmet.tables) == 1
    match unmet.rule:
        case Rule.holder:
            return _("{names} holds an initiative and does not sit at its table ({numbers}).")
        case Rule.too_few | Rule.too_many:
            return _size(unmet)
        case Rule.same_territory if unmet.there > tables:
            return _(
                "Table {numbers}: {names} come from the same territory, {territory}, "
                "which has {n} people for {all} tables."
            )
        case Rule.same_territory:
            return _("Table {numbers}: {names} come from the same territory, {territory}.")
        case Rule.off_target if one_table:
            return _("Table {numbers} has 4 or 8 people; 5 to 7 work best.")
        case Rule.off_target:
            return _("Tables {numbers} have 4 or 8 people; 5 to 7 work best.")
        case Rule.wish if len(unmet.people) == 1:
            return _("{names} does not work on their first wish.")
        case Rule.wish if len(unmet.people) > FEW_NAMES:
            return _("{count} people of {n} with wishes do not work on their first one.")
        case Rule.wish:
            return _("{count} people do not work on their first wish: {names}.")
    return _without(unmet, tables, one_table=one_table)


def _size(unmet: UnmetView) -> str:
    if unmet.rule == Rule.too_many:
        return _("Table {numbers} has {n} people; {most} are the most.")
    if unmet.there == 0:
        return _("Table {numbers} has nobody; {least} people are the least.")
    if unmet.there == 1:
        return _("Table {numbers} has 1 person; {least} are the least.")
    return _("Table {numbers} has {n} people; {least} are the least.")


def _without(unmet: UnmetView, tables: int, *, one_table: bool) -> str:
    """That tables lack somebody, and that there are not enough for all tables where that is why."""
    one, several = _LACKS[unmet.rule]
    lack = _(one) if one_table else _(several)
    if unmet.there >= tables:
        return f"{lack}."
    return lack + (
        _(": there is only one for {all} tables.")
        if unmet.there == 1
        else _(": there are {n} for {all} tables.")
    )


def _listed(words: list[str]) -> str:
    return format_list(words, locale=language())


def _as_list(sentences: list[str]) -> str:
    return sentences[0] if len(sentences) == 1 else "\n".join(f"- {one}" for one in sentences)


_LACKS = {
    Rule.no_elected: (
        N_("Table {numbers} has no elected member"),
        N_("Tables {numbers} have no elected member"),
    ),
    Rule.no_officer: (N_("Table {numbers} has no officer"), N_("Tables {numbers} have no officer")),
    Rule.no_other: (
        N_("Table {numbers} has nobody else than elected members and officers"),
        N_("Tables {numbers} have nobody else than elected members and officers"),
    ),
}
