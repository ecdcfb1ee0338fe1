"""Cells of spreadsheets: what somebody typed stays text, whatever the program that opens it."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet reads as the start of a formula, in full width too (OWASP, CSV injection)."""


def neutral(cell: str | int | None) -> str:
    """The cell as text that no spreadsheet calculates: an apostrophe precedes what looks like a formula."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    text = cell.replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0\ufeff\u200b\"'").startswith(DANGEROUS) else text
