"""The report of a workshop: everything that may leave the room, gathered once, at any moment."""

from db.agenda import openings_of, stages_of
from db.attendance import those_who_were_there
from db.base import now
from db.decisions import Outcome, outcomes
from db.groups import titles_in
from db.people import Person, PersonRole, Signature, may_act
from db.report import SharedInitiative, facilitators_in, shared_in, verdicts_in
from db.session import Session
from db.spelling import in_order
from db.workshops import territories_of, workshop_row
from facilitation.agenda import agenda_of
from facilitation.attribution import Credit, credit
from facilitation.breakdowns import Breakdown, breakdown
from facilitation.conditions import conditions
from facilitation.counts import Count, heard
from facilitation.errors import NotFound
from facilitation.matrix import matrix_view
from facilitation.questions import questions
from facilitation.report_choice import EVERYTHING, Choice, only_linked, without_reserve
from facilitation.report_concepts import cited_in, concepts, interests
from facilitation.report_parts import (
    Report,
    ReportContribution,
    ReportGroup,
    ReportInitiative,
    ReportRound,
    ReportSource,
    ReportVerdict,
    ReportVote,
)
from facilitation.report_people import presence, roles_of
from facilitation.report_rounds import rounds
from facilitation.report_tables import contributions, tables
from facilitation.results import ResultRow, ResultView, result
from translation import known

__all__ = [
    "Report",
    "ReportContribution",
    "ReportGroup",
    "ReportInitiative",
    "ReportRound",
    "ReportSource",
    "ReportVerdict",
    "ReportVote",
    "report",
]


def report(session: Session, workshop_id: int, choice: Choice = EVERYTHING) -> Report:
    """What of a workshop may leave the room, and was chosen to. Raises NotFound.

    By as many questions for a big workshop as for a small one.
    """
    workshop = workshop_row(session, workshop_id)
    if workshop is None:
        raise NotFound
    at = now()
    people = those_who_were_there(session, workshop_id)
    stages = agenda_of(
        workshop, stages_of(session, workshop_id), openings_of(session, workshop_id), at
    ).stages
    vote = result(session, workshop_id, "console")
    titles = titles_in(session, workshop_id)
    matrix = matrix_view(session, workshop_id, "console")
    groups = tables(session, workshop_id, titles)
    initiatives = _initiatives(
        shared_in(session, workshop_id),
        vote,
        outcomes(session, workshop_id),
        {cells.initiative_id: cells for cells in breakdown(session, workshop_id)},
    )
    written = contributions(session, workshop_id, titles)
    about = concepts(session, workshop_id, drafts=choice.drafts)
    return Report(
        workshop_id=workshop_id,
        theme=workshop.theme,
        organiser=workshop.organiser,
        place=workshop.place,
        date=workshop.date,
        language=choice.language or known(workshop.language) or "fr",
        time_zone=workshop.time_zone,
        made_at=at,
        rehearsal=workshop.rehearsal,
        demo=workshop.demo,
        over=workshop.closed_at is not None,
        facilitators=tuple(facilitators_in(session, workshop_id)),
        people=len(people),
        roles=roles_of(people),
        presence=presence(session, workshop_id, people) if choice.present else None,
        territories=tuple(territory.name for territory in territories_of(session, workshop_id)),
        stages=tuple(stages),
        shared=len(initiatives),
        left_out=tuple(filter(None, choice.without.split(","))),
        initiatives=initiatives if choice.reserve else without_reserve(initiatives, groups),
        vote=_vote(vote),
        groups=groups,
        contributions=written if choice.unlinked else only_linked(written, cited_in(about)),
        verdicts=tuple(
            ReportVerdict(row.initiative_id, territory, row.verdict)
            for row, territory in verdicts_in(session, workshop_id)
        ),
        matrix=matrix,
        conditions=tuple(conditions(session, workshop_id, matrix=matrix)),
        questions=tuple(questions(session, workshop_id, matrix=matrix)),
        rounds=rounds(session, workshop_id, stages),
        concepts=about,
        interests=interests(session, workshop_id, about),
    )


def _initiatives(
    shared: list[SharedInitiative],
    vote: ResultView,
    decided: dict[int, Outcome],
    cells: dict[int, Breakdown],
) -> tuple[ReportInitiative, ...]:
    rows = {row.id: row for row in vote.rows or ()}
    merged: dict[int, list[tuple[str, str]]] = {}
    for entry in shared:
        if entry.initiative.merged_into_id is not None:
            origin = (entry.initiative.title, _source(entry))
            merged.setdefault(entry.initiative.merged_into_id, []).append(origin)
    return tuple(
        _initiative(
            entry,
            merged.get(entry.initiative.id, []),
            rows.get(entry.initiative.id),
            decided.get(entry.initiative.id),
            cells.get(entry.initiative.id),
        )
        for entry in shared
        if entry.initiative.merged_into_id is None
    )


def _initiative(
    shared: SharedInitiative,
    merged: list[tuple[str, str]],
    row: ResultRow | None,
    decided: Outcome | None,
    cells: Breakdown | None,
) -> ReportInitiative:
    initiative, author, home, _, holder = shared
    signed = credit(author.name, home, author.role, author.signs) if author else Credit()
    named = holder.name if holder and holder.signs == Signature.name else ""
    return ReportInitiative(
        id=initiative.id,
        title=initiative.title,
        pitch=initiative.pitch,
        description=initiative.description,
        territory=_source(shared),
        holder=initiative.holder or named,
        contact=_contact(holder or (None if initiative.holder else author)),
        author=signed.author,
        link=initiative.link,
        tags=tuple(initiative.tags),
        fictitious=initiative.fictitious,
        picture_id=initiative.picture_id,
        merged=tuple(merged),
        outcome=decided.value if decided else "shared",
        dots=row.dots if row else None,
        territories=heard(row.territories) if row else None,
        rank=row.rank if row else None,
        by_role=_by_role(cells) if row and cells else {},
        by_territory=_by_territory(cells) if row and cells else {},
    )


def _by_role(cells: Breakdown) -> dict[str, Count]:
    """In the method's order."""
    return {role.value: cells.by_role[role] for role in PersonRole if role in cells.by_role}


def _by_territory(cells: Breakdown) -> dict[str | None, Count]:
    """By name; those without a territory come last."""
    names: list[str | None] = [*in_order(name for name in cells.by_territory if name is not None)]
    names += [None] if None in cells.by_territory else []
    return {name: cells.by_territory[name] for name in names}


def _contact(holder: Person | None) -> str:
    """The contact of who answers for an initiative, its holder or else its author."""
    return holder.contact if holder and may_act(holder) and holder.contact_consent else ""


def _source(shared: SharedInitiative) -> str:
    return shared.source or shared.initiative.territory_name


def _vote(vote: ResultView) -> ReportVote | None:
    if vote.state == "none":
        return None
    return ReportVote(vote.state, vote.voted, vote.eligible, vote.how, vote.reason or "")
