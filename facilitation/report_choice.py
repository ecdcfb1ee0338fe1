"""What goes into a report, of all that may leave the room."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from facilitation.errors import NotFound
from facilitation.posts import DECOMPOSITION, Section
from facilitation.report_parts import ReportContribution, ReportGroup, ReportInitiative
from translation import Language, known

LEFT_OUT = ("reserve", "unlinked")
"""What can be left out, as addresses name it."""
ADDED = ("drafts", "present")
"""What can be added."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes in: the reserve, contributions that nothing rests on, drafts of concepts, who was there.

    And in which language; in the workshop's where none is chosen.
    """

    reserve: bool = True
    unlinked: bool = True
    drafts: bool = False
    present: bool = False
    language: Language | None = None

    @property
    def without(self) -> str:
        """What is left out, as an address says it."""
        return ",".join(name for name in LEFT_OUT if not getattr(self, name))

    @property
    def added(self) -> str:
        """What is added, as an address says it."""
        return ",".join(name for name in ADDED if getattr(self, name))

    @property
    def query(self) -> str:
        """The choice at the end of an address; nothing where nothing was chosen."""
        told = (("without", self.without), ("with", self.added), ("in", self.language or ""))
        said = "&".join(f"{name}={names}" for name, names in told if names)
        return f"?{said}" if said else ""


EVERYTHING = Choice()
"""All that is finished: drafts are for those who ask for them."""


def choice_of(without: str = "", added: str = "", language: str = "") -> Choice:
    """The choice that an address makes. Raises NotFound for what cannot be chosen: nobody is to believe
    that something was left out which was not.
    """
    names, more = _named(without, LEFT_OUT), _named(added, ADDED)
    spoken = known(language)
    if language and language != spoken:
        raise NotFound
    return Choice(
        reserve="reserve" not in names,
        unlinked="unlinked" not in names,
        drafts="drafts" in more,
        present="present" in more,
        language=spoken,
    )


def without_reserve(
    initiatives: Sequence[ReportInitiative], groups: Sequence[ReportGroup]
) -> tuple[ReportInitiative, ...]:
    """The initiatives but those of the reserve that no table works on."""
    worked_on = {group.initiative_id for group in groups}
    return tuple(entry for entry in initiatives if entry.outcome != "reserve" or entry.id in worked_on)


def only_linked(
    contributions: Sequence[ReportContribution], cited: Collection[int]
) -> tuple[ReportContribution, ...]:
    """The contributions but those of a decomposition that nobody took up.

    Taken up is what a perspective is about, what a concept cites, by itself or by an idea that is part of it,
    and what is a core function.
    """
    taken_up = {*cited, *(other for post in contributions for other in post.about)}
    return tuple(
        post
        for post in contributions
        if post.section not in DECOMPOSITION
        or post.core
        or post.section == Section.core_functions
        or not taken_up.isdisjoint((post.id, *(part.id for part in post.merged)))
    )


def _named(names: str, possible: Sequence[str]) -> set[str]:
    named = {name for name in names.split(",") if name}
    if not named <= set(possible):
        raise NotFound
    return named
