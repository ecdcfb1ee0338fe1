"""Cells of spreadsheets: what somebody typed stays text, whatever the program that opens it."""

import re

_LISTED = re.compile(r"^[-－](?=\s+\w)")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet reads as the start of a formula, in full width too (OWASP, CSV injection)."""


def dashed(text: str) -> str:
    """The text with the dash of a list before it set as one: read as a minus it would begin a formula."""
    return _LISTED.sub("–", text, count=1)


def neutral(cell: str | int | None) -> str:
    """The cell as text that no spreadsheet calculates: an apostrophe precedes what looks like a formula."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    text = cell.replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0\ufeff\u200b\"'").startswith(DANGEROUS) else text
