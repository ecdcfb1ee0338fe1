"""Making and remaking an agenda: stages added, reworded, retimed, moved, removed."""

from db.agenda import Stage, StageKind, drop_stage, last_position, stages_of, was_opened
from db.changes import touch
from db.session import Session
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.agenda import stage_in_reach
from facilitation.errors import OutOfRange, StageInUse
from facilitation.journal import Action, note
from facilitation.templates import usual_stage
from facilitation.texts import clean

MINUTES = (1, 600)


def add_stage(
    session: Session,
    *,
    actor: Actor,
    workshop_id: int,
    kind: StageKind,
    after: int | None = None,
    place: int | None = None,
    minutes: int | None = None,
    title: str | None = None,
    instruction: str | None = None,
    concealed: bool | None = None,
    locks: bool = False,
) -> int:
    """Add a stage after another one or at a place (1 is the first), else at the end; its id.

    It is as usual where nothing is said. With all that a stage was, it puts back one that was removed.
    """
    workshop = workshop_run_by(session, actor, workshop_id)
    usual = usual_stage(StageKind(kind), workshop.language)
    stage = Stage(
        workshop_id=workshop_id,
        position=last_position(session, workshop_id) + 1,
        kind=usual.kind,
        title=fit_title(usual.title if title is None else title),
        instruction=fit_instruction(usual.instruction if instruction is None else instruction),
        minutes=fit_minutes(usual.minutes if minutes is None else minutes),
        concealed=workshop.concealed and usual.kind == StageKind.sharing if concealed is None else concealed,
        locks=locks,
    )
    session.add(stage)
    session.flush()
    if after is not None:
        _put(session, stage, _index(session, stage_in_reach(session, actor, after)) + 1)
    if place is not None:
        _put(session, stage, place - 1)
    _written_down(session, actor, stage, "stage_added")
    return stage.id


def change_stage(
    session: Session,
    *,
    actor: Actor,
    stage_id: int,
    title: str | None = None,
    instruction: str | None = None,
    minutes: int | None = None,
    concealed: bool | None = None,
    locks: bool | None = None,
) -> None:
    """Change what is given of a stage, live when it is open; what is not given stays."""
    stage = stage_in_reach(session, actor, stage_id)
    if title is not None:
        stage.title = fit_title(title)
    if instruction is not None:
        stage.instruction = fit_instruction(instruction)
    if minutes is not None:
        stage.minutes = fit_minutes(minutes)
    if concealed is not None:
        stage.concealed = concealed
        touch(session, stage.workshop_id, "wall")
    if locks is not None:
        stage.locks = locks
    _written_down(session, actor, stage, "stage_changed")


def move_stage(session: Session, *, actor: Actor, stage_id: int, to: int) -> None:
    """Put a stage at a place of the agenda (1 is the first); beyond the end is the end."""
    stage = stage_in_reach(session, actor, stage_id)
    _put(session, stage, to - 1)
    _written_down(session, actor, stage, "stage_moved")


def remove_stage(session: Session, *, actor: Actor, stage_id: int) -> None:
    """Take a stage off the agenda. Raises StageInUse once it has been open: then it can only be skipped."""
    stage = stage_in_reach(session, actor, stage_id)
    if was_opened(session, stage_id):
        raise StageInUse
    _written_down(session, actor, stage, "stage_removed")
    drop_stage(session, stage)


def _index(session: Session, stage: Stage) -> int:
    return [row.id for row in stages_of(session, stage.workshop_id)].index(stage.id)


def _put(session: Session, stage: Stage, index: int) -> None:
    others = [row for row in stages_of(session, stage.workshop_id) if row.id != stage.id]
    others.insert(max(index, 0), stage)
    for position, row in enumerate(others, 1):
        row.position = position


def fit_title(text: str) -> str:
    """A title for a stage. Raises Missing, TooLong."""
    return clean(text, limit=80, field="title")


def fit_instruction(text: str) -> str:
    """An instruction for a stage, which may be empty. Raises TooLong."""
    return clean(text, limit=400, field="instruction", required=False, multiline=True)


def fit_minutes(minutes: int) -> int:
    """The minutes of a stage. Raises OutOfRange."""
    if not MINUTES[0] <= minutes <= MINUTES[1]:
        raise OutOfRange("minutes", *MINUTES)
    return minutes


def _written_down(session: Session, actor: Actor, stage: Stage, action: Action) -> None:
    note(session, workshop_id=stage.workshop_id, action=action, actor=actor, stage=stage.title)
    touch(session, stage.workshop_id, "stage", "settings")
