"""How complete each canvas is, live: it changes with every post, and holds nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.groups import groups_in
from db.post_counts import section_counts
from db.posts import Section
from db.session import Session
from facilitation.posts import ASKED_FOR, DECOMPOSITION


@dataclass(frozen=True, slots=True)
class SectionCount:
    """How many posts a section holds."""

    section: str
    count: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The sections of one table: how many hold something, and which of those asked for are empty."""

    id: int
    number: int
    sections: list[SectionCount]
    filled: int
    missing: list[str]


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The progress of every table, by number."""

    tables: list[Progress]


def progress_view(session: Session, workshop_id: int, _audience: str = "room") -> ProgressView:
    """How far every table is with its canvas."""
    counts = section_counts(session, workshop_id)
    return ProgressView([progress_of(one.id, one.number, counts) for one in groups_in(session, workshop_id)])


def progress_of(group_id: int, number: int, counts: Mapping[tuple[int, Section], int]) -> Progress:
    """The progress of one table, from how many posts each (group, section) holds."""
    sections = [SectionCount(section, counts.get((group_id, section), 0)) for section in DECOMPOSITION]
    filled = sum(entry.count > 0 for entry in sections)
    missing = [section for section in ASKED_FOR if (group_id, section) not in counts]
    return Progress(group_id, number, sections, filled, [*missing])
