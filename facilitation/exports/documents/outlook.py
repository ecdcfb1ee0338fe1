"""What a summary says of what comes: conditions to lift, published concepts, next steps."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TypeVar

from db.spelling import in_order
from facilitation.conditions import ConditionLine
from facilitation.exports.concepts import declared
from facilitation.exports.documents.blocks import Block, Heading, Item, Items, Paragraph
from facilitation.exports.documents.shortening import LINE, PITCH, brief, more
from facilitation.exports.transfer import condition
from facilitation.exports.words import Words
from facilitation.posts import Section
from facilitation.report import Report

MOST_BLOCKED, MOST_CONCEPTS, MOST_LINES, MOST_NAMES = 3, 3, 5, 3

Thing = TypeVar("Thing")


def conditions(report: Report, words: Words) -> Iterator[Block]:
    """Criteria that block in most places first, then what tables wrote, one initiative after the other."""
    if not report.conditions:
        return
    blocked = _blocked([line for line in report.conditions if line.criterion], words)
    written = _in_turn(
        ([line for line in report.conditions if line.initiative_id == entry.id and not line.criterion])
        for entry in report.kept
    )
    items = list(islice(blocked, MOST_BLOCKED))
    items += [
        Item(brief(condition(line, words), LINE), signed=line.territory)
        for line in written[: MOST_LINES - len(items)]
    ]
    yield Heading(1, words.gettext("Main conditions to lift"))
    yield Items(tuple(items))
    left = len(report.conditions) - len(items)
    if left > 0:
        yield Paragraph(words.gettext("All of them are in the matrix document."), "quiet")


def _blocked(lines: Sequence[ConditionLine], words: Words) -> Iterator[Item]:
    _ = words.gettext
    where: dict[str, list[str]] = {}
    for line in lines:
        where.setdefault(line.criterion or "", []).append(line.territory)
    for criterion, territories in sorted(where.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        names = in_order(set(territories))
        signed = ", ".join(filter(None, (", ".join(names[:MOST_NAMES]), more(names, MOST_NAMES, words))))
        yield Item(_("{criterion}: blocking").format(criterion=words.term(criterion)), signed=signed)


def concepts(report: Report, words: Words) -> Iterator[Block]:
    """Only what is published: a summary is for everybody."""
    published = [concept for concept in report.concepts if concept.state == "published"]
    if not published:
        return
    yield Heading(1, words.gettext("Published concepts"))
    items = []
    for concept in published[:MOST_CONCEPTS]:
        pitch = next((one.text for one in concept.statements if one.field == "pitch"), "")
        items.append(
            Item(
                brief(pitch, PITCH),
                before=words.gettext("{kind}: ").format(kind=concept.title) if pitch else concept.title,
                signed=declared(report, concept, words),
            )
        )
    yield Items(tuple(items))
    if left := more(published, MOST_CONCEPTS, words):
        yield Paragraph(left, "quiet")


def next_steps(report: Report, words: Words) -> Iterator[Block]:
    """The first steps that territories named, and those towards lifting a condition; nobody is named."""
    steps = _in_turn(
        [
            Item(brief(post.text, LINE), signed=post.target)
            for post in report.contributions
            if post.initiative_id == entry.id and post.section == Section.first_step
        ]
        for entry in report.kept
    )
    steps += [
        Item(
            brief(line.first_step, LINE),
            signed=", ".join(filter(None, (line.territory, line.by_when))),
        )
        for line in report.conditions
        if line.first_step
    ]
    if steps:
        yield Heading(1, words.gettext("Next steps"))
        yield Items(tuple(steps[:MOST_LINES]))
    if left := more(steps, MOST_LINES, words):
        yield Paragraph(left, "quiet")


def _in_turn(lists: Iterable[Sequence[Thing]]) -> list[Thing]:
    """The first of each list, then the second of each, so that none hides the others."""
    return [one for row in zip_longest(*lists) for one in row if one is not None]
