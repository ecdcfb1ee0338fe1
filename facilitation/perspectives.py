"""Every table's perspective in brief, for the projector: how much is written for whom, and each verdict."""

from dataclasses import dataclass

from db.groups import groups_in, initiatives_of_groups
from db.post_counts import perspective_counts
from db.session import Session
from db.verdicts import verdicts_in
from db.workshops import territories_of


@dataclass(frozen=True, slots=True)
class TerritoryInBrief:
    """How many posts a table wrote for a territory, and the verdict on its initiative there."""

    id: int
    name: str
    posts: int
    verdict: str | None


@dataclass(frozen=True, slots=True)
class PerspectiveInBrief:
    """One table's perspective."""

    group_id: int
    number: int
    initiative: str
    territories: list[TerritoryInBrief]


@dataclass(frozen=True, slots=True)
class PerspectivesView:
    """Every table's perspective, by number."""

    tables: list[PerspectiveInBrief]


def perspectives_view(session: Session, workshop_id: int, _audience: str = "room") -> PerspectivesView:
    """How far every table is, off the record left out; as many questions for 30 tables as for 2."""
    territories = territories_of(session, workshop_id)
    initiatives = initiatives_of_groups(session, workshop_id)
    counts = perspective_counts(session, workshop_id)
    verdicts = verdicts_in(session, workshop_id)
    tables = []
    for group in groups_in(session, workshop_id):
        initiative = initiatives[group.initiative_id]
        targets = [one for one in territories if one.id != initiative.territory_id]
        lines = [
            TerritoryInBrief(
                one.id, one.name, counts.get((group.id, one.id), 0), verdicts.get((initiative.id, one.id))
            )
            for one in targets
        ]
        tables.append(PerspectiveInBrief(group.id, group.number, initiative.title, lines))
    return PerspectivesView(tables)
