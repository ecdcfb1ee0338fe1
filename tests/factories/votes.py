"""Walls and votes for tests, made through the same verbs as in life."""

from collections.abc import Mapping, Sequence

from db.agenda import StageKind
from db.session import Session
from facilitation.actors import Actor
from facilitation.joining import leave
from facilitation.running import open_stage
from facilitation.sharing import share_initiative
from facilitation.voting import cast_dot
from facilitation.workshops import change_settings
from tests.factories.workshops import facilitator_of, make_person, make_workshop, stage_of


def make_initiative(
    session: Session,
    workshop_id: int,
    *,
    title: str = "Bon Achat",
    pitch: str = "Acheter ensemble, mieux et moins cher.",
    territory: str = "",
    author_id: int | None = None,
) -> int:
    """An initiative on the wall, entered by the facilitator."""
    return share_initiative(
        session,
        workshop_id=workshop_id,
        actor=Actor(facilitator_of(session, workshop_id), author_id),
        title=title,
        pitch=pitch,
        territory_name=territory,
    )


def make_wall(session: Session, count: int = 5, **settings: object) -> tuple[int, list[int]]:
    """A workshop with settings of its own and `count` initiatives on its wall."""
    workshop_id = make_workshop(session)
    if settings:
        by = facilitator_of(session, workshop_id)
        change_settings(session, actor=Actor(by), workshop_id=workshop_id, **settings)
    return workshop_id, [
        make_initiative(session, workshop_id, title=f"Initiative {n}") for n in range(1, count + 1)
    ]


def open_vote(session: Session, workshop_id: int) -> int:
    """Open the voting stage; its id."""
    stage_id = stage_of(session, workshop_id, StageKind.voting)
    open_stage(session, actor=Actor(facilitator_of(session, workshop_id)), stage_id=stage_id)
    return stage_id


def make_votes(session: Session, workshop_id: int, votes: Mapping[int, int]) -> list[int]:
    """New voters, each with one dot, so that each initiative receives the given number; their ids."""
    dots = [one for one, count in votes.items() for _ in range(count)]
    return cast_by_each(session, workshop_id, [[one] for one in dots])


def cast_by_each(session: Session, workshop_id: int, ballots: Sequence[Sequence[int]]) -> list[int]:
    """New voters, each from a territory of their own, one for each of the ballots; their ids."""
    voters = [
        make_person(session, workshop_id, name=f"Voter {n}", territory=f"Territory {n}")
        for n in range(1, len(ballots) + 1)
    ]
    for voter_id, ballot in zip(voters, ballots, strict=True):
        for initiative_id in ballot:
            cast_dot(session, actor=Actor(person_id=voter_id), initiative_id=initiative_id)
    return voters


def others_vote(session: Session, workshop_id: int, initiative_id: int) -> list[int]:
    """Two more people vote for an initiative and leave, since fewer than three are not counted; their ids."""
    others = []
    for number in (1, 2):
        voter_id = make_person(
            session, workshop_id, name=f"Passer-by {number}", territory=f"Elsewhere {number}"
        )
        cast_dot(session, actor=Actor(person_id=voter_id), initiative_id=initiative_id)
        leave(session, actor=Actor(person_id=voter_id))
        others.append(voter_id)
    return others
