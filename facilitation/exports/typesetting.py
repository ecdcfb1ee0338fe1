"""Typesetting: the one place that turns a Typst template and what it is told into a PDF."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from settings import ROOT

TEMPLATES = Path(__file__).parent / "templates"
FONTS = ROOT / "assets" / "fonts" / "print"


def typeset(template: str, told: Mapping[str, Any]) -> bytes:
    """The template as a tagged PDF (PDF/UA-1, checked by the compiler), with our fonts and no other.

    What people typed arrives as data and is never read as markup. The compiler is loaded only here: it is
    large, and a server that hands out no PDF does not need it.
    """
    from typst import compile as compiled

    return compiled(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"told": json.dumps(told)},
        format="pdf",
        pdf_standards=["ua-1"],
    )
