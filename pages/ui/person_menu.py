"""The participant's menu: my table, my contributions, my consents, my resume code, language, leave."""

import streamlit as st

from db.session import reading
from facilitation.access import PersonIdentity
from facilitation.actors import Actor
from facilitation.groups import group_of
from facilitation.people import Attribution, PersonCard, change_consents
from facilitation.posts import MyPost, my_posts
from facilitation.sharing import my_initiatives
from facilitation.withdrawing import keep_off_record
from pages.stages.my_table import draw_my_table
from pages.ui.actions import act_now
from pages.ui.channel import Channel
from pages.ui.dialogs import close_dialog, dialog_button
from pages.ui.erasure import ask_to_erase_oneself
from pages.ui.language import choose_language
from pages.ui.myself import draw_myself
from pages.ui.surfaces import claim
from pages.ui.terms import term
from pages.ui.words import _


def draw_menu(card: PersonCard, who: PersonIdentity, live: Channel) -> None:
    """A button that opens the menu of the participant `card` is about."""
    name = _("Menu")
    dialog_button(name, name, _menu, key="room-menu", icon=":material/menu:")(card, who, live)


def _menu(card: PersonCard, who: PersonIdentity, live: Channel) -> None:
    with reading() as session:
        group_id = group_of(session, card.id)
    names = [_("My contributions"), _("My consents"), _("My place")]
    if group_id is None:
        mine, consents, device = st.tabs(names)
    else:
        table, mine, consents, device = st.tabs([_("My table"), *names])
        with table:
            draw_my_table(who, live, group_id)
    with mine:
        _contributions(who)
    with consents:
        _consents(card, who.actor)
    with device:
        draw_myself(card, who)
        st.write(_("Your resume code, to find your place again on any device:"))
        st.code(card.resume_code, language=None)
        choose_language(key="menu-language")
        if st.button(_("Leave this workshop on this device"), key="menu-leave", icon=":material/logout:"):
            claim(url="/leave", fields={"workshop": who.workshop_id}, then="/", key="menu-leave-claim")
        ask_to_erase_oneself(who.workshop_id, key="menu-erase")


def _contributions(who: PersonIdentity) -> None:
    with reading() as session:
        initiatives = my_initiatives(session, who.id)
        posts = my_posts(session, who.id)
    if not initiatives and not posts:
        st.write(_("What you share and write appears here."))
    for initiative in initiatives:
        st.text(f"{initiative.title} ({initiative.territory})")
    for post in posts:
        st.caption(term(post.section))
        st.text(post.text)
        _off_record(who.actor, post)


def _off_record(actor: Actor, post: MyPost) -> None:
    """Its author says at any time, after the stage too, whether a post may leave the room."""
    key = f"menu-off-record-{post.id}"

    def keep() -> None:
        act_now(keep_off_record, post_id=post.id, actor=actor, off_record=bool(st.session_state[key]))

    st.checkbox(_("Off the record: it never leaves the room"), value=post.off_record, key=key, on_change=keep)


def _consents(card: PersonCard, actor: Actor) -> None:
    choices = [choice.value for choice in Attribution]
    with st.form("consents", border=False):
        attribution = st.radio(
            _("Beside my contributions, the report shows"),
            choices,
            index=choices.index(card.attribution),
            format_func=term,
            key="consents-attribution",
        )
        contact_consent = st.checkbox(
            _("My contact may be given in the report"), value=card.contact_consent, key="consents-contact-ok"
        )
        contact = st.text_input(
            _("Contact (e-mail or telephone)"), value=card.contact, key="consents-contact"
        )
        if st.form_submit_button(_("Save"), key="consents-save"):
            act_now(
                change_consents,
                done=_("Your choices are saved."),
                actor=actor,
                attribution=attribution,
                contact_consent=contact_consent,
                contact=contact,
            )
            close_dialog()
            st.rerun()
