"""What the trail of a post is made of: frozen, and holding only what its reader may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from facilitation.attribution import Credit
from facilitation.wall import InitiativeView
from hours import Wall

Kind = Literal[
    "written",
    "worded",
    "moved",
    "merged",
    "parted",
    "verbatim",
    "reworded",
    "core",
    "not_core",
    "off_record",
    "on_record",
    "deleted",
    "restored",
    "picture",
    "no_picture",
]


@dataclass(frozen=True, slots=True)
class TrailPost:
    """A post on the trail, signed as its author consented."""

    id: int
    table: int
    part: str
    section: str
    resource: str
    target: str
    text: str
    credit: Credit
    entered: bool
    verbatim: bool
    core: bool
    off_record: bool
    deleted: bool
    picture: int | None
    alt: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One thing that was done to the post: by whom as consented, and what it was before and after."""

    kind: Kind
    at: Wall
    credit: Credit
    by_facilitator: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TrailStage:
    """A stage of the agenda, and since when it was open at the time."""

    number: int
    title: str
    kind: str
    opened_at: Wall | None


@dataclass(frozen=True, slots=True)
class TrailTable:
    """The table that wrote the post: how many sat there."""

    number: int
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class TrailVote:
    """What the vote said of the initiative; counts are None before the reveal."""

    stage: TrailStage | None
    state: str
    dots: int | None
    territories: int | None
    rank: int | None
    candidates: int | None
    kept: bool | None
    how: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class TrailConcept:
    """A statement of a concept that rests on the post."""

    id: int
    title: str
    field: str
    text: str
    published: bool


@dataclass(frozen=True, slots=True)
class Trail:
    """A post, and step by step back to the vote from which its table set out."""

    workshop_id: int
    post: TrailPost
    into: TrailPost | None
    steps: tuple[TrailStep, ...]
    merged: tuple[TrailPost, ...]
    about: tuple[TrailPost, ...]
    cited: tuple[TrailPost, ...]
    concepts: tuple[TrailConcept, ...]
    stage: TrailStage | None
    table: TrailTable
    initiative: InitiativeView
    vote: TrailVote | None
