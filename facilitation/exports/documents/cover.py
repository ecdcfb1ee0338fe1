"""What every document begins and ends with."""

from collections.abc import Iterable

from facilitation.exports.documents.blocks import Block, Document, Heading
from facilitation.exports.documents.gallery import BARE, Gallery
from facilitation.exports.words import UNDRAWN, Words
from facilitation.report import Report
from hours import universal


def bound(
    report: Report,
    words: Words,
    name: str,
    blocks: Iterable[Block],
    gallery: Gallery = BARE,
    *,
    short: bool = False,
    depth: int = 2,
) -> Document:
    """The blocks between a cover and what holds for everything in them; short without headings."""
    _ = words.gettext
    blocks = tuple(blocks)
    marks = [_("Rehearsal: what simulated people wrote is in this report.")] if report.rehearsal else []
    marks += [_("Demonstration: some initiatives are made up, and marked so.")] if report.demo else []
    return Document(
        language=report.language,
        name=name,
        theme=report.theme,
        organiser=report.organiser,
        when_and_where=" · ".join(filter(None, (words.day(report.date), report.place))),
        marks=tuple(marks),
        blocks=blocks,
        contents=_("Contents"),
        figure=_("Figure"),
        fine_print=words.fine_print(report.left_out),
        made=_("Made on {moment} with Essaim.").format(moment=words.moment(report.made_at)),
        short=short or not any(isinstance(block, Heading) for block in blocks),
        depth=depth,
        logo=gallery.on_cover(report.organiser),
        made_at=universal(report.made_at).isoformat(),
        table=words.table(),
        undrawn=_(UNDRAWN),
    )
