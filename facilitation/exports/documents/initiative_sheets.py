"""The initiative sheets: what each kept initiative is, how it works, what others would do with it."""

from collections.abc import Iterator, Sequence

from db.spelling import in_order
from facilitation.exports.documents.blocks import (
    Block,
    Document,
    Heading,
    Item,
    Items,
    Leaf,
    Paragraph,
    Section,
)
from facilitation.exports.documents.cover import bound
from facilitation.exports.documents.gallery import BARE, SMALL, Gallery
from facilitation.exports.documents.initiatives import presented
from facilitation.exports.documents.shortening import brief
from facilitation.exports.documents.transfer import asked, grid, lifted, rated
from facilitation.exports.words import Words
from facilitation.posts import DECOMPOSITION, PERSPECTIVE
from facilitation.posts import Section as Canvas
from facilitation.report import Report, ReportContribution, ReportInitiative, ReportSource

GLIMPSE = 90


def initiative_sheets(report: Report, gallery: Gallery = BARE) -> Document:
    """A sheet for each initiative that was kept, or that a table works on."""
    words = Words(report.language, report.time_zone)
    texts = {post.id: post.text for post in report.contributions}
    blocks = [block for entry in report.kept for block in _sheet(report, entry, texts, words, gallery)]
    if not blocks:
        blocks = [Paragraph(words.gettext("No initiative was kept yet."), "quiet")]
    return bound(report, words, words.gettext("Initiative sheets"), blocks, gallery)


def _sheet(
    report: Report, entry: ReportInitiative, texts: dict[int, str], words: Words, gallery: Gallery
) -> Iterator[Block]:
    mine = [post for post in report.contributions if post.initiative_id == entry.id]
    yield Leaf()
    yield Heading(1, entry.title)
    yield from presented(entry, words, gallery, contact=True)
    yield from _canvas(mine, words, gallery)
    yield from _perspective(report, entry, mine, texts, words, gallery)
    yield from _transfer(report, entry, words)


def _canvas(mine: Sequence[ReportContribution], words: Words, gallery: Gallery) -> Iterator[Block]:
    _ = words.gettext
    yield Heading(2, _("Decomposition"))
    for section in DECOMPOSITION:
        posts = [post for post in mine if post.section == section]
        items = [said(post, words, gallery) for post in posts]
        if section == Canvas.core_functions:
            items += [
                Item(post.text, before=f"{words.term(post.section)} · ", core=True)
                for post in mine
                if post.core and post not in posts
            ]
        yield Section(words.term(section), words.question(section), tuple(items), _("Nothing written."))


def _perspective(
    report: Report,
    entry: ReportInitiative,
    mine: Sequence[ReportContribution],
    texts: dict[int, str],
    words: Words,
    gallery: Gallery,
) -> Iterator[Block]:
    _ = words.gettext
    verdicts = {row.territory: row.verdict for row in report.verdicts if row.initiative_id == entry.id}
    territories = in_order({post.target for post in mine if post.target} | set(verdicts))
    if territories:
        yield Heading(2, _("Perspective"))
    for territory in territories:
        yield Heading(3, territory)
        if verdict := verdicts.get(territory):
            yield Paragraph(_("Verdict: {verdict}").format(verdict=words.term(verdict)), "lead")
        for section in PERSPECTIVE:
            posts = [post for post in mine if post.target == territory and post.section == section]
            if posts:
                yield Heading(4, words.term(section))
                yield Items(tuple(said(post, words, gallery, texts) for post in posts))


def _transfer(report: Report, entry: ReportInitiative, words: Words) -> Iterator[Block]:
    _ = words.gettext
    for one in rated(report):
        if one.id == entry.id:
            yield Heading(2, _("Transferability matrix"))
            yield grid(one, report.matrix.criteria, words)
    if lines := [line for line in report.conditions if line.initiative_id == entry.id]:
        yield Heading(2, _("Conditions to lift"))
        yield lifted(lines, words)
    if open_ones := [one for one in report.questions if one.initiative_id == entry.id]:
        yield Heading(2, _("Questions to the holders"))
        yield asked(open_ones, words, named=False)


def said(
    post: ReportContribution, words: Words, gallery: Gallery, texts: dict[int, str] | None = None
) -> Item:
    """A contribution as it is signed, with what it was merged from and what it is about."""
    _ = words.gettext
    marks = words.signed(post.credit)
    marks += [] if post.verbatim else [_("reworded")]
    marks += [_("core function")] if post.core else []
    marks += [_("entered by the facilitators")] if post.entered else []
    about = [_("About: {text}").format(text=_glimpse(texts[other])) for other in post.about if texts]
    return Item(
        text=post.text,
        before=_("{kind}: ").format(kind=words.term(post.resource)) if post.resource else "",
        signed=", ".join([*marks, _("no. {number}").format(number=post.id)]),
        under=(*(_origin(part, words) for part in post.merged), *about),
        core=post.core,
        picture=gallery.shown(
            post.picture_id, _("Picture of contribution no. {number}").format(number=post.id), SMALL
        ),
    )


def _glimpse(text: str) -> str:
    """Enough of a text that stands elsewhere to know it again."""
    return brief(text, GLIMPSE)


def _origin(part: ReportSource, words: Words) -> str:
    marks = words.signed(part.credit)
    signed = f" ({', '.join(marks)})" if marks else ""
    return words.gettext("Merged from: {origin}").format(origin=f"{part.text}{signed}")
