"""Which part of the material somebody wants to see, and what there is to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.material import MaterialRow
from db.people import PersonRole
from db.posts import Section
from db.spelling import in_order
from facilitation.attribution import Credit, credit
from facilitation.texts import folded

NOBODY = Credit()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What to show; whatever is left as it is leaves nothing out.

    `territory` is where an author comes from, as far as they let it out, or what a contribution is for.
    `unlinked` shows what is about nothing and nothing is about, `uncited` what no concept cites.
    """

    initiative: int | None = None
    section: str | None = None
    group: int | None = None
    territory: str | None = None
    role: str | None = None
    tag: str | None = None
    text: str = ""
    unlinked: bool = False
    uncited: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from: only what some contribution has, and only as its author consented."""

    initiatives: tuple[tuple[int, str], ...]
    sections: tuple[str, ...]
    groups: tuple[int, ...]
    territories: tuple[str, ...]
    roles: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bearings:
    """What hangs on the contributions of a workshop, by the post that stands."""

    parts: Mapping[int, Sequence[MaterialRow]]
    tags: Mapping[int, Sequence[str]]
    about: Mapping[int, Sequence[int]]
    linked: frozenset[int]
    cited: Mapping[int, Sequence[tuple[int, str]]]


def signed(row: MaterialRow) -> Credit:
    """The signature of a contribution, as its author consented."""
    if row.author is None or row.role is None or row.signs is None:
        return NOBODY
    return credit(row.author, row.home, row.role, row.signs)


def choices(rows: Iterable[MaterialRow], tags: Iterable[str]) -> Choices:
    """What can be chosen from these contributions."""
    initiatives: dict[int, str] = {}
    sections, groups, targets, people = set(), set(), set(), set()
    for row in rows:
        initiatives[row.initiative_id] = row.initiative
        sections.add(row.section)
        groups.add(row.group)
        targets.add(row.target or "")
        people.add((row.author is None, row.home, row.role, row.signs))
    known = [credit("", home, role, how) for gone, home, role, how in people if not gone and role and how]
    territories = (targets | {one.territory for one in known}) - {""}
    roles = {one.role for one in known if one.role is not None}
    return Choices(
        initiatives=tuple(in_order(initiatives.items(), lambda one: one[1])),
        sections=tuple(section.value for section in Section if section in sections),
        groups=tuple(sorted(groups)),
        territories=tuple(in_order(territories)),
        roles=tuple(role.value for role in PersonRole if role in roles),
        tags=tuple(dict.fromkeys(tags)),
    )


def matching(rows: Iterable[MaterialRow], chosen: Chosen, around: Bearings) -> list[MaterialRow]:
    """Those of these contributions that were chosen."""
    wanted = folded(chosen.text).split()
    return [
        row
        for row in rows
        if _stands_there(row, chosen)
        and _signed_so(row, chosen)
        and (chosen.tag is None or chosen.tag in around.tags.get(row.id, ()))
        and not (chosen.unlinked and row.id in around.linked)
        and not (chosen.uncited and row.id in around.cited)
        and (not wanted or _says(row, wanted, around))
    ]


def _stands_there(row: MaterialRow, chosen: Chosen) -> bool:
    return (
        chosen.initiative in (None, row.initiative_id)
        and chosen.section in (None, row.section)
        and chosen.group in (None, row.group)
    )


def _signed_so(row: MaterialRow, chosen: Chosen) -> bool:
    if chosen.territory is None and chosen.role is None:
        return True
    known = signed(row)
    return chosen.territory in (None, known.territory, row.target) and chosen.role in (None, known.role)


def _says(row: MaterialRow, wanted: Sequence[str], around: Bearings) -> bool:
    """Whether every word occurs in a contribution or in what was merged into it, or is its number."""
    texts = [folded(one.text) for one in (row, *around.parts.get(row.id, ()))]
    numbers = {str(row.id), f"#{row.id}"}
    return all(word in numbers or any(word in text for text in texts) for word in wanted)
