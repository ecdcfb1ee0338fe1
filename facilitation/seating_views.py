"""What the facilitator's desk shows of seating: a proposal, its people, and what is not kept."""

from dataclasses import dataclass

from db.people import PersonRole
from facilitation.proposals import Rule


@dataclass(frozen=True, slots=True)
class UnmetView:
    """A rule that is not kept: at which tables, about whom, and how many of that kind there are in all."""

    rule: Rule
    tables: list[int]
    people: list[str]
    territory: str
    there: int


@dataclass(frozen=True, slots=True)
class ProposedPerson:
    """Somebody at a proposed table; `wish` is the place that its initiative has among their wishes."""

    id: int
    name: str
    territory: str
    role: PersonRole
    stays: bool
    holds: bool
    wish: int | None


@dataclass(frozen=True, slots=True)
class ProposedTable:
    """A proposed table and who would sit there."""

    number: int
    initiative: str
    people: list[ProposedPerson]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The proposal on the desk, what it leaves unmet, and who has come since it was made."""

    tables: list[ProposedTable]
    unmet: list[UnmetView]
    late: list[str]


@dataclass(frozen=True, slots=True)
class WorkView:
    """An initiative that tables may work on, and how many do."""

    id: int
    title: str
    tables: int


@dataclass(frozen=True, slots=True)
class SeatingDesk:
    """What the facilitator needs to make groups."""

    works: list[WorkView]
    here: int
    expected: int
    proposal: ProposalView | None
    unmet: list[UnmetView]
