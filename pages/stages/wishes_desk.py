"""Wishes on the facilitator's desk: how many would like what, and those of people without a device."""

import streamlit as st

from db.session import reading
from facilitation.actors import Actor
from facilitation.wishes import WishDesk, WishLine, rank_initiatives, wish_desk
from pages.stages.context import ConsoleContext
from pages.ui.actions import act_now, say_outcome
from pages.ui.words import _, ngettext, safe


def draw_wishes_desk(context: ConsoleContext) -> None:
    """What those without a table wish for; the facilitator may say it for one of them."""
    say_outcome("wishes-desk")
    with reading() as session:
        desk = wish_desk(session, actor=context.account.actor, workshop_id=context.workshop_id)
    if len(desk.initiatives) < 2 or not desk.people:
        st.info(_("People rank the kept initiatives on their own screen, as long as they have no table."))
        return
    _draw_first_choices(desk)
    people = {one.person_id: one for one in desk.people}
    chosen = st.selectbox(
        _("Say it for somebody without a device"),
        list(people),
        index=None,
        format_func=lambda person_id: safe(people[person_id].name) if person_id in people else "",
        placeholder=_("Choose a person"),
        key="wishes-person",
    )
    if chosen in people:
        _draw_wishes_of(context.account.actor, people[chosen], desk)


def _draw_first_choices(desk: WishDesk) -> None:
    wished = [one for one in desk.people if one.wishes]
    st.write(
        ngettext("{n} person has wished so far.", "{n} people have wished so far.", len(wished))
        if wished
        else _("Nobody has wished for anything yet.")
    )
    for initiative in desk.initiatives:
        dearest = sum(one.wishes[0] == initiative.id for one in wished)
        count = ngettext("{n} first choice", "{n} first choices", dearest)
        st.markdown(f"- **{safe(initiative.title)}** · {count}")


def _draw_wishes_of(actor: Actor, person: WishLine, desk: WishDesk) -> None:
    titles = {one.id: one.title for one in desk.initiatives}
    key = f"wishes-of-{person.person_id}"
    st.session_state[key] = [one for one in person.wishes if one in titles]
    st.multiselect(
        _("Wishes, the dearest first"),
        list(titles),
        format_func=lambda initiative_id: safe(titles.get(initiative_id, "")),
        placeholder=_("Choose in order"),
        key=key,
        on_change=_rank,
        args=(actor, person.person_id, key),
    )


def _rank(actor: Actor, person_id: int, key: str) -> None:
    act_now(rank_initiatives, actor=actor.acting_for(person_id), initiative_ids=list(st.session_state[key]))
