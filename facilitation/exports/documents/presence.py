"""Who was there, how it was worked, and where the minutes are validated."""

from collections import Counter
from collections.abc import Iterator, Sequence

from facilitation.attribution import Credit
from facilitation.exports.documents.blocks import Block, Heading, Item, Items, Paragraph, Table
from facilitation.exports.words import Words
from facilitation.report import Report

TO_SIGN = 14.0
"""How high a row is that somebody signs in, in millimetres."""


def method(report: Report, words: Words) -> Iterator[Block]:
    """How it was worked, in two sentences."""
    _ = words.gettext
    shared = _(
        "Participants shared initiatives that inspire them; the room voted with dots, in secret, "
        "and confirmed which ones to explore in depth."
    )
    worked = _(
        "In small groups it then took each of those apart and looked at what other territories "
        "could reproduce, adapt or discard, everyone rating their own territory alone."
    )
    told = [shared] if report.vote else []
    told += [worked] if report.groups else []
    if told:
        yield Heading(1, _("Method"))
        yield Paragraph(" ".join(told))


def present(report: Report, words: Words) -> Iterator[Block]:
    """Who was there, and who was expected and was not, as each consented; where it was chosen."""
    _ = words.gettext
    if report.presence is None:
        return
    yield Heading(1, _("Who was there"))
    yield Heading(2, _("Present"))
    yield _listed(report.presence.there, words)
    if report.presence.missing:
        yield Heading(2, _("Excused or absent"))
        yield _listed(report.presence.missing, words)


def _listed(people: Sequence[Credit], words: Words) -> Items:
    """Names with their territory and role, then how many of each territory, then how many others."""
    _ = words.gettext
    named = [
        Item(one.author, signed=", ".join(filter(None, (one.territory, words.term(one.role or "")))))
        for one in people
        if one.author
    ]
    homes = Counter(one.territory for one in people if not one.author)
    others = homes.pop("", 0)
    placed = [Item(name, signed=words.ngettext("{n} person", "{n} people", n)) for name, n in homes.items()]
    unsaid = words.ngettext("{n} person who is not named", "{n} people who are not named", others)
    return Items((*named, *placed, *([Item(unsaid)] if others else [])))


def validation(report: Report, words: Words) -> Iterator[Block]:
    """Where whoever answers for the minutes signs them."""
    _ = words.gettext
    yield Heading(1, _("Validation"))
    yield Table(
        caption=_("These minutes were read and approved"),
        head=(_("For"), _("Name and role"), _("Date"), _("Signature")),
        rows=(
            (_("The facilitators"), ", ".join(report.facilitators), "", ""),
            (report.organiser or _("The organiser"), "", "", ""),
        ),
        widths=(5, 6, 3, 6),
        tall=TO_SIGN,
    )
