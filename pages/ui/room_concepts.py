"""The concepts that came of a workshop, for its participants: to read, and to say what one does with them."""

from collections.abc import Callable

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.interests import (
    WORDS_LIMIT,
    InterestKind,
    InterestView,
    declare_interest,
    interests_in,
    withdraw_interest,
    word_of,
)
from facilitation.studio.concept_views import ConceptView, published
from pages.studio_parts.concept_reading import draw_reading
from pages.ui.actions import Undo, act
from pages.ui.dialogs import dialog_button
from pages.ui.interest import draw_said
from pages.ui.words import _, safe


def draw_concepts(who: PersonIdentity) -> None:
    """Every published concept of this participant's workshop; nothing while there is none."""
    with reading() as session:
        concepts = published(session, who.workshop_id)
        said = interests_in(session, who.workshop_id)
    if not concepts:
        return
    st.header(_("What came of it"), anchor=False)
    st.write(_("The designers wrote these concepts from what was said in this workshop."))
    for concept in concepts:
        with st.container(border=True, key=f"room-concept-{concept.id}"):
            _draw_concept(who, concept, said.get(concept.id, ()))


def _draw_concept(who: PersonIdentity, concept: ConceptView, said: tuple[InterestView, ...]) -> None:
    st.subheader(safe(concept.title), anchor=False)
    for statement in concept.statements:
        if statement.field == "pitch":
            st.text(statement.text)
    key, icon = f"room-concept-read-{concept.id}", ":material/menu_book:"
    read = dialog_button(_("Read the concept"), _("Shared concept"), draw_reading, key=key, icon=icon)
    read(concept, trails=False)
    mine = word_of(said, who.territory) if who.territory else None
    draw_said([one for one in said if one is not mine])
    if who.territory is None:
        st.caption(_("To say what your territory does with it, ask the facilitator to enter your territory."))
    elif mine is None:
        _draw_question(who, concept)
    else:
        _draw_word(who, mine)


def _draw_question(who: PersonIdentity, concept: ConceptView) -> None:
    with st.container(horizontal=True, key=f"room-concept-say-{concept.id}"):
        for kind, label, icon in (
            (InterestKind.interested, _("Our territory is interested"), ":material/favorite:"),
            (InterestKind.done, _("We did it"), ":material/check_circle:"),
        ):
            st.button(
                label,
                key=f"room-concept-{kind}-{concept.id}",
                icon=icon,
                on_click=act(
                    declare_interest,
                    actor=who.actor,
                    concept_id=concept.id,
                    kind=kind,
                    done=_("Thank you: it stands beside the concept."),
                ),
            )
    st.caption(_("Your territory then stands beside the concept for everybody who may read it; you do not."))


def _draw_word(who: PersonIdentity, mine: InterestView) -> None:
    """What this participant's territory says, to say otherwise, put into words or take back."""
    done = mine.kind is InterestKind.done
    st.badge(
        _("Your territory did it") if done else _("Your territory is interested"),
        icon=":material/check_circle:" if done else ":material/favorite:",
        color="green" if done else "blue",
    )
    if mine.words:
        st.text(mine.words)
    other = InterestKind.interested if done else InterestKind.done
    back = Undo(
        _("Taken back."),
        declare_interest,
        {"actor": who.actor, "concept_id": mine.concept_id, "kind": mine.kind, "words": mine.words},
    )
    with st.container(horizontal=True, key=f"room-concept-word-{mine.concept_id}"):
        st.button(
            _("Not yet: interested") if done else _("We did it"),
            key=f"room-concept-{other}-{mine.concept_id}",
            on_click=_say(who, mine, kind=other),
        )
        st.button(
            _("Take it back"),
            key=f"room-concept-back-{mine.concept_id}",
            type="tertiary",
            on_click=act(withdraw_interest, actor=who.actor, interest_id=mine.id, undo=back),
        )
    label = _("Change these words") if mine.words else _("Add a few words")
    with (
        st.expander(label, icon=":material/edit:", key=f"room-concept-words-open-{mine.concept_id}"),
        st.form(f"room-concept-form-{mine.concept_id}", border=False),
    ):
        key = f"room-concept-words-{mine.concept_id}"
        st.text_area(_("In a few words (optional)"), mine.words, key=key, max_chars=WORDS_LIMIT, height=80)
        st.form_submit_button(
            _("Save"),
            key=f"{key}-save",
            type="primary",
            on_click=lambda: _say(who, mine, words=_typed(key))(),
        )


def _say(
    who: PersonIdentity, mine: InterestView, *, kind: InterestKind | None = None, words: str | None = None
) -> Callable[[], None]:
    return act(
        declare_interest,
        actor=who.actor,
        concept_id=mine.concept_id,
        kind=kind or mine.kind,
        words=mine.words if words is None else words,
        done=_("Thank you: it stands beside the concept."),
    )


def _typed(key: str) -> str:
    return str(st.session_state[key])
