"""Every shared initiative, the kept ones first, the reserve too."""

from collections.abc import Iterator

from facilitation.exports.documents.blocks import Block, Facts, Heading, Paragraph
from facilitation.exports.documents.gallery import BARE, ROOMY, SMALL, Gallery
from facilitation.exports.words import Words
from facilitation.report import Report, ReportInitiative

FIRST = ("kept", "shared", "reserve")


def shared(report: Report, words: Words, gallery: Gallery = BARE) -> Iterator[Block]:
    """What was shared, with where it comes from."""
    _ = words.gettext
    yield Heading(1, _("Initiatives"))
    if not report.initiatives:
        yield Paragraph(_("No initiative was shared yet."), "quiet")
    for entry in sorted(report.initiatives, key=lambda entry: (FIRST.index(entry.outcome), entry.rank or 0)):
        yield Heading(2, entry.title)
        yield from presented(entry, words, gallery, SMALL)


def presented(
    entry: ReportInitiative,
    words: Words,
    gallery: Gallery,
    box: tuple[float, float] = ROOMY,
    *,
    contact: bool = False,
) -> Iterator[Block]:
    """An initiative in its own words, its picture, and what is known of it; its holder's contact if asked."""
    _ = words.gettext
    yield Paragraph(entry.pitch, "lead")
    if entry.fictitious:
        yield Paragraph(_("Made-up content for the demonstration"), "mark")
    otherwise = _("Picture of the initiative “{title}”").format(title=entry.title)
    if picture := gallery.shown(entry.picture_id, otherwise, box):
        yield picture
    yield from (Paragraph(line) for line in entry.description.splitlines() if line.strip())
    if facts := tuple((name, said) for name, said in _facts(entry, words, contact=contact) if said):
        yield Facts(facts)


def _facts(entry: ReportInitiative, words: Words, *, contact: bool) -> Iterator[tuple[str, str]]:
    _ = words.gettext
    yield _("Territory"), entry.territory
    yield _("Outcome"), words.term(entry.outcome) if entry.outcome != "shared" else ""
    yield _("Holder"), entry.holder
    yield _("Contact"), entry.contact if contact else ""
    yield _("Shared by"), entry.author
    yield _("Link"), entry.link
    yield _("Tags"), ", ".join(entry.tags)
    origins = (f"{title} ({territory})" if territory else title for title, territory in entry.merged)
    yield _("Merged from"), " | ".join(origins)
