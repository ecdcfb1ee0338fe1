"""The opening and closing rounds: the weather people arrive with, and what the session was worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.agenda import Stage, StageKind, last_opened
from db.base import now
from db.changes import touch
from db.people import people_here
from db.rounds import RoundAnswer, answer_row, answers_to
from db.session import Session
from db.spelling import in_order
from facilitation.access import acting_person
from facilitation.actors import Actor
from facilitation.agenda import open_stage_of, stage_in_reach
from facilitation.errors import Missing, OutOfRange, StageLocked, StageNotOpen
from facilitation.journal import note
from facilitation.sealed import RoundCount, seal_round, sealed_rounds, told_since
from facilitation.secrecy import FEWEST
from facilitation.texts import clean

ROUNDS = (StageKind.checkin, StageKind.closing)
CHOICES = (1, 5)
WORDS_LIMIT = 200


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """What a person has answered."""

    choice: int
    words: str


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round for one audience, without names; `counts` is None while it would not be anonymous.

    A closing round is told once it is closed: counted as it goes, each answer would follow.
    """

    stage_id: int | None
    kind: StageKind | None
    answered: int
    present: int
    counts: list[int] | None
    words: list[str]


def answer_round(
    session: Session,
    *,
    actor: Actor,
    stage_id: int,
    choice: int | None,
    words: str = "",
) -> None:
    """Answer the round that is open, or change the answer. Raises StageNotOpen or StageLocked."""
    person = acting_person(session, actor)
    stage = open_stage_of(session, person.workshop_id)
    if stage is None or stage.id != stage_id or stage.kind not in ROUNDS:
        raise StageNotOpen
    if stage.locked:
        raise StageLocked
    if choice is None:
        raise Missing("choice")
    if not CHOICES[0] <= choice <= CHOICES[1]:
        raise OutOfRange("choice", *CHOICES)
    words = clean(words, limit=WORDS_LIMIT, field="words", required=False)
    answer = answer_row(session, stage_id, person.id)
    if answer is None:
        answer = RoundAnswer(stage_id=stage_id, person_id=person.id)
        session.add(answer)
    answer.choice, answer.words, answer.at = choice, words, now()
    note(
        session,
        workshop_id=person.workshop_id,
        action="round_answered",
        actor=actor,
    )
    touch(session, person.workshop_id, "round")


def my_answer(session: Session, person_id: int, stage_id: int) -> MyAnswer | None:
    """What a person has answered to a round, if anything."""
    answer = answer_row(session, stage_id, person_id)
    return MyAnswer(answer.choice, answer.words) if answer else None


def round_view(session: Session, workshop_id: int, audience: str) -> RoundView:
    """The round that is open, or was open last."""
    stage = last_opened(session, workshop_id, ROUNDS)
    return _round(session, workshop_id, stage, audience)


def round_of(session: Session, *, actor: Actor, stage_id: int) -> RoundView:
    """The round of one stage, for who runs the workshop."""
    stage = stage_in_reach(session, actor, stage_id)
    return _round(session, stage.workshop_id, stage, "console")


def tell_round(session: Session, *, stage_id: int, workshop_id: int, **_closing: object) -> None:
    """Tell a closing round at its close, from three answers on; then again where three are new or changed.

    Whatever is told differs from what was told before by three answers at least.
    """
    answers = answers_to(session, stage_id)
    since = told_since(session, workshop_id, stage_id)
    fresh = [answer for answer in answers if since is None or answer.at > since]
    if len(fresh) >= FEWEST:
        seal_round(session, workshop_id=workshop_id, stage_id=stage_id, count=count_answers(answers))


def count_answers(answers: Sequence[RoundAnswer]) -> RoundCount:
    """What answers come to; fewer than three are not told, nor is a word of them."""
    if len(answers) < FEWEST:
        return RoundCount(len(answers), None, ())
    choices = [answer.choice for answer in answers]
    return RoundCount(
        len(answers),
        tuple(choices.count(choice) for choice in range(CHOICES[0], CHOICES[1] + 1)),
        tuple(in_order(answer.words for answer in answers if answer.words)),
    )


def _round(session: Session, workshop_id: int, stage: Stage | None, audience: str) -> RoundView:
    present = len(people_here(session, workshop_id))
    if stage is None:
        return RoundView(None, None, 0, present, None, [])
    answers = answers_to(session, stage.id)
    count = told_of(stage.kind, answers, sealed_rounds(session, workshop_id).get(stage.id))
    readable = stage.kind == StageKind.checkin or audience == "console"
    return RoundView(
        stage.id,
        stage.kind,
        count.answered,
        present,
        list(count.counts) if count.counts else None,
        in_order(count.words) if readable and count.counts else [],
    )


def told_of(kind: StageKind, answers: Sequence[RoundAnswer], sealed: RoundCount | None) -> RoundCount:
    """What is told of a round now: the weather as it comes, a closing round as it was told at its close.

    A round that came without its answers is what it was.
    """
    if kind == StageKind.checkin:
        return count_answers(answers) if answers or sealed is None else sealed
    answered = len(answers) or (sealed.answered if sealed else 0)
    return RoundCount(answered, sealed.counts if sealed else None, sealed.words if sealed else ())
