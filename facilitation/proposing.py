"""The proposal of groups on the facilitator's desk: asked for, taken, or dropped."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass

from db import changes
from db.decisions import Outcome, outcomes
from db.groups import Group, change_seats, groups_in, next_number, seats_in
from db.people import Person, is_here, people_here, people_of
from db.post_counts import groups_with_posts
from db.proposals import Proposal, proposal_row, replace_proposal
from db.seat_locks import locked_in
from db.session import Session, reading
from db.sharing import Initiative, cards
from db.tasks import free_tasks
from db.wishes import wishes_in
from db.workshops import lock_workshop
from facilitation import journal
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import NobodyToSeat, NothingToWorkOn, ProposalOutdated
from facilitation.groups import place_late
from facilitation.proposals import Kind, Seating, TableNow, ToSeat, Work, propose
from facilitation.questions import answers_for


@dataclass(frozen=True, slots=True)
class Question:
    """What a proposal is made from: who is to be seated, on what, and the tables that stand."""

    people: tuple[ToSeat, ...]
    works: tuple[Work, ...]
    tables: tuple[TableNow, ...]


def ask_for_proposal(
    *,
    actor: Actor,
    acting: Callable[[Actor], AbstractContextManager[Session]],
    workshop_id: int,
    tables: Mapping[int, int] | None = None,
    expected: bool = False,
    variant: int = 0,
) -> None:
    """Lay a new proposal on the desk, in the place of the one that lies there.

    Those who are here are seated; with `expected` also those who are still to come. `tables` says how many an
    initiative gets; another `variant` is another answer where several are as good. Reads, searches and writes
    one after another: the search holds no transaction, so that nobody waits for it; `acting` opens the
    one that writes, in which the actor is proved.
    Raises NobodyToSeat, NothingToWorkOn.
    """
    with reading() as session:
        workshop_run_by(session, actor, workshop_id)
        question = question_of(session, workshop_id, tables=tables or {}, expected=expected)
    seating = propose(question.people, question.works, tables=question.tables, variant=variant)
    with acting(actor) as session:
        keep_proposal(session, actor=actor, workshop_id=workshop_id, seating=seating)


def question_of(
    session: Session, workshop_id: int, *, tables: Mapping[int, int], expected: bool = False
) -> Question:
    """What a proposal is made from now. Raises NobodyToSeat, NothingToWorkOn."""
    works = workable(session, workshop_id)
    if not works:
        raise NothingToWorkOn
    people = [
        one for one, _ in people_of(session, workshop_id) if is_here(one) or (expected and awaited(one))
    ]
    if not people:
        raise NobodyToSeat
    wishes = wishes_in(session, workshop_id)
    numbers = {group.id: group.number for group in groups_in(session, workshop_id)}
    settled = settled_in(session, workshop_id)
    used = set(settled.values()) | groups_with_posts(session, workshop_id)
    return Question(
        tuple(
            ToSeat(
                one.id,
                kind_of(one.role),
                one.territory_id,
                holds=tuple(work.id for work in works if answers_for(work) == one.id),
                wishes=wishes.get(one.id, ()),
                locked_to=numbers.get(settled.get(one.id, 0)),
            )
            for one in people
        ),
        tuple(Work(work.id, tables.get(work.id)) for work in works),
        tuple(
            TableNow(group.number, group.initiative_id, stays=group.id in used)
            for group in groups_in(session, workshop_id)
        ),
    )


def keep_proposal(session: Session, *, actor: Actor, workshop_id: int, seating: Seating) -> None:
    """Lay a proposal on the desk of who runs the workshop."""
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    tables, unmet = ([asdict(one) for one in part] for part in (seating.tables, seating.unmet))
    replace_proposal(
        session, Proposal(workshop_id=workshop_id, made_by=actor.account_id, tables=tables, unmet=unmet)
    )
    journal.note(session, workshop_id=workshop_id, action="groups_proposed", actor=actor, tables=len(tables))
    changes.touch(session, workshop_id, "groups")


def take_proposal(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Set the proposed tables up and seat everybody as proposed; a second click changes nothing more.

    Whoever is locked, or sits where something was written, stays there. Whoever left meanwhile is passed
    over, and whoever came meanwhile is seated at the smallest table. Raises ProposalOutdated.
    """
    workshop_run_by(session, actor, workshop_id)
    lock_workshop(session, workshop_id)
    proposal = proposal_row(session, workshop_id)
    if proposal is None:
        return
    if not {one["initiative_id"] for one in proposal.tables} <= _possible(session, workshop_id):
        raise ProposalOutdated
    settled = settled_in(session, workshop_id)
    former = {person.id: group_id for group_id, person, _ in seats_in(session, workshop_id)}
    numbers = _set_up(session, proposal, settled)
    wanted = {id_: numbers[one["number"]] for one in proposal.tables for id_ in one["people"]}
    coming = {one.id for one, _ in people_of(session, workshop_id) if is_here(one) or awaited(one)}
    moved = {
        id_: group_id
        for id_, group_id in wanted.items()
        if id_ in coming and id_ not in settled and former.get(id_) != group_id
    }
    free_tasks(session, *moved)
    change_seats(session, moved)
    session.delete(proposal)
    session.flush()
    seated = {person.id for _, person, _ in seats_in(session, workshop_id)}
    for one in people_here(session, workshop_id):
        if one.id not in seated:
            place_late(session, one.id)
    journal.note(
        session,
        workshop_id=workshop_id,
        action="proposal_taken",
        actor=actor,
        tables=len(numbers),
        people=len(moved),
    )
    told = moved.keys() | former.keys()
    touched = ("groups", "progress", "perspectives", "table")
    changes.touch(session, workshop_id, *touched, *(f"me:{person_id}" for person_id in sorted(told)))


