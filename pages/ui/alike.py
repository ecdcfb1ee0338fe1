"""How alike things are that are suggested together, or in what they differ although their words do not."""

import streamlit as st

from facilitation.likeness.comparing import Difference
from pages.ui.words import _, number, safe


def said_of(score: int, difference: Difference | None) -> None:
    """How alike they are; where they do not say the same, why, and no figure."""
    if difference is None:
        st.text(_("{n} % alike").format(n=number(score)), width="content")
    else:
        st.badge(_difference(difference), icon=":material/difference:", color="orange")


def _difference(difference: Difference) -> str:
    one, other = (safe(_grouped(side)) for side in (difference.one, difference.other))
    if difference.kind == "number":
        return _("The same words, other numbers: {one} / {other}").format(one=one, other=other)
    if difference.kind == "opposite":
        return _("The same words, the opposite: {one} / {other}").format(one=one, other=other)
    return _("The same words: one affirms what the other denies")


def _grouped(side: str) -> str:
    """What one of them says, its long numbers legible, each with what it counts."""
    return ", ".join(map(_legible, side.split(", ")))


def _legible(said: str) -> str:
    figures, _space, unit = said.partition(" ")
    if not figures.isdecimal() or len(figures) >= 16:
        return said
    return f"{number(int(figures))}\u00a0{unit}" if unit else number(int(figures))
