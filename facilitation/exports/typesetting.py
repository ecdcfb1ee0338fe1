"""Typesetting: the one place that turns a Typst template and what it is told into a PDF."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from settings import ROOT

TEMPLATES = Path(__file__).parent / "templates"
FONTS = ROOT / "assets" / "fonts" / "print"
BOX = "□"
ALIASES = {"✕": "×"}
"""A sign of ours that our fonts do not have, and its like."""

_UNUSUAL = re.compile("[^\\u0000-\\u024f\\u2010-\\u2027\\u202f\\u20ac□]")
_UNDRAWN = re.compile('the text `"(.+?)"` could not be displayed', re.DOTALL)
PROBE = TEMPLATES / "probe.typ"
"""Shows the text that it is told, and nothing else."""


def typeset(template: str, told: Mapping[str, Any]) -> bytes:
    """The template as a tagged PDF (PDF/UA-1, checked by the compiler), with our fonts and no other.

    What people typed arrives as data and is never read as markup. The compiler is loaded only here: it is
    large, and a server that hands out no PDF does not need it.
    """
    return _compiled(TEMPLATES / template, legible(json.dumps(told, ensure_ascii=False)))


def legible(text: str) -> str:
    """The text with an empty box for every character that no font of ours can draw.

    PDF/UA forbids such a character, so that one of them would cost the whole document.
    """
    for sign, alike in ALIASES.items():
        text = text.replace(sign, alike)
    unusual = set(_UNUSUAL.findall(text))
    return text.translate({ord(character): BOX for character in _undrawn(unusual)})


def _undrawn(characters: set[str]) -> set[str]:
    """Which of the characters cannot be drawn: the compiler names one at a time."""
    from typst import TypstError

    drawn = set(characters)
    for _each in characters:
        try:
            _compiled(PROBE, " ".join(sorted(drawn)))
        except TypstError as error:
            drawn -= set("".join(_UNDRAWN.findall(str(error))))
        else:
            break
    return characters - drawn


def _compiled(template: Path, told: str) -> bytes:
    from typst import compile as compiled

    return compiled(
        template,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"told": told},
        format="pdf",
        pdf_standards=["ua-1"],
    )
