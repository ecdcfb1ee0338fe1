"""Who is to act in a rehearsal, where, and with which words."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from db.people import Person
from db.session import Session
from facilitation.actors import Actor
from facilitation.agenda import OpenStage
from facilitation.running import mark_done

HESITATION = 0.15
"""How often somebody takes back a dot, or words another one's idea anew."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is to act, where, with which words, and by which chance."""

    session: Session
    person: Person
    stage: OpenStage
    words: dict[str, Any]
    random: Random


@cache
def material(language: str) -> dict[str, Any]:
    """What simulated people are called and say in a language."""
    file = Path(__file__).parents[1] / "templates" / f"rehearsal.{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def done(scene: Scene) -> str:
    """Have nothing more to do in this stage."""
    mark_done(scene.session, actor=Actor(person_id=scene.person.id), stage_id=scene.stage.id)
    return "done"
