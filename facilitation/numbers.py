"""Numbers that come from outside: a database holds eighteen digits, and whatever is longer names nothing."""

MOST = 10**18
MOST_DIGITS = 18


def number_in(text: str) -> int | None:
    """The whole number that a text names; None where it names none that a database holds."""
    held = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if held else None


def is_held(value: int) -> bool:
    """Whether every database holds this number."""
    return -MOST < value < MOST
