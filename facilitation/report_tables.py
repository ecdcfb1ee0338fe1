"""The part of a report that the tables made: who sat there, and every idea that may leave the room."""

from db.groups import groups_in, seats_in
from db.people import Signature
from db.provenance import merges_in
from db.report import Contribution, contributions_of, links_in
from db.session import Session
from db.tasks import Task, task_holders
from facilitation.attribution import Credit, credit
from facilitation.provenance import standing
from facilitation.report_parts import ReportContribution, ReportGroup, ReportSource


def tables(session: Session, workshop_id: int, titles: dict[int, str]) -> tuple[ReportGroup, ...]:
    """Every table by number; of its people, the names that they let out, and the tasks of those."""
    seats = seats_in(session, workshop_id)
    named = {person.id: person.name for _, person, _ in seats if person.signs == Signature.name}
    holders = task_holders(session, workshop_id)
    return tuple(
        ReportGroup(
            group.number,
            group.name,
            group.initiative_id,
            titles[group.initiative_id],
            sum(seat == group.id for seat, _, _ in seats),
            tuple(person.name for seat, person, _ in seats if seat == group.id and person.id in named),
            tuple(
                (task.value, named[holders[group.id, task][0]])
                for task in Task
                if (group.id, task) in holders and holders[group.id, task][0] in named
            ),
        )
        for group in groups_in(session, workshop_id)
    )


def contributions(
    session: Session, workshop_id: int, titles: dict[int, str]
) -> tuple[ReportContribution, ...]:
    """Every idea that stands by itself, with the ideas that are part of it; links follow what was merged."""
    rows = contributions_of(session, workshop_id)
    merges = merges_in(session, workshop_id)
    leaving = {row.post.id for row in rows}
    about: dict[int, set[int]] = {}
    for post_id, about_id in links_in(session, workshop_id):
        if standing(about_id, merges) in leaving:
            about.setdefault(standing(post_id, merges), set()).add(standing(about_id, merges))
    parts: dict[int, list[ReportSource]] = {}
    for row in rows:
        if row.post.id in merges:
            part = ReportSource(row.post.id, row.post.text, row.post.verbatim, _signed(row))
            parts.setdefault(standing(row.post.id, merges), []).append(part)
    return tuple(
        _contribution(row, titles, sorted(about.get(row.post.id, ())), parts.get(row.post.id, []))
        for row in rows
        if row.post.id not in merges
    )


def _contribution(
    row: Contribution, titles: dict[int, str], about: list[int], parts: list[ReportSource]
) -> ReportContribution:
    post = row.post
    return ReportContribution(
        id=post.id,
        group=row.group.number,
        initiative_id=post.initiative_id,
        initiative=titles[post.initiative_id],
        part=post.part,
        section=post.section,
        resource=post.resource or "",
        target=row.target or "",
        text=post.text,
        verbatim=post.verbatim,
        entered=post.entered_by is not None,
        credit=_signed(row),
        at=post.created_at,
        about=tuple(about),
        core=post.core_at is not None,
        merged=tuple(parts),
        picture_id=row.picture_id,
    )


def _signed(row: Contribution) -> Credit:
    author = row.author
    return credit(author.name, row.territory, author.role, author.signs) if author else Credit()
