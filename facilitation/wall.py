"""The wall: the initiatives as each audience may see them, and whether it is concealed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from db.agenda import Stage, StageKind
from db.candidates import all_candidates
from db.changes import touch
from db.decisions import Outcome, outcomes
from db.session import Session
from db.sharing import BETWEEN, Card, cards, sharing_stage
from db.spelling import same_person
from facilitation.access import person_there
from facilitation.actors import Actor
from facilitation.agenda import stage_in_reach
from facilitation.attribution import credit
from facilitation.errors import NotFound
from facilitation.journal import Action, note

Audience = Literal["room", "projector", "console"]


@dataclass(frozen=True, slots=True)
class Source:
    """An original behind a merged initiative."""

    id: int
    title: str
    territory: str


@dataclass(frozen=True, slots=True)
class InitiativeView:
    """An initiative as one audience may see it; `author` as they consented to, in full on the console."""

    id: int
    title: str
    pitch: str
    description: str
    territory: str
    territory_id: int | None
    holder: str
    holder_here: bool
    author: str | None
    author_id: int | None
    link: str
    picture: str | None
    alt: str
    tags: list[str]
    hidden: bool
    hidden_by_facilitator: bool
    editable: bool
    fictitious: bool
    merged: list[Source]
    state: Outcome | None
    at_ms: int


@dataclass(frozen=True, slots=True)
class WallView:
    """The wall for one audience; while it is concealed only the console sees more than how many there are."""

    concealed: bool
    count: int
    initiatives: list[InitiativeView]


def wall_view(session: Session, workshop_id: int, audience: Audience) -> WallView:
    """The wall as an audience may see it: hidden initiatives for the console only."""
    everything = initiatives(session, workshop_id, audience=audience, hidden=True)
    standing = [one for one in everything if not one.hidden]
    concealed = is_concealed(session, workshop_id)
    if audience == "console":
        return WallView(concealed, len(standing), everything)
    return WallView(concealed, len(standing), [] if concealed else standing)


def initiatives(
    session: Session, workshop_id: int, *, audience: Audience = "room", hidden: bool = False
) -> list[InitiativeView]:
    """The initiatives that stand on the wall, in the order they came; `hidden` brings the hidden ones too."""
    found = cards(session, workshop_id)
    shown = [card for card in found if hidden or card.initiative.hidden_at is None]
    return _views(session, workshop_id, found, shown, audience)


def my_initiatives(session: Session, person_id: int) -> list[InitiativeView]:
    """What a person shared, whatever became of it."""
    person = person_there(session, person_id)
    mine = cards(session, person.workshop_id, author_id=person_id)
    return _views(session, person.workshop_id, mine, mine, "console", merged_too=True)


def is_concealed(session: Session, workshop_id: int) -> bool:
    """Whether the wall is concealed from room and projector."""
    stage = sharing_stage(session, workshop_id)
    return stage is not None and stage.concealed


def conceal_wall(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Conceal the wall until it is revealed."""
    _cover(session, actor, stage_id, concealed=True)


def reveal_wall(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Show everybody the wall at once."""
    _cover(session, actor, stage_id, concealed=False)


def uncover(session: Session, stage: Stage, actor: Actor) -> None:
    """Let a sharing stage's wall be seen."""
    _set_concealed(session, stage, actor, concealed=False)


def sources_among(found: Iterable[Card]) -> dict[int, list[Card]]:
    """What was merged into each merged initiative."""
    sources: dict[int, list[Card]] = defaultdict(list)
    for card in found:
        if card.initiative.merged_into_id is not None:
            sources[card.initiative.merged_into_id].append(card)
    return dict(sources)


def leaves(card: Card, sources: Mapping[int, Sequence[Card]]) -> list[Card]:
    """The originals behind an initiative, through every merge; itself where nothing was merged into it."""
    behind = sources.get(card.initiative.id, ())
    found = [leaf for source in behind for leaf in leaves(source, sources)] or [card]
    return sorted(found, key=lambda leaf: leaf.initiative.id)


def territory_of(card: Card, sources: Mapping[int, Sequence[Card]]) -> str:
    """The name of an initiative's territory; of a merged one, all of them."""
    return _together(_territory(leaf) for leaf in leaves(card, sources))


def _cover(session: Session, actor: Actor, stage_id: int, *, concealed: bool) -> None:
    stage = stage_in_reach(session, actor, stage_id)
    if stage.kind != StageKind.sharing:
        raise NotFound
    _set_concealed(session, stage, actor, concealed=concealed)


def _set_concealed(session: Session, stage: Stage, actor: Actor, *, concealed: bool) -> None:
    if stage.concealed == concealed:
        return
    stage.concealed = concealed
    action: Action = "wall_concealed" if concealed else "wall_revealed"
    note(session, workshop_id=stage.workshop_id, action=action, actor=actor, stage=stage.title)
    touch(session, stage.workshop_id, "wall", "stage")


def _views(
    session: Session,
    workshop_id: int,
    found: Sequence[Card],
    shown: Sequence[Card],
    audience: Audience,
    *,
    merged_too: bool = False,
) -> list[InitiativeView]:
    sources = sources_among(found)
    decided, stood = outcomes(session, workshop_id), all_candidates(session, workshop_id)
    return [
        _view(card, sources, decided.get(card.initiative.id), card.initiative.id in stood, audience)
        for card in shown
        if merged_too or card.initiative.merged_into_id is None
    ]


def _view(
    card: Card, sources: Mapping[int, Sequence[Card]], state: Outcome | None, stood: bool, audience: Audience
) -> InitiativeView:
    one = card.initiative
    behind = leaves(card, sources)
    return InitiativeView(
        id=one.id,
        title=one.title,
        pitch=one.pitch,
        description="" if audience == "projector" else one.description,
        territory=territory_of(card, sources),
        territory_id=one.territory_id,
        holder=_together(_holder(leaf) for leaf in behind),
        holder_here=any(_holder_here(leaf) for leaf in behind),
        author=_author(card, audience),
        author_id=one.author_id if audience == "console" else None,
        link=one.link,
        picture=f"/pictures/{one.picture_id}" if one.picture_id else None,
        alt=card.alt or "",
        tags=one.tags,
        hidden=one.hidden_at is not None,
        hidden_by_facilitator=one.hidden_by is not None,
        editable=one.merged_into_id is None and not stood,
        fictitious=one.fictitious,
        merged=[_source(leaf) for leaf in behind if leaf is not card],
        state=state,
        at_ms=round(one.created_at.timestamp() * 1000),
    )


def _source(leaf: Card) -> Source:
    return Source(leaf.initiative.id, leaf.initiative.title, _territory(leaf))


def _territory(card: Card) -> str:
    return card.territory or card.initiative.territory_name


def _holder(card: Card) -> str:
    return card.holder or card.initiative.holder


def _holder_here(card: Card) -> bool:
    """Whether somebody in the room can speak for it: its holder, else whoever shared it and named none."""
    if card.initiative.holder_id is not None:
        return card.holder_here
    same = card.author is not None and same_person(card.author, card.initiative.holder)
    return card.author_here and (same or not card.initiative.holder)


def _author(card: Card, audience: Audience) -> str | None:
    if card.author is None or card.signs is None or card.role is None:
        return None
    if audience == "console":
        return card.author
    return credit(card.author, card.author_territory, card.role, card.signs).author or None


def _together(names: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(name for name in names if name))
