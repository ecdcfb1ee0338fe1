"""Workshop templates: agendas kept as data, in every language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from db.agenda import StageKind

READY = ("one-hour", "half-day", "with-citizens")
"""Ready ones beside the atelier, one file each."""
TEMPLATES = ("atelier-3h", "atelier-2h", *READY)


@dataclass(frozen=True, slots=True)
class TemplateStage:
    """One stage as a template gives it."""

    kind: StageKind
    title: str
    instruction: str
    minutes: int
    concealed: bool = False
    locks: bool = False


@cache
def _written(file: str = "atelier") -> list[dict[str, Any]]:
    stages: list[dict[str, Any]] = tomllib.loads(
        (Path(__file__).parent / f"{file}.toml").read_text(encoding="utf-8")
    )["stage"]
    return stages


def template_stages(template: str, language: str) -> list[TemplateStage]:
    """The stages of a template, worded in a language."""
    if template in READY:
        return [_stage(stage, stage["minutes"], language) for stage in _written(template)]
    return [
        _stage(stage, stage["minutes"][template], language)
        for stage in _written()
        if template in stage["minutes"]
    ]


def usual_stage(kind: StageKind, language: str) -> TemplateStage:
    """A stage of this kind as the longest template has it, for an agenda that wants one more."""
    stage = next(stage for stage in _written() if stage["kind"] == kind)
    return _stage(stage, stage["minutes"][TEMPLATES[0]], language)


def _stage(stage: dict[str, Any], minutes: int, language: str) -> TemplateStage:
    return TemplateStage(
        StageKind(stage["kind"]), stage["title"][language], stage["instruction"][language], minutes
    )
