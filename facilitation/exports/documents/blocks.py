"""What a document is made of. Each block says its kind, so that a template can tell them apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

NOTHING = "–"
"""What stands in a cell that has nothing to say, so that it is no oversight."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a chapter (1), a part of one (2), or less."""

    level: int
    text: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: plain, an intro that stays with what follows, a lead, quiet, a mark that must be seen."""

    text: str
    tone: str = "plain"
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they stand for, line by line; `wide` where the names are sentences."""

    rows: tuple[tuple[str, str], ...]
    wide: bool = False
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the name of its file, what it shows in words, how large it is in millimetres."""

    name: str
    alt: str
    width: float
    height: float
    kind: str = field(default="picture", init=False)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was said: its kind before it, who signs it after it, what it is about under it."""

    text: str
    before: str = ""
    signed: str = ""
    under: tuple[str, ...] = ()
    core: bool = False
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things said."""

    items: tuple[Item, ...]
    kind: str = field(default="items", init=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a concept with what it rests on: who said what, and where; or that nothing is left."""

    text: str
    sources: tuple[tuple[str, str], ...]
    nothing: str
    tone: str = "plain"
    kind: str = field(default="statement", init=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a canvas: its name, the question it asks, what was said, or that nothing was."""

    name: str
    question: str
    items: tuple[Item, ...]
    nothing: str
    kind: str = field(default="section", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and its head; `numbers` are the columns set to the right.

    `tall` is how high its rows are at least, in millimetres: where somebody is to write by hand.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    tall: float = 0
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what it stands for, how long it is, and whether it stands out."""

    name: str
    value: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars, with its caption and what it says in words."""

    caption: str
    alt: str
    head: tuple[str, str]
    bars: tuple[Bar, ...]
    kind: str = field(default="bars", init=False)


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a grid: what it says, and its step of the scale (None beside the scale)."""

    text: str
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Many small cells under long heads, each row with its name and what follows from it."""

    caption: str
    first: str
    head: tuple[str, ...]
    last: str
    rows: tuple[tuple[str, tuple[Square, ...], str], ...]
    legend: str
    kind: str = field(default="grid", init=False)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What comes next begins on a page of its own."""

    kind: str = field(default="leaf", init=False)


Block = Heading | Paragraph | Facts | Items | Picture | Statement | Section | Table | Bars | Grid | Leaf


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: what its cover says, its blocks, what holds for all of it, and a few words.

    A short one has a head instead of a cover, and no contents; `depth` is how deep the contents of others go.
    """

    language: str
    name: str
    theme: str
    organiser: str
    when_and_where: str
    marks: tuple[str, ...]
    blocks: tuple[Block, ...]
    contents: str
    figure: str
    fine_print: str
    made: str
    short: bool = False
    depth: int = 2
    logo: Picture | None = None
    made_at: str = ""
    """The moment at which it was made (ISO 8601)."""
    table: str = "Table"
    """What tables are called before their numbers, as `figure` is for charts."""
    undrawn: str = ""
    """What is said where an empty box stands for a sign that could not be drawn."""

    @property
    def running(self) -> str:
        """What stands at the foot of every page."""
        return f"{self.name} · {self.theme}"

    def pictures(self) -> Iterator[Picture]:
        """Every picture in it, the logo first."""
        if self.logo:
            yield self.logo
        for block in self.blocks:
            if isinstance(block, Picture):
                yield block
            elif isinstance(block, Items | Section):
                yield from (item.picture for item in block.items if item.picture)
