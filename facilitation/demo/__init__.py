"""The demo workshops: the real material of a 2021 series of ateliers; what is made up in it is marked so."""

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from db.agenda import openings_of
from db.people import people_of
from db.session import Session
from db.workshops import Workshop, workshops_run_by
from facilitation.actors import Actor
from facilitation.demo.played import play
from facilitation.sharing import share_initiative
from facilitation.territories import add_territory
from facilitation.workshops import create_workshop

MATERIAL = Path(__file__).with_name("workshops.json")


@cache
def material() -> dict[str, Any]:
    """Workshops, territories and initiatives, as the file tells them."""
    found: dict[str, Any] = json.loads(MATERIAL.read_text(encoding="utf-8"))
    return found


def load_demos(session: Session, *, actor: Actor) -> None:
    """Make both demo workshops: one to rehearse in, one played through to look at."""
    load_demo(session, actor=actor)
    load_played(session, actor=actor)


def load_demo(session: Session, *, actor: Actor) -> int:
    """Make the demo workshop to rehearse in, and return its id; one that nobody has used yet is enough."""
    unused = _unused(session, actor)
    return _made(session, actor, material()["workshops"][0]) if unused is None else unused


def load_played(session: Session, *, actor: Actor) -> int:
    """Make the demo workshop that was played through, and return its id; one of them is enough."""
    told = material()["workshops"][1]
    for workshop in _demos(session, actor):
        if workshop.theme == told["theme"]:
            return workshop.id
    workshop_id = _made(session, actor, told)
    play(session, actor=actor, workshop_id=workshop_id)
    return workshop_id


def _made(session: Session, actor: Actor, told: dict[str, Any]) -> int:
    workshop_id = create_workshop(
        session,
        actor=actor,
        theme=told["theme"],
        language="fr",
        date=date.fromisoformat(told["date"]),
        expected=told["territories_registered"],
        rehearsal=True,
        demo=True,
    )
    for territory in material()["territories"]:
        add_territory(session, actor=actor, workshop_id=workshop_id, name=territory["name"])
    for initiative in material()["initiatives"]:
        share_initiative(
            session,
            actor=actor,
            workshop_id=workshop_id,
            fictitious=initiative["fictitious"],
            title=typeset(initiative["title"]),
            pitch=typeset(initiative["pitch"]),
            description=typeset("\n".join(initiative["facts"])),
            territory_name=initiative["territory"],
        )
    return workshop_id


def typeset(text: str) -> str:
    """French as it is set: no line begins with : ; ! ? or »."""
    return re.sub(r" ([:;!?»])", "\u00a0\\1", text)


def _unused(session: Session, actor: Actor) -> int | None:
    mine = (workshop.id for workshop in _demos(session, actor))
    return next((one for one in mine if not people_of(session, one) and not openings_of(session, one)), None)


def _demos(session: Session, actor: Actor) -> list[Workshop]:
    return [
        workshop
        for workshop in workshops_run_by(session, actor.account)
        if workshop.demo and workshop.archived_at is None and workshop.deleted_at is None
    ]
