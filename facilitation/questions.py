"""Questions to the holder: every "don't know" of the matrix, and what the holder answers."""

from dataclasses import dataclass

from db import changes
from db.answers import (
    ANSWER_LIMIT,
    Answered,
    HolderAnswer,
    answer_to,
    answers_in,
    holds_any,
    initiatives_with,
)
from db.base import now
from db.ratings import Criterion
from db.session import Session
from db.sharing import Initiative
from db.workshops import Workshop
from facilitation import journal
from facilitation.access import person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.attribution import credit
from facilitation.ending import still_open
from facilitation.errors import NotAllowed, NotFound
from facilitation.matrix import MatrixView, matrix_view
from facilitation.texts import clean

__all__ = ["ANSWER_LIMIT"]

_CRITERIA = tuple(Criterion)


@dataclass(frozen=True, slots=True)
class Question:
    """What some territories did not know about an initiative, and the answer, signed as its author wishes."""

    initiative_id: int
    initiative: str
    criterion: str
    territories: list[str]
    answer: str
    answered_by: str


def questions(session: Session, workshop_id: int, *, matrix: MatrixView | None = None) -> list[Question]:
    """Every question of a workshop, by initiative and criterion; none before the matrix is revealed.

    Whoever has the `matrix` already hands it on.
    """
    view = matrix or matrix_view(session, workshop_id, "console")
    return [question for _, question in _asked(session, workshop_id, view)]


def questions_for(session: Session, person_id: int) -> list[Question]:
    """The questions to the holder that a person is."""
    person = person_there(session, person_id)
    if not holds_any(session, person_id):
        return []
    view = matrix_view(session, person.workshop_id, "console")
    asked = _asked(session, person.workshop_id, view)
    return [question for initiative, question in asked if answers_for(initiative) == person_id]


def answer_question(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    criterion: Criterion,
    text: str,
) -> None:
    """Answer what some did not know, during the session or after it; an empty answer is taken back.

    The holder answers, or the facilitator for them. Raises WorkshopClosed for the holder thirty days after
    the end.
    """
    text = clean(text, limit=ANSWER_LIMIT, field="answer", required=False, multiline=True)
    initiative = session.get(Initiative, initiative_id, with_for_update={"key_share": True})
    if initiative is None:
        raise NotFound
    holder_id = answers_for(initiative)
    if actor.account_id is not None:
        workshop_run_by(session, actor, initiative.workshop_id)
    elif actor.person_id is None or person_there(session, actor.person_id).id != holder_id:
        raise NotAllowed
    else:
        still_open(session.get_one(Workshop, initiative.workshop_id))
    asked = {(one.initiative_id, one.criterion) for one in questions(session, initiative.workshop_id)}
    if (initiative_id, criterion) not in asked:
        raise NotFound
    answer = answer_to(session, initiative_id, criterion)
    if text == (answer.text if answer else ""):
        return
    if not text:
        session.delete(answer)
    else:
        if answer is None:
            answer = HolderAnswer(
                workshop_id=initiative.workshop_id, initiative_id=initiative_id, criterion=criterion
            )
            session.add(answer)
        answer.text, answer.author_id, answer.entered_by = text, holder_id, actor.account_id
        answer.answered_at = now()
    session.flush()
    journal.note(
        session,
        workshop_id=initiative.workshop_id,
        action="question_answered",
        actor=actor,
        person_id=holder_id,
        initiative_id=initiative_id,
    )
    changes.touch(session, initiative.workshop_id, "matrix")


def answers_for(initiative: Initiative) -> int | None:
    """Who answers for an initiative: its holder, else its author where no holder is named."""
    return initiative.holder_id or (None if initiative.holder else initiative.author_id)


def _asked(session: Session, workshop_id: int, view: MatrixView) -> list[tuple[Initiative, Question]]:
    """Every question with its initiative: where somebody does not know, or did when it was answered."""
    if not view.revealed:
        return []
    unknown: dict[tuple[int, Criterion], list[str]] = {}
    for work in view.initiatives:
        for row in work.rows:
            for cell in row.cells:
                if cell.unknown:
                    unknown.setdefault((work.id, Criterion(cell.criterion)), []).append(row.territory)
    answers = {
        (found.answer.initiative_id, found.answer.criterion): found
        for found in answers_in(session, workshop_id)
    }
    asked = sorted(unknown.keys() | answers.keys(), key=lambda one: (one[0], _CRITERIA.index(one[1])))
    initiatives = initiatives_with(session, {initiative_id for initiative_id, _ in asked})
    return [
        (
            initiatives[initiative_id],
            _question(
                initiatives[initiative_id],
                criterion,
                unknown.get((initiative_id, criterion), []),
                answers.get((initiative_id, criterion)),
            ),
        )
        for initiative_id, criterion in asked
    ]


def _question(
    initiative: Initiative, criterion: Criterion, territories: list[str], found: Answered | None
) -> Question:
    return Question(
        initiative_id=initiative.id,
        initiative=initiative.title,
        criterion=criterion,
        territories=territories,
        answer=found.answer.text if found else "",
        answered_by=_signature(found) if found else "",
    )


def _signature(found: Answered) -> str:
    if found.author is None:
        return ""
    signed = credit(found.author.name, found.territory, found.author.role, found.author.signs)
    return " · ".join(filter(None, (signed.author, signed.territory)))
