"""Citations: what a statement rests on, picked from the material or typed by number."""

import re
from collections.abc import Iterable

from db.concepts import Citation, citations_in, drop_citations
from db.quotes import quotes_of
from db.session import Session
from facilitation.actors import Actor
from facilitation.errors import BadNumbers, UnknownPosts
from facilitation.studio.reach import statement_to_change
from facilitation.studio.versions import changing

MOST_DIGITS = 9
"""No database counts further."""
_BETWEEN = re.compile(r"[\s,;.]+")


def cite(
    session: Session, *, actor: Actor, statement_id: int, post_ids: Iterable[int] = (), numbers: str = ""
) -> None:
    """Let a statement rest on these contributions too, picked or with their `numbers` typed.

    Raises BadNumbers for what is no number, UnknownPosts for what cannot be quoted.
    """
    concept, statement = statement_to_change(session, actor, statement_id)
    wanted = citable_ids(session, concept.workshop_id, [*post_ids, *parse_numbers(numbers)])
    already = citations_in(session, [concept.id]).get(statement.id, [])
    led_to = {quote.post.id for quote in quotes_of(session, already).values()}
    with changing(session, concept, "statement_cited", actor=actor):
        session.add_all(
            Citation(statement_id=statement.id, post_id=post_id)
            for post_id in wanted
            if post_id not in led_to and post_id not in already
        )


def uncite(session: Session, *, actor: Actor, statement_id: int, post_ids: Iterable[int]) -> None:
    """Let a statement rest on these contributions no longer, nor on what was merged into them."""
    concept, statement = statement_to_change(session, actor, statement_id)
    already = citations_in(session, [concept.id]).get(statement.id, [])
    quotes = quotes_of(session, already)
    unwanted = set(post_ids)
    gone = [
        post_id
        for post_id in already
        if post_id in unwanted or (post_id in quotes and quotes[post_id].post.id in unwanted)
    ]
    with changing(session, concept, "statement_cited", actor=actor):
        drop_citations(session, statement.id, gone)


def citable_ids(session: Session, workshop_id: int, post_ids: Iterable[int]) -> list[int]:
    """The contributions that these numbers lead to, each once. Raises UnknownPosts for those without one."""
    wanted = list(dict.fromkeys(post_ids))
    quotes = {
        post_id: quote.post
        for post_id, quote in quotes_of(session, wanted).items()
        if quote.post.workshop_id == workshop_id
    }
    if unknown := [post_id for post_id in wanted if post_id not in quotes]:
        raise UnknownPosts(tuple(unknown))
    return list(dict.fromkeys(quotes[post_id].id for post_id in wanted))


def parse_numbers(text: str) -> list[int]:
    """The numbers that somebody typed: “12, 45”, “#12 45”. Raises BadNumbers with what is none."""
    words = [word for word in _BETWEEN.split(text) if word]
    bare = [word.lstrip("#") for word in words]
    bad = [
        word
        for word, digits in zip(words, bare, strict=True)
        if not (digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS)
    ]
    if bad:
        raise BadNumbers(tuple(bad))
    return [int(digits) for digits in bare]
