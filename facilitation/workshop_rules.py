"""What each setting of a workshop may be."""

from collections.abc import Callable
from typing import Any

from facilitation.errors import OutOfRange, UnknownTimeZone
from facilitation.texts import clean
from hours import zone_names
from translation import LANGUAGES

Rule = Callable[[Any], Any]


def _text(field: str, limit: int, *, required: bool = False) -> Rule:
    return lambda value: clean(value, limit=limit, field=field, required=required)


def _number(field: str, lowest: int, highest: int, *, optional: bool = False) -> Rule:
    def fits(value: int | None) -> int | None:
        if value is None and optional:
            return None
        if value is None or not lowest <= value <= highest:
            raise OutOfRange(field, lowest, highest)
        return value

    return fits


def _language(value: str) -> str:
    return value if value in LANGUAGES else LANGUAGES[0]


def _zone(name: str) -> str:
    if name not in zone_names():
        raise UnknownTimeZone
    return name


def _as_is(value: Any) -> Any:
    return value


RULES: dict[str, Rule] = {
    "theme": _text("theme", 200, required=True),
    "organiser": _text("organiser", 120),
    "place": _text("place", 120),
    "date": _as_is,
    "starts": _as_is,
    "language": _language,
    "time_zone": _zone,
    "expected": _number("expected", 1, 2000),
    "seats": _number("seats", 1, 2000),
    "dots": _number("dots", 1, 20, optional=True),
    "cap": _number("cap", 1, 20),
    "keep": _number("keep", 2, 3),
    "own_territory": bool,
    "concealed": bool,
    "optional_criteria": bool,
    "rehearsal": bool,
}


def fit(name: str, value: Any) -> Any:
    """The value, fit for the setting of this name. Raises Missing, TooLong, OutOfRange or UnknownTimeZone."""
    return RULES[name](value)
