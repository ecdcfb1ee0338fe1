"""Templates of the instance: a workshop's agenda with its words, kept under a name, shared as a file."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from db.accounts import Role
from db.agenda import StageKind, stages_of
from db.base import now
from db.session import Session
from db.templates import NAME_LIMIT, Template, kept_templates, template_row
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import BadTemplate, NotAllowed, NotFound
from facilitation.facilitators import may_run
from facilitation.planning import fit_instruction, fit_minutes, fit_title
from facilitation.templates import TEMPLATES, TemplateStage, template_stages
from facilitation.texts import clean
from translation import known

OWN = "own-"
"""What the key of a template of the instance begins with; its number follows."""
FORMAT = "template-1"
TEMPLATE_NAME_LIMIT = NAME_LIMIT
FILE_LIMIT = 60 * 1024
MOST_STAGES = 60


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the instance; `mine` where this account may take it away."""

    id: int
    key: str
    name: str
    language: str
    stages: int
    minutes: int
    mine: bool


def own_templates(session: Session, *, actor: Actor) -> list[OwnTemplate]:
    """What workshops of this instance can start from beside the ready ones. Raises NotAllowed."""
    account = may_run(session, actor)
    return [
        OwnTemplate(
            one.id,
            f"{OWN}{one.id}",
            one.name,
            one.language,
            len(one.stages),
            sum(stage["minutes"] for stage in one.stages),
            mine=_may_remove(one, account.id, account.role),
        )
        for one in kept_templates(session)
    ]


def save_template(session: Session, *, actor: Actor, workshop_id: int, name: str) -> int:
    """Keep the agenda of a workshop, with its words, under a name; its id.

    Raises NotFound, BadTemplate for an empty agenda or one too long to share, Missing or TooLong
    for the name.
    """
    workshop = workshop_run_by(session, actor, workshop_id)
    stages = [
        TemplateStage(one.kind, one.title, one.instruction, one.minutes, one.concealed, one.locks)
        for one in stages_of(session, workshop_id)
    ]
    if not stages:
        raise BadTemplate("empty")
    written = _written(clean(name, limit=NAME_LIMIT, field="name"), workshop.language, map(_row, stages))
    if len(stages) > MOST_STAGES or len(written) > FILE_LIMIT:
        raise BadTemplate("long")
    return _keep(session, actor, name, workshop.language, stages)


def remove_template(session: Session, *, actor: Actor, template_id: int) -> None:
    """Take a template away; restore_template brings it back. By who made it, or an administrator."""
    _removable(session, actor, template_id).deleted_at = now()


def restore_template(session: Session, *, actor: Actor, template_id: int) -> None:
    """Bring back a template that was taken away."""
    _removable(session, actor, template_id).deleted_at = None


def stages_from(session: Session, template: str, language: str) -> list[TemplateStage]:
    """The stages of a template: a ready one in a language, one of the instance as it was written.

    Raises NotFound.
    """
    if template in TEMPLATES:
        return template_stages(template, language)
    number = template.removeprefix(OWN)
    row = template_row(session, int(number)) if number.isdecimal() and len(number) < 10 else None
    if row is None or row.deleted_at is not None:
        raise NotFound
    return [TemplateStage(**{**stage, "kind": StageKind(stage["kind"])}) for stage in row.stages]


def template_file(session: Session, *, actor: Actor, template_id: int) -> tuple[str, bytes]:
    """A template of the instance as a file to share: its name and what it holds. Raises NotFound."""
    may_run(session, actor)
    row = template_row(session, template_id)
    if row is None or row.deleted_at is not None:
        raise NotFound
    return f"essaim-template-{row.id}.toml", _written(row.name, row.language, row.stages)


def import_template(session: Session, *, actor: Actor, data: bytes) -> int:
    """Keep the template of a file that another instance gave out; its id.

    Raises NotAllowed, BadTemplate where it is none, TooLong, Missing or OutOfRange for what it says.
    """
    may_run(session, actor)
    if len(data) > FILE_LIMIT:
        raise BadTemplate("large")
    try:
        told = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadTemplate("unreadable") from error
    stages = told.get("stage")
    if told.get("essaim") != FORMAT or not isinstance(stages, list) or not 0 < len(stages) <= MOST_STAGES:
        raise BadTemplate("other")
    language = known(str(told.get("language", ""))) or "fr"
    return _keep(session, actor, _text(told, "name"), language, [_heard(one) for one in stages])


def _written(name: str, language: str, stages: Iterable[dict[str, Any]]) -> bytes:
    head = [
        f"essaim = {_quoted(FORMAT)}",
        f"name = {_quoted(name)}",
        f"language = {_quoted(language)}",
    ]
    told = ["\n".join(["[[stage]]", *_lines(stage)]) for stage in stages]
    return ("\n".join(head) + "\n\n" + "\n\n".join(told) + "\n").encode()


def _row(stage: TemplateStage) -> dict[str, Any]:
    return asdict(stage) | {"kind": stage.kind.value}


def _keep(session: Session, actor: Actor, name: str, language: str, stages: Iterable[TemplateStage]) -> int:
    row = Template(
        name=clean(name, limit=NAME_LIMIT, field="name"),
        language=language,
        stages=[_row(stage) for stage in stages],
        created_by=actor.account,
    )
    session.add(row)
    session.flush()
    return row.id


def _heard(told: Any) -> TemplateStage:
    if not isinstance(told, dict) or told.get("kind") not in list(StageKind):
        raise BadTemplate("other")
    minutes = told.get("minutes")
    if type(minutes) is not int:
        raise BadTemplate("other")
    return TemplateStage(
        StageKind(told["kind"]),
        fit_title(_text(told, "title")),
        fit_instruction(_text(told, "instruction")),
        fit_minutes(minutes),
        told.get("concealed") is True,
        told.get("locks") is True,
    )


def _text(told: dict[str, Any], name: str) -> str:
    said = told.get(name, "")
    if not isinstance(said, str):
        raise BadTemplate("other")
    return said


def _lines(stage: dict[str, Any]) -> Iterable[str]:
    for name, value in stage.items():
        yield f"{name} = {_quoted(value) if isinstance(value, str) else str(value).lower()}"


def _quoted(text: str) -> str:
    """A TOML string: what JSON writes, of which no sign means something else there."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _removable(session: Session, actor: Actor, template_id: int) -> Template:
    account = may_run(session, actor)
    row = template_row(session, template_id)
    if row is None:
        raise NotFound
    if not _may_remove(row, account.id, account.role):
        raise NotAllowed
    return row


def _may_remove(row: Template, account_id: int, role: Role) -> bool:
    return row.created_by == account_id or role == Role.ADMINISTRATOR
