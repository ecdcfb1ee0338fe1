"""The territories that a workshop gathers."""

from collections.abc import Iterator
from typing import Any

import streamlit as st

from db.session import reading
from facilitation.territories import add_territories, add_territory, remove_territory, rename_territory
from facilitation.territory_merging import (
    MergePreview,
    merge_territories,
    merged_territories,
    preview_merge,
    twins,
    undo_territory_merge,
)
from pages.preparing import Preparation
from pages.ui.actions import Undo, act, act_now, succeeded
from pages.ui.words import _, ngettext


def draw_territories(preparation: Preparation) -> None:
    """Each territory to rename or remove, and a field for more of them."""
    st.header(_("Territories"), anchor=False)
    territories = preparation.settings.territories
    if not territories:
        st.write(_("People choose their territory from this list when they join, or add another one."))
    for territory_id, name in territories:
        _territory(preparation, territory_id, name)
    _twins(preparation)
    _merges(preparation)
    with st.form("territories", border=False):
        st.text_area(_("More territories, one on each line"), height=80, key="settings-territories")
        st.form_submit_button(
            _("Add them"),
            key="territories-submit",
            icon=":material/add:",
            on_click=_add_territories,
            args=(preparation,),
        )


def _territory(preparation: Preparation, territory_id: int, name: str) -> None:
    key = f"settings-territory-{territory_id}"
    its = _its(preparation)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}-line"):
        st.text_input(
            _("Name of the territory"),
            name,
            max_chars=80,
            key=key,
            label_visibility="collapsed",
            on_change=_rename,
            args=(preparation, territory_id, key),
        )
        st.button(
            _("Remove"),
            key=f"{key}-remove",
            icon=":material/delete:",
            on_click=act(
                remove_territory,
                undo=Undo(_("The territory is removed."), add_territory, its | {"name": name}),
                territory_id=territory_id,
                **its,
            ),
        )

        others = [pair for pair in preparation.settings.territories if pair[0] != territory_id]
        if others:
            with st.popover(_("Is the same as"), key=f"{key}-merge-ask"):
                into_id = st.selectbox(
                    _("The other"),
                    [one for one, _name in others],
                    index=None,
                    format_func=dict(others).__getitem__,
                    placeholder=_("The territory that stays"),
                    key=f"{key}-into",
                )
                if into_id is not None:
                    _merge(preparation, (territory_id, name), (into_id, dict(others)[into_id]), key=key)


def _twins(preparation: Preparation) -> None:
    """Names that are nearly alike are offered to be made one, the longer one taking the other in."""
    its = _its(preparation)
    with reading() as session:
        pairs = twins(session, **its)
    names = dict(preparation.settings.territories)
    for pair in pairs:
        territory_id, into_id = sorted(pair, key=lambda one: len(names[one]))
        with st.container(border=True, key=f"territories-twins-{territory_id}-{into_id}"):
            st.text(
                _("“{one}” and “{other}” look alike. Are they one territory?").format(
                    one=names[territory_id], other=names[into_id]
                )
            )
            _merge(
                preparation,
                (territory_id, names[territory_id]),
                (into_id, names[into_id]),
                key=f"territories-twins-{territory_id}-{into_id}",
            )


def _merge(preparation: Preparation, territory: tuple[int, str], into: tuple[int, str], *, key: str) -> None:
    """What would move and what would be given up, and the button that does it."""
    its = _its(preparation)
    with reading() as session:
        told = preview_merge(session, territory_id=territory[0], stays_id=into[0], **its)
    if facts := _moved(told):
        st.text(
            _("What comes from {territory} will come from {kept}: {facts}.").format(
                territory=territory[1], kept=into[1], facts=facts
            )
        )
    for sentence in _given_up(told):
        st.text(sentence)
    st.button(
        _("Make them one"),
        key=f"{key}-merge",
        on_click=act(
            merge_territories,
            done=_("They are one now. This can be undone below."),
            territory_id=territory[0],
            stays_id=into[0],
            **its,
        ),
    )


def _moved(told: MergePreview) -> str:
    counted = {
        ngettext("{n} person", "{n} people", told.people): told.people,
        ngettext("{n} initiative", "{n} initiatives", told.initiatives): told.initiatives,
        ngettext("{n} contribution", "{n} contributions", told.posts): told.posts,
    }
    return ", ".join(words for words, count in counted.items() if count)


def _given_up(told: MergePreview) -> Iterator[str]:
    """What both have said, of which one stays."""
    if told.verdicts:
        yield ngettext(
            "Given up: {n} verdict, since the other territory has given its own.",
            "Given up: {n} verdicts, since the other territory has given its own.",
            told.verdicts,
        )
    if told.conditions:
        yield ngettext(
            "Given up: what was said about lifting {n} condition, which the other has spoken of too.",
            "Given up: what was said about lifting {n} conditions, which the other has spoken of too.",
            told.conditions,
        )
    if told.answers:
        yield ngettext(
            "No longer shown: {n} answer about an initiative that then comes from the same territory.",
            "No longer shown: {n} answers about initiatives that then come from the same territory.",
            told.answers,
        )


def _merges(preparation: Preparation) -> None:
    its = _its(preparation)
    with reading() as session:
        merged = merged_territories(session, **its)
    for one in merged:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(
                _("“{territory}” was made one with “{kept}”.").format(territory=one.name, kept=one.kept),
                width="content",
            )
            st.button(
                _("Undo"),
                key=f"territories-undo-{one.merge_id}",
                icon=":material/undo:",
                on_click=act(undo_territory_merge, done=_("Undone."), merge_id=one.merge_id, **its),
            )


def _its(preparation: Preparation) -> dict[str, Any]:
    return {"actor": preparation.account.actor, "workshop_id": preparation.workshop_id}


def _rename(preparation: Preparation, territory_id: int, key: str) -> None:
    act_now(
        rename_territory,
        actor=preparation.account.actor,
        workshop_id=preparation.workshop_id,
        territory_id=territory_id,
        name=st.session_state[key],
    )


def _add_territories(preparation: Preparation) -> None:
    act_now(
        add_territories,
        actor=preparation.account.actor,
        workshop_id=preparation.workshop_id,
        names=st.session_state["settings-territories"].splitlines(),
    )
    if succeeded():
        st.session_state["settings-territories"] = ""
