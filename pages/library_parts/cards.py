"""What the library found, in the words of its cards."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from facilitation.attribution import Credit
from facilitation.library.conditions import Met
from facilitation.library.excerpts import Piece
from facilitation.library.search import Hit, Kind
from pages.ui.surfaces.found import Card, Line, Marked
from pages.ui.terms import signed, term
from pages.ui.words import _, day


def card_of(hit: Hit) -> Card:
    """A hit as a card."""
    return {Kind.post: _post, Kind.initiative: _initiative, Kind.concept: _concept}[hit.kind](hit)


def condition_cards(met: Iterable[Met]) -> list[Card]:
    """Conditions as cards, one for each initiative."""
    return [
        _conditions(list(lines)) for _initiative_id, lines in groupby(met, key=lambda one: one.initiative_id)
    ]


def _post(hit: Hit) -> Card:
    section = f"{term(hit.section)} → {hit.target}" if hit.target else term(hit.section)
    said = "" if hit.verbatim else term("reworded")
    return Card(
        id=f"post-{hit.id}",
        kind=_("Contribution") + f" · {section}",
        title=(),
        lines=(Line(_marked(hit.excerpt), facts=_joined(signature(hit.credit), said)),),
        facts=workshop_of(hit.theme, hit.date),
        badges=_badges(hit),
        href=f"/library?initiative={hit.initiative_id}",
        initiative=hit.initiative_id,
        about=hit.initiative,
    )


def _initiative(hit: Hit) -> Card:
    return Card(
        id=f"initiative-{hit.id}",
        kind=_joined(_("Initiative"), hit.source),
        title=_marked(hit.title),
        lines=(Line(_marked(hit.excerpt), facts=_joined(carried_by(hit), ", ".join(hit.tags))),),
        facts=workshop_of(hit.theme, hit.date),
        badges=_badges(hit),
        href=f"/library?initiative={hit.id}",
        initiative=hit.id,
    )


def _concept(hit: Hit) -> Card:
    return Card(
        id=f"concept-{hit.id}",
        kind=_("Concept"),
        title=_marked(hit.title),
        lines=(Line(_marked(hit.excerpt)),),
        facts=workshop_of(hit.theme, hit.date),
        badges=_badges(hit),
        href=f"/concept?concept={hit.id}",
        links=((_("Public page"), f"/concepts/{hit.slug}"),) if hit.slug else (),
    )


def _conditions(met: list[Met]) -> Card:
    first = met[0]
    return Card(
        id=f"conditions-{first.initiative_id}",
        kind=_joined(_("Initiative"), first.source),
        title=_marked(first.initiative),
        lines=tuple(_condition(one) for one in met),
        facts=workshop_of(first.theme, first.date),
        badges=(_("Demo"),) if first.demo else (),
        href=f"/library?initiative={first.initiative_id}",
        initiative=first.initiative_id,
    )


def _condition(one: Met) -> Line:
    verdict = _("Verdict: {verdict}").format(verdict=term(one.verdict)) if one.verdict else ""
    text: Marked = _marked(one.text)
    if one.criterion is not None:
        text = ((_("{criterion}: blocking").format(criterion=term(one.criterion)), False),)
    lifts = (
        (_("Who can lift it: {who}"), "who", one.who),
        (_("By when: {when}"), "when", one.by_when),
        (_("First step: {step}"), "step", one.first_step),
        (_("Lifted on {day}"), "day", day(one.lifted_at.date()) if one.lifted_at else ""),
    )
    by = signature(one.credit) if one.post_id is not None else ""
    return Line(
        text,
        facts=_joined(by, verdict),
        more=tuple(sentence.format(**{name: value}) for sentence, name, value in lifts if value),
        mark=one.territory,
    )


def carried_by(hit: Hit) -> str:
    """Who carries an initiative, where that was typed."""
    return _("Carried by {name}").format(name=hit.holder) if hit.holder else ""


def signature(credit: Credit) -> str:
    """Who said it, as far as they let it be known."""
    return signed(credit, role=True) or _("Anonymous")


def workshop_of(theme: str, date: dt.date | None) -> str:
    """The workshop that something comes from."""
    return _joined(theme, day(date))


def _badges(hit: Hit) -> tuple[str, ...]:
    return tuple(word for word, shown in ((_("Demo"), hit.demo), (_("Fictitious"), hit.fictitious)) if shown)


def _marked(pieces: Iterable[Piece]) -> Marked:
    return tuple((piece.text, piece.found) for piece in pieces)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
