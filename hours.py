"""Hours: a moment as the clock on the wall of a workshop shows it.

Zones come from the package tzdata and never from files of the machine, whose rules may be old or not there.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import NewType
from zoneinfo import ZoneInfo, available_timezones, reset_tzpath

reset_tzpath(to=())

Wall = NewType("Wall", datetime)
"""A moment on the clock of its workshop: local() alone makes one, and nothing else is shown as an hour."""


OURS = "Europe/Paris"


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


OFFERED: Mapping[str, str] = {
    OURS: N_("Mainland France"),
    "America/Martinique": N_("French West Indies (Guadeloupe, Martinique, Saint-Barthélemy, Saint-Martin)"),
    "America/Cayenne": N_("French Guiana"),
    "Indian/Reunion": N_("Réunion"),
    "Indian/Mayotte": N_("Mayotte"),
    "America/Miquelon": N_("Saint Pierre and Miquelon"),
    "Pacific/Noumea": N_("New Caledonia"),
    "Pacific/Wallis": N_("Wallis and Futuna"),
    "Pacific/Tahiti": N_("French Polynesia (Tahiti)"),
    "Pacific/Marquesas": N_("French Polynesia (Marquesas)"),
    "Pacific/Gambier": N_("French Polynesia (Gambier)"),
    "Indian/Kerguelen": N_("French Southern and Antarctic Lands"),
}
"""The zones of French local authorities, in words."""


@cache
def zone_names() -> tuple[str, ...]:
    """Every time zone by its name: those that are offered in words, then the others by name."""
    others = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    return (*OFFERED, *(name for name in others if name not in OFFERED))


def universal(at: datetime) -> datetime:
    """The moment in universal time, as files tell programs when they were made."""
    return at.astimezone(UTC)


def local(at: datetime, time_zone: str) -> Wall:
    """The moment as clocks in this time zone show it."""
    return Wall(at.astimezone(ZoneInfo(time_zone)))
