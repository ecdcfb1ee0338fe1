"""Erasing a person, asked once and in clear words: what goes, what stays, and what no machine can find."""

import streamlit as st

from facilitation.actors import Actor
from facilitation.erasure import Contributions, erase_person
from pages.ui.actions import act
from pages.ui.surfaces import claim
from pages.ui.words import _, safe

ICON = ":material/person_off:"


def ask_to_erase(actor: Actor, person_id: int, name: str, *, key: str) -> None:
    """What it means to erase a participant, and the button by which whoever runs the workshop does it."""
    st.write(
        _(
            "Their name, contact, consents and devices are gone for good: from here, from the journal, "
            "from documents made from now on and from public pages. Nobody can undo this."
        )
    )
    chosen = _choose(
        {
            Contributions.stay: _("What they wrote stays, without their name"),
            Contributions.go: _("What they wrote goes too"),
        },
        key=f"{key}-{person_id}",
    )
    _say_what_else()
    st.button(
        _("Erase {name} for good").format(name=safe(name)),
        key=key,
        type="primary",
        on_click=act(
            erase_person,
            done=_("Erased for good."),
            actor=actor,
            person_id=person_id,
            contributions=chosen,
        ),
    )


def ask_to_erase_oneself(workshop_id: int, *, key: str) -> None:
    """The same for a participant, whose device is signed out at once."""
    with st.expander(_("Erase me from this workshop"), icon=ICON, key=f"{key}-ask"):
        st.write(
            _(
                "Your name, contact, consents and devices are gone for good: from the workshop, from "
                "documents made from now on and from public pages. Nobody can undo this, nor bring you back."
            )
        )
        chosen = _choose(
            {
                Contributions.stay: _("What I wrote stays, without my name"),
                Contributions.go: _("What I wrote goes too"),
            },
            key=key,
        )
        _say_what_else()
        if st.button(_("Erase me for good"), key=key, type="primary"):
            fields = {"contributions": chosen, "workshop": workshop_id}
            claim(url="/erase", fields=fields, key=f"{key}-claim")


def say_farewell() -> None:
    """To whoever has just erased themselves, on the page that their browser was sent to."""
    if st.query_params.get("erased"):
        st.success(_("You are erased from this workshop."), icon=ICON)


def _choose(labels: dict[Contributions, str], *, key: str) -> Contributions:
    chosen: Contributions = st.radio(
        _("Contributions"),
        list(labels),
        format_func=labels.__getitem__,
        captions=[
            _("Signed “a participant” with the role, or with nothing where few bear that role."),
            _(
                "Texts, pictures and initiatives. An initiative that was put to the vote or is worked on "
                "keeps its title alone."
            ),
        ],
        key=f"{key}-contributions",
    )
    return chosen


def _say_what_else() -> None:
    st.caption(
        _(
            "In either case what was said off the record goes, and votes, ratings and attendance keep their "
            "numbers. Where others typed the name inside a sentence or a picture shows it, no machine "
            "can find it: read again, and change it by hand. Documents handed out and backups made before "
            "keep it."
        )
    )
