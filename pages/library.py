"""The library: everything that workshops have left, found again by its words."""

import streamlit as st

from db.session import reading
from facilitation.access import AccountIdentity
from facilitation.library.conditions import conditions
from facilitation.library.search import Filters, choices, search
from facilitation.library.spelling import instead
from pages.library_parts.cards import card_of, condition_cards
from pages.library_parts.narrowing import first_page, narrow
from pages.library_parts.sheet import draw_pages, draw_sheet, open_initiative
from pages.ui.account_bar import draw_account_bar
from pages.ui.identity import require_account
from pages.ui.parts import choose_part
from pages.ui.surfaces.found import Card, found
from pages.ui.words import _, ngettext, safe
from pages.ui.workshop_links import MOST_DIGITS


def main() -> None:
    """Draw the initiative that the address names, else the search."""
    who = require_account()
    draw_account_bar(who, here="library")
    named = st.query_params.get("initiative", "")
    if named.isdecimal() and len(named) <= MOST_DIGITS:
        draw_sheet(who, int(named))
    else:
        _draw_search(who)


def _draw_search(who: AccountIdentity) -> None:
    st.title(_("Library"), anchor=False)
    words = _words()
    with reading() as session:
        offered = choices(session, actor=who.actor)
    with st.container(horizontal=True, vertical_alignment="center", key="library-narrowing"):
        part = _part()
        chosen = narrow(offered, results=part == "results")
    if part == "results":
        _draw_results(who, words, chosen)
    else:
        _draw_conditions(who, words, chosen)


def _words() -> str:
    with st.container(key="library-words"):
        words: str | None = st.text_input(
            _("Search the library"),
            key="search",
            type="search",
            max_chars=200,
            placeholder=_("A word, a place, an idea…"),
            icon=":material/search:",
            label_visibility="collapsed",
            on_change=first_page,
            bind="query-params",
            persist_state="page",
        )
    return words or ""


def _part() -> str:
    names = {"results": _("Results"), "conditions": _("Conditions")}
    return choose_part(_("Show"), names, key="library-part")


def _draw_results(who: AccountIdentity, words: str, chosen: Filters) -> None:
    page = int(st.session_state.get("library-page", 1))
    with reading() as session:
        answer = search(session, actor=who.actor, words=words, chosen=chosen, page=page)
    if answer.some or not answer.total:
        _offer_instead(who, words, chosen)
    if not answer.total:
        _empty(words, chosen)
        return
    told = ngettext("{n} result", "{n} results", answer.total)
    if answer.some:
        told = _("Nothing holds all of these words; what holds some of them:") + " " + told
    _cards([card_of(hit) for hit in answer.hits], _("Results"), "library-found", told)
    draw_pages(answer.pages, "library-page")


def _draw_conditions(who: AccountIdentity, words: str, chosen: Filters) -> None:
    page = int(st.session_state.get("library-conditions-page", 1))
    with reading() as session:
        answer = conditions(session, actor=who.actor, words=words, chosen=chosen, page=page)
    st.text(
        _(
            "Every condition that a territory set for an initiative of this kind: what somebody wrote, "
            "and the criteria that were found blocking, with what would lift them."
        )
    )
    if not answer.total:
        _offer_instead(who, words, chosen)
        _empty(words, chosen)
        return
    told = ngettext("{n} condition", "{n} conditions", answer.total)
    _cards(condition_cards(answer.met), _("Conditions"), "library-conditions", told)
    draw_pages(answer.pages, "library-conditions-page")


def _offer_instead(who: AccountIdentity, words: str, chosen: Filters) -> None:
    """What somebody may have wanted to type, where what they typed finds nothing."""
    with reading() as session:
        right = instead(session, actor=who.actor, words=words, chosen=chosen)
    if right is not None:
        st.button(
            _("Did you mean “{words}”?").format(words=safe(right)),
            key="library-instead",
            icon=":material/spellcheck:",
            type="tertiary",
            on_click=_search_for,
            args=(right,),
        )


def _search_for(words: str) -> None:
    st.session_state["search"] = words
    first_page()


def _cards(cards: list[Card], label: str, key: str, told: str) -> None:
    found(cards, label=label, key=key, on_open=open_initiative, told=told, level=2)


def _empty(words: str, chosen: Filters) -> None:
    with st.container(border=True, key="library-empty"):
        if words.strip() or chosen != Filters():
            st.header(_("Nothing found"), anchor=False)
            st.write(
                _(
                    "Try another word, fewer of them, or show everything again. "
                    "Accents, capitals and plurals make no difference; "
                    "words between quotes must follow each other."
                )
            )
            return
        st.header(_("The library is still empty"), anchor=False)
        st.write(
            _(
                "Once a workshop has ended, its initiatives, contributions and conditions can be found here "
                "by everybody with an account; concepts as soon as their designers publish them. "
                "What is off the record stays in its room."
            )
        )


main()
