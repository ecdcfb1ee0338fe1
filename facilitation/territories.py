"""The territories that a workshop gathers."""

from collections.abc import Iterable

from db.changes import touch
from db.interests import rename_interests
from db.session import Session
from db.territories import is_referred_to
from db.territory_merges import took_in_another
from db.workshops import territories_of, territory_in, territory_named
from facilitation.access import workshop_run_by
from facilitation.actors import Actor
from facilitation.errors import Missing, NameTaken, NotFound, TerritoryInUse
from facilitation.journal import Action, note
from facilitation.naming import territory_for, territory_name


def add_territory(session: Session, *, actor: Actor, workshop_id: int, name: str) -> int:
    """Add a territory, or find the one of that name; its id."""
    workshop_run_by(session, actor, workshop_id)
    territory_id = territory_for(session, workshop_id, None, name)
    if territory_id is None:
        raise Missing("territory")
    _written_down(session, workshop_id, actor, "territory_added", name)
    return territory_id


def add_territories(session: Session, *, actor: Actor, workshop_id: int, names: Iterable[str]) -> None:
    """Add several territories at once; those that are there already, and empty names, change nothing."""
    for name in names:
        if name.strip():
            add_territory(session, actor=actor, workshop_id=workshop_id, name=name)


def rename_territory(
    session: Session, *, actor: Actor, workshop_id: int, territory_id: int, name: str
) -> None:
    """Correct the name of a territory. Raises NameTaken where another one bears it."""
    workshop_run_by(session, actor, workshop_id)
    territory = territory_in(session, workshop_id, territory_id)
    if territory is None:
        raise NotFound
    name = territory_name(name)
    namesake = territory_named(session, workshop_id, name)
    if namesake is not None and namesake.id != territory_id:
        raise NameTaken(name)
    rename_interests(session, workshop_id, territory.name, name)
    territory.name = name
    _written_down(session, workshop_id, actor, "territory_renamed", name)


def remove_territory(session: Session, *, actor: Actor, workshop_id: int, territory_id: int) -> None:
    """Take a territory off the list; gone already, nothing changes. Raises TerritoryInUse."""
    workshop_run_by(session, actor, workshop_id)
    territory = territory_in(session, workshop_id, territory_id)
    if territory is None:
        return
    if is_referred_to(session, territory_id) or took_in_another(session, territory_id):
        raise TerritoryInUse(territory.name)
    session.delete(territory)
    _written_down(session, workshop_id, actor, "territory_removed", territory.name)


def _written_down(session: Session, workshop_id: int, actor: Actor, action: Action, name: str) -> None:
    note(session, workshop_id=workshop_id, action=action, actor=actor, name=name)
    touch(session, workshop_id, "settings", "people", "wall", "matrix", "ratings", "concepts")


def territory_names(session: Session, workshop_id: int) -> list[str]:
    """The names of a workshop's territories, in their order."""
    return [territory.name for territory in territories_of(session, workshop_id)]
