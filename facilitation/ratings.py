"""Rating: each person answers for their own territory, alone, until the stage closes."""

from dataclasses import dataclass, replace
from typing import Literal

from db import changes
from db import ratings as db
from db.devices import devices_of
from db.ratings import Criterion, Rater
from db.session import Session
from db.workshops import territory_in
from facilitation import journal
from facilitation.access import person_in_reach, person_there, workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import StageKind, open_stage_of, require_open
from facilitation.errors import HasDevice, NoTerritory, NotFound, NotKept, OutOfRange, OwnInitiative
from facilitation.rated import SCALE, RatedInitiative, criteria_asked, rated_initiatives

__all__ = ["SCALE", "Criterion", "RatingsView", "rate", "ratings_for", "ratings_view", "take_rating_back"]

Answers = dict[tuple[int, Criterion], tuple[int | None, int]]


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One initiative before one's own territory: what I answered; `own` where it comes from there."""

    id: int
    title: str
    own: bool
    answers: dict[str, int | None]
    """By criterion; None is "don't know", and what is not answered is not there."""
    answered: int


@dataclass(frozen=True, slots=True)
class RatingsView:
    """What one person is asked about their own territory, and has answered."""

    territory: str | None
    why_not: Literal["no_territory", "nothing_kept", "only_own"] | None
    open: bool
    revealed: bool
    criteria: list[str]
    initiatives: list[RatingLine]
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class _Sheet:
    """All that one rater is asked, and all that they have answered, of their territory of now."""

    rater: Rater
    criteria: list[Criterion]
    initiatives: list[RatedInitiative]
    answers: Answers

    @property
    def asked(self) -> set[tuple[int, Criterion]]:
        """Every question."""
        return {
            (one.id, criterion)
            for one in self.initiatives
            for criterion in self.criteria
            if self.rater.territory_id is not None and self.rater.territory_id not in one.sources
        }

    @property
    def answered(self) -> set[tuple[int, Criterion]]:
        """The questions that have an answer."""
        home = self.rater.territory_id
        return {one for one in self.asked if one in self.answers and self.answers[one][1] == home}

    @property
    def progress(self) -> tuple[bool, bool]:
        """Whether this person has begun, and whether everything is answered: all that others may see."""
        return bool(self.answered), bool(self.asked) and self.answered == self.asked


def rate(
    session: Session,
    *,
    actor: Actor,
    initiative_id: int,
    criterion: Criterion,
    value: int | None,
) -> None:
    """Say how a criterion stands in one's own territory; None is "don't know". Said again, it replaces.

    A facilitator does it for who has no device.
    """
    if value is not None and value not in SCALE:
        raise OutOfRange("rating", SCALE[0], SCALE[-1])
    sheet = _sheet_to_write(session, actor, initiative_id, criterion)
    given = (value, sheet.rater.territory_id or 0)
    former = sheet.answers.get((initiative_id, criterion))
    if former != given:
        db.write_rating(session, sheet.rater, initiative_id, criterion, value, anew=former is not None)
        after = replace(sheet, answers=sheet.answers | {(initiative_id, criterion): given})
        _tell(session, sheet, after, actor)


def take_rating_back(session: Session, *, actor: Actor, initiative_id: int, criterion: Criterion) -> None:
    """Leave a criterion without an answer again."""
    sheet = _sheet_to_write(session, actor, initiative_id, criterion)
    if (initiative_id, criterion) in sheet.answered:
        db.drop_rating(session, sheet.rater.id, initiative_id, criterion)
        left = {one: given for one, given in sheet.answers.items() if one != (initiative_id, criterion)}
        _tell(session, sheet, replace(sheet, answers=left), actor)


def ratings_view(session: Session, person_id: int) -> RatingsView:
    """A person's own ratings, for nobody else."""
    person = person_there(session, person_id)
    sheet = _sheet(session, Rater(person.id, person.workshop_id, person.territory_id))
    stage = open_stage_of(session, person.workshop_id)
    territory = (
        territory_in(session, person.workshop_id, person.territory_id) if person.territory_id else None
    )
    return RatingsView(
        territory=territory.name if territory else None,
        why_not=_why_not(sheet),
        open=stage is not None and stage.kind == StageKind.perspective and not stage.locked,
        revealed=db.revealed(session, person.workshop_id),
        criteria=[criterion.value for criterion in sheet.criteria],
        initiatives=[_line(sheet, initiative) for initiative in sheet.initiatives],
        asked=len(sheet.asked),
        answered=len(sheet.answered),
    )


def ratings_for(session: Session, *, actor: Actor, person_id: int) -> RatingsView:
    """The ratings of somebody without a device, for the facilitator who enters them.

    Raises HasDevice for anybody else: nobody sees what they answered.
    """
    person_in_reach(session, actor, person_id)
    _without_device(session, person_id)
    return replace(ratings_view(session, person_id), open=True)


def _sheet(session: Session, rater: Rater) -> _Sheet:
    return _Sheet(
        rater,
        criteria_asked(session, rater.workshop_id),
        rated_initiatives(session, rater.workshop_id),
        db.answers_of(session, rater.id),
    )


def _sheet_to_write(session: Session, actor: Actor, initiative_id: int, criterion: Criterion) -> _Sheet:
    """What a rater may answer now, held until the end of this transaction."""
    rater = None if actor.person_id is None else db.lock_rater(session, actor.person_id)
    if rater is None:
        raise NotFound
    if actor.account_id is None:
        require_open(session, rater.workshop_id, StageKind.perspective)
    else:
        workshop_run_by(session, actor, rater.workshop_id)
        _without_device(session, rater.id)
    if rater.territory_id is None:
        raise NoTerritory
    sheet = _sheet(session, rater)
    initiative = next((one for one in sheet.initiatives if one.id == initiative_id), None)
    if initiative is None:
        raise NotKept
    if rater.territory_id in initiative.sources:
        raise OwnInitiative
    if criterion not in sheet.criteria:
        raise NotFound
    return sheet


def _without_device(session: Session, person_id: int) -> None:
    if devices_of(session, person_id):
        raise HasDevice


def _why_not(sheet: _Sheet) -> Literal["no_territory", "nothing_kept", "only_own"] | None:
    if sheet.rater.territory_id is None:
        return "no_territory"
    if not sheet.initiatives:
        return "nothing_kept"
    return None if sheet.asked else "only_own"


def _line(sheet: _Sheet, initiative: RatedInitiative) -> RatingLine:
    answers = {
        criterion.value: sheet.answers[initiative.id, criterion][0]
        for criterion in sheet.criteria
        if (initiative.id, criterion) in sheet.answered
    }
    return RatingLine(
        initiative.id, initiative.title, sheet.rater.territory_id in initiative.sources, answers, len(answers)
    )


def _tell(session: Session, before: _Sheet, after: _Sheet, actor: Actor) -> None:
    """Before the reveal others hear only who has begun and who is through; never what was answered."""
    rater, shown = after.rater, db.revealed(session, after.rater.workshop_id)
    changes.touch(session, rater.workshop_id, f"ratings:{rater.id}")
    if before.progress == after.progress and not shown:
        return
    changes.touch(session, rater.workshop_id, "matrix")
    begun, finished = (now and not then for then, now in zip(before.progress, after.progress, strict=True))
    journal.note(
        session,
        workshop_id=rater.workshop_id,
        action="rating_finished" if finished else "rating_started" if begun else "rating_changed",
        actor=actor,
    )
