"""The opening and closing rounds: the weather people arrive with, and what the session was worth."""

from dataclasses import dataclass

from db.agenda import Stage, StageKind, last_opened
from db.base import now
from db.changes import touch
from db.people import people_here
from db.rounds import RoundAnswer, answer_row, answers_to
from db.session import Session
from facilitation.access import acting_person
from facilitation.actors import Actor
from facilitation.agenda import open_stage_of, stage_in_reach
from facilitation.errors import Missing, OutOfRange, StageLocked, StageNotOpen
from facilitation.journal import note
from facilitation.sealed import RoundCount, sealed_rounds
from facilitation.texts import clean

ROUNDS = (StageKind.checkin, StageKind.closing)
CHOICES = (1, 5)
WORDS_LIMIT = 200
SHOWN_FROM = 3
"""Fewer answers to the closing round are not shown: they would not be anonymous."""


@dataclass(frozen=True, slots=True)
class MyAnswer:
    """What a person has answered."""

    choice: int
    words: str


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round for one audience, without names; `counts` is None while it would not be anonymous."""

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


def _round(session: Session, workshop_id: int, stage: Stage | None, audience: str) -> RoundView:
    present = len(people_here(session, workshop_id))
    if stage is None:
        return RoundView(None, None, 0, present, None, [])
    answers = answers_to(session, stage.id)
    sealed = None if answers else sealed_rounds(session, workshop_id).get(stage.id)
    if sealed is not None:
        return _sealed(stage, sealed, present, audience)
    choices = [answer.choice for answer in answers]
    shown = stage.kind == StageKind.checkin or len(answers) >= SHOWN_FROM
    readable = shown and (stage.kind == StageKind.checkin or audience == "console")
    return RoundView(
        stage.id,
        stage.kind,
        len(answers),
        present,
        [choices.count(choice) for choice in range(CHOICES[0], CHOICES[1] + 1)] if shown else None,
        sorted(answer.words for answer in answers if answer.words) if readable else [],
    )


def _sealed(stage: Stage, count: RoundCount, present: int, audience: str) -> RoundView:
    """A round that came without its answers; its words are for whom they would be otherwise."""
    counts = list(count.counts) if count.counts else None
    readable = stage.kind == StageKind.checkin or (audience == "console" and counts is not None)
    return RoundView(
        stage.id, stage.kind, count.answered, present, counts, sorted(count.words) if readable else []
    )
