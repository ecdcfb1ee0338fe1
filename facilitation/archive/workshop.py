"""The workshop itself and its territories, told and rebuilt."""

from datetime import date, time

from db.logos import WorkshopLogo, logo_row
from db.workshops import Territory, Workshop
from facilitation.actors import Actor
from facilitation.archive.source import Source, Told, perhaps
from facilitation.archive.target import Target, perhaps_heard
from hours import OURS

AS_IT_IS = (
    "theme", "organiser", "place", "language", "time_zone", "expected", "seats", "dots", "cap", "keep",
    "own_territory", "concealed", "optional_criteria", "rehearsal", "demo",
)  # fmt: skip


def tell_workshop(source: Source) -> Told:
    """Its settings, without the codes that open it."""
    workshop, logo = source.workshop, logo_row(source.session, source.workshop.id)
    return {
        **{name: getattr(workshop, name) for name in AS_IT_IS},
        "date": workshop.date.isoformat() if workshop.date else None,
        "starts": workshop.starts.isoformat("minutes"),
        "ended": perhaps(workshop.closed_at),
        "logo": source.picture("logo", 1, logo.picture_id if logo else None),
    }


def new_workshop(told: Told, actor: Actor) -> Workshop:
    """A workshop with these settings; nobody can join one that had ended."""
    return Workshop(
        **{"time_zone": OURS} | {name: told[name] for name in AS_IT_IS if name in told},
        date=date.fromisoformat(told["date"]) if told["date"] else None,
        starts=time.fromisoformat(told["starts"]),
        closed_at=perhaps_heard(told["ended"]),
        created_by=actor.account_id,
    )


def rebuild_logo(target: Target, told: Told | None) -> None:
    """Give the workshop its organiser's logo."""
    picture_id = target.picture(told)
    if picture_id is not None:
        target.add([WorkshopLogo(workshop_id=target.workshop.id, picture_id=picture_id, chosen_by=target.by)])


def tell_territories(source: Source) -> list[str]:
    """The names of the territories, in the order they were entered."""
    return [territory.name for territory in source.territories]


def rebuild_territories(target: Target, told: list[str]) -> None:
    """Make the territories."""
    rows = target.add([Territory(workshop_id=target.workshop.id, name=name) for name in told])
    target.territories = [row.id for row in rows]