def drop_proposal(session: Session, *, actor: Actor, workshop_id: int) -> None:
    """Take the proposal off the desk; the tables stay as they are."""
    workshop_run_by(session, actor, workshop_id)
    proposal = proposal_row(session, workshop_id)
    if proposal is None:
        return
    session.delete(proposal)
    session.flush()
    journal.note(session, workshop_id=workshop_id, action="proposal_dropped", actor=actor)
    changes.touch(session, workshop_id, "groups")


def workable(session: Session, workshop_id: int) -> list[Initiative]:
    """What tables may work on: the kept initiatives; all that stand on the wall where nothing was decided."""
    standing = [
        card.initiative
        for card in cards(session, workshop_id)
        if card.initiative.hidden_at is None and card.initiative.merged_into_id is None
    ]
    decided = outcomes(session, workshop_id)
    return [one for one in standing if decided.get(one.id) == Outcome.KEPT] or standing


def settled_in(session: Session, workshop_id: int) -> dict[int, int]:
    """Who stays at which group, {person: group}: the locked, and everybody where something was written."""
    locked, written = set(locked_in(session, workshop_id)), groups_with_posts(session, workshop_id)
    return {
        person.id: group_id
        for group_id, person, _ in seats_in(session, workshop_id)
        if person.id in locked or group_id in written
    }


def kind_of(role: str) -> Kind:
    """What a role counts as at a table."""
    return Kind(role) if role in (Kind.elected, Kind.officer) else Kind.other


def awaited(person: Person) -> bool:
    """Whether somebody was entered beforehand and is still to come."""
    gone = person.left_at or person.removed_at or person.merged_into_id
    return person.expected_at is not None and person.arrived_at is None and not gone


def _possible(session: Session, workshop_id: int) -> set[int]:
    """The initiatives that a table may work on, or already works on."""
    return {one.id for one in workable(session, workshop_id)} | {
        group.initiative_id for group in groups_in(session, workshop_id)
    }


def _set_up(session: Session, proposal: Proposal, settled: Mapping[int, int]) -> dict[int, int]:
    """The group behind each number of a proposal; what it does not use goes where nothing holds it."""
    workshop_id = proposal.workshop_id
    works = {one["number"]: one["initiative_id"] for one in proposal.tables}
    held = set(settled.values()) | groups_with_posts(session, workshop_id)
    numbers: dict[int, int] = {}
    for group in groups_in(session, workshop_id):
        if works.get(group.number) == group.initiative_id:
            numbers[group.number] = group.id
        elif group.id not in held:
            session.delete(group)
    session.flush()
    taken = {group.number for group in groups_in(session, workshop_id)}
    for number, initiative_id in sorted(works.items(), key=lambda one: (one[0] in taken, one)):
        if number not in numbers:
            free = next_number(session, workshop_id) if number in taken else number
            group = Group(workshop_id=workshop_id, initiative_id=initiative_id, number=free)
            session.add(group)
            session.flush()
            numbers[number] = group.id
            taken.add(free)
    return numbers
