"""What a report is made of: frozen, and holding nothing that may not leave the room."""

from dataclasses import dataclass
from datetime import date, datetime

from facilitation.agenda import StageRow, State
from facilitation.attribution import Credit
from facilitation.conditions import ConditionLine
from facilitation.counts import Count
from facilitation.interests import InterestView
from facilitation.matrix import MatrixView
from facilitation.questions import Question
from facilitation.studio.concept_views import ConceptView
from translation import Language


@dataclass(frozen=True, slots=True)
class ReportInitiative:
    """An initiative, where it comes from and what the vote made of it.

    What it received is None while that is secret, and where it stood in no vote; then it has no breakdown.
    """

    id: int
    title: str
    pitch: str
    description: str
    territory: str
    holder: str
    contact: str
    """The contact of who answers for it, where they let it be given."""
    author: str
    link: str
    tags: tuple[str, ...]
    fictitious: bool
    picture_id: int | None
    merged: tuple[tuple[str, str], ...]
    outcome: str
    dots: int | None
    territories: Count | None
    rank: int | None
    by_role: dict[str, Count]
    by_territory: dict[str | None, Count]
    """By name; None for those without a territory."""


@dataclass(frozen=True, slots=True)
class ReportVote:
    """How the vote stands: who took part, what settled it, and why where it had to be said."""

    state: str
    voted: int
    eligible: int
    how: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ReportPresence:
    """Who was there, and who was expected and was not, each as they sign what they write."""

    there: tuple[Credit, ...]
    missing: tuple[Credit, ...]


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """A table; of its people and their tasks, only the names that their bearers let out."""

    number: int
    name: str
    initiative_id: int
    initiative: str
    people: int
    named: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportSource:
    """One of the ideas that a contribution was merged from, signed as its author consented."""

    id: int
    text: str
    verbatim: bool
    credit: Credit


@dataclass(frozen=True, slots=True)
class ReportContribution:
    """One idea, signed as its author consented, with what it is about and what it was merged from."""

    id: int
    group: int
    initiative_id: int
    initiative: str
    part: str
    section: str
    resource: str
    target: str
    text: str
    verbatim: bool
    entered: bool
    credit: Credit
    at: datetime
    about: tuple[int, ...]
    core: bool
    merged: tuple[ReportSource, ...]
    picture_id: int | None


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """What a territory would do with an initiative."""

    initiative_id: int
    territory: str
    verdict: str


@dataclass(frozen=True, slots=True)
class ReportRound:
    """The answers of an opening or closing round; too few are not counted out."""

    title: str
    kind: str
    answered: int
    counts: tuple[int, ...] | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole workshop on paper, in its own language."""

    workshop_id: int
    theme: str
    organiser: str
    place: str
    date: date | None
    language: Language
    time_zone: str
    made_at: datetime
    rehearsal: bool
    demo: bool
    over: bool
    """Whether the workshop was closed: nothing of it is still to come."""
    facilitators: tuple[str, ...]
    people: int
    roles: tuple[tuple[str, int], ...]
    """How many of each role, in the method's order."""
    presence: ReportPresence | None
    """Who was there one by one, where that was chosen."""
    territories: tuple[str, ...]
    stages: tuple[StageRow, ...]
    shared: int
    """How many initiatives were shared, those that a choice leaves out too."""
    left_out: tuple[str, ...]
    """What was left out by choice."""
    initiatives: tuple[ReportInitiative, ...]
    vote: ReportVote | None
    groups: tuple[ReportGroup, ...]
    contributions: tuple[ReportContribution, ...]
    verdicts: tuple[ReportVerdict, ...]
    matrix: MatrixView
    conditions: tuple[ConditionLine, ...]
    questions: tuple[Question, ...]
    rounds: tuple[ReportRound, ...]
    concepts: tuple[ConceptView, ...]
    """As they are published; drafts with their latest text where they were asked for."""
    interests: tuple[InterestView, ...]

    def state_of(self, stage: StageRow) -> State:
        """How a stage stands: one that the workshop has left behind without opening it was skipped."""
        reached = max((one.number for one in self.stages if one.state in ("open", "closed")), default=0)
        if stage.state == "waiting" and (self.over or stage.number < reached):
            return "skipped"
        return stage.state

    @property
    def kept(self) -> tuple[ReportInitiative, ...]:
        """The initiatives that were kept, or that a table works on."""
        worked_on = {group.initiative_id for group in self.groups}
        return tuple(entry for entry in self.initiatives if entry.outcome == "kept" or entry.id in worked_on)
