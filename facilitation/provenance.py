"""Provenance: the trail of a post, from what it says now back to the vote its table set out from."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from db.agenda import openings_of
from db.people import Person
from db.posts import Post
from db.provenance import (
    Done,
    Told,
    count_seats,
    done_to,
    merges_in,
    posts_told,
    stage_of_vote,
)
from db.report import links_in
from db.session import Session
from db.workshops import Workshop
from facilitation.actors import Actor
from facilitation.agenda import StageRow, agenda
from facilitation.attribution import Credit, credit
from facilitation.errors import NotFound
from facilitation.results import result
from facilitation.trail_concepts import concepts_citing
from facilitation.trail_parts import (
    Kind,
    Trail,
    TrailConcept,
    TrailPost,
    TrailStage,
    TrailStep,
    TrailTable,
    TrailVote,
)
from facilitation.trail_reader import Reader
from facilitation.wall import InitiativeView, initiatives
from hours import local

__all__ = [
    "Trail",
    "TrailConcept",
    "TrailPost",
    "TrailStage",
    "TrailStep",
    "TrailTable",
    "TrailVote",
    "changes",
    "trail",
]

State = Mapping[str, object]
SWITCHES: Mapping[str, tuple[Kind, Kind]] = {
    "into": ("merged", "parted"),
    "verbatim": ("verbatim", "reworded"),
    "core": ("core", "not_core"),
    "off_record": ("off_record", "on_record"),
    "deleted": ("deleted", "restored"),
    "picture": ("picture", "no_picture"),
}
"""For each yes or no of a post, what it is called to set it and to take it back."""


def trail(session: Session, post_id: int, *, actor: Actor) -> Trail:
    """The trail of a post, for the people of its workshop, its designers and for who runs it.

    What is off the record is for its own table and the facilitators alone, and so is what was said while it
    was; what was deleted is for the facilitators. Concepts that are not published are for who studies the
    workshop. Raises NotFound for everybody else.
    """
    told = posts_told(session, [post_id]).get(post_id)
    if told is None:
        raise NotFound
    reader = Reader(session, told.post, actor)
    if not reader.may_see(told.post):
        raise NotFound
    post = told.post
    merges = merges_in(session, post.workshop_id)
    links = {
        (standing(one, merges), standing(about, merges)) for one, about in links_in(session, post.workshop_id)
    }
    family = {
        "into": [merges[post_id]] if post_id in merges else [],
        "merged": [one for one, into in merges.items() if into == post_id],
        "about": sorted(about for one, about in links if one == post_id),
        "cited": sorted(one for one, about in links if about == post_id),
    }
    seen = {
        one: _post(kin)
        for one, kin in posts_told(session, {one for ids in family.values() for one in ids}).items()
        if reader.may_see(kin.post)
    }
    kin = {name: tuple(seen[one] for one in ids if one in seen) for name, ids in family.items()}
    stages = agenda(session, post.workshop_id).stages
    zone = session.get_one(Workshop, post.workshop_id).time_zone
    return Trail(
        workshop_id=post.workshop_id,
        post=_post(told),
        into=next(iter(kin["into"]), None),
        steps=_steps(told, done_to(session, post_id), zone, in_full=reader.belongs_to(post)),
        merged=kin["merged"],
        about=kin["about"],
        cited=kin["cited"],
        concepts=concepts_citing(
            session, post.workshop_id, standing(post_id, merges), drafts=reader.studies_it
        ),
        stage=_stage(session, post.workshop_id, stages, post.stage_id, post.created_at),
        table=TrailTable(told.group.number, told.group.name, count_seats(session, told.group.id)),
        initiative=_initiative(session, post),
        vote=_vote(session, post, stages),
    )


def standing(post_id: int, merges: Mapping[int, int]) -> int:
    """The post that stands for this one: itself, or what it was merged into in the end."""
    while post_id in merges:
        post_id = merges[post_id]
    return post_id


def changes(before: State | None, after: State) -> list[tuple[Kind, str, str]]:
    """What a deed changed of a post, from how it was and how it is after: (kind, before, after) of each.

    Who words a post anew marks it as reworded by the same deed; that is told once.
    """
    if before is None:
        return [("written", "", _said(after, "text"))]
    told: list[tuple[Kind, str, str]] = []
    if _said(before, "text") != _said(after, "text"):
        told.append(("worded", _said(before, "text"), _said(after, "text")))
    place = "resource" if _said(before, "section") == _said(after, "section") else "section"
    if _said(before, place) != _said(after, place):
        told.append(("moved", _said(before, place), _said(after, place)))
    switched = [
        on if after.get(name) else off
        for name, (on, off) in SWITCHES.items()
        if bool(before.get(name)) != bool(after.get(name))
    ]
    worded = bool(told) and told[0][0] == "worded"
    return told + [(kind, "", "") for kind in switched if not (worded and kind == "reworded")]


def _post(told: Told) -> TrailPost:
    post = told.post
    return TrailPost(
        id=post.id,
        table=told.group.number,
        part=post.part,
        section=post.section,
        resource=post.resource or "",
        target=told.target or "",
        text=post.text,
        credit=_signed(told.author, told.home),
        entered=post.entered_by is not None,
        verbatim=post.verbatim,
        core=post.core_at is not None,
        off_record=post.off_record,
        deleted=post.deleted_at is not None,
        picture=told.picture_id,
        alt=told.alt or "",
        at=post.created_at,
    )


def _signed(person: Person | None, home: str | None) -> Credit:
    return credit(person.name, home, person.role, person.signs) if person else Credit()


def _steps(told: Told, done: Iterable[Done], zone: str, *, in_full: bool) -> tuple[TrailStep, ...]:
    """Everything that was done to a post; its writing comes first, told by a deed or not."""
    steps = [
        TrailStep(
            kind,
            local(deed.at, zone),
            _signed(person, home),
            deed.account_id is not None,
            before,
            after,
        )
        for deed, change, person, home in done
        if in_full or not _whispered(change.before, change.after)
        for kind, before, after in changes(change.before, change.after)
    ]
    if any(step.kind == "written" for step in steps):
        return tuple(steps)
    post = told.post
    first = next((step.before for step in steps if step.kind == "worded"), post.text)
    written = TrailStep(
        "written",
        local(post.created_at, zone),
        _signed(told.author, told.home),
        post.entered_by is not None,
        "",
        first,
    )
    return (written, *steps)


def _whispered(before: State | None, after: State) -> bool:
    """Whether a deed was done while its post was off the record, or took it off or on."""
    return bool(after.get("off_record") or (before and before.get("off_record")))


def _said(state: State, name: str) -> str:
    return str(state.get(name) or "")


def _stage(
    session: Session, workshop_id: int, stages: Iterable[StageRow], stage_id: int | None, at: datetime | None
) -> TrailStage | None:
    stage = next((one for one in stages if one.id == stage_id), None)
    if stage is None:
        return None
    opened = [
        local(one.opened_at, session.get_one(Workshop, workshop_id).time_zone)
        for one in openings_of(session, workshop_id)
        if one.stage_id == stage_id and (at is None or one.opened_at <= at)
    ]
    return TrailStage(stage.number, stage.title, stage.kind, opened[-1] if opened else None)


def _initiative(session: Session, post: Post) -> InitiativeView:
    """The initiative that the post takes apart, or what it was merged into meanwhile."""
    return next(
        one
        for one in initiatives(session, post.workshop_id, hidden=True)
        if post.initiative_id in (one.id, *(source.id for source in one.merged))
    )


def _vote(session: Session, post: Post, stages: Iterable[StageRow]) -> TrailVote | None:
    stage_id = stage_of_vote(session, post.initiative_id)
    if stage_id is None:
        return None
    view = result(session, post.workshop_id, "room", stage_id)
    row = next((one for one in view.rows or () if one.id == post.initiative_id), None)
    return TrailVote(
        stage=_stage(session, post.workshop_id, stages, stage_id, None),
        state=view.state,
        dots=row.dots if row else None,
        territories=row.territories if row else None,
        rank=row.rank if row else None,
        candidates=len(view.rows) if view.rows else None,
        kept=row.kept if row else None,
        how=view.how if row else None,
        reason=(view.reason or "") if row else "",
    )
