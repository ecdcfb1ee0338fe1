"""Typst's compiler, on a folder that holds all it needs; as a script it is a process with nothing else in it.

A long document takes two hundred megabytes to typeset. So whoever knows the workshop writes down what the
document says and ends, and only then this begins (facilitation/exports/apart.py): their memory never adds up.
"""

import sys
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "print"
LAID_OUT = "document.typ"
"""The one template that is long enough to be typeset apart."""
TOLD = "told.json"


def compiled(folder: Path, template: str) -> bytes:
    """The template as a tagged PDF (PDF/UA-1, checked by the compiler), with our fonts and no other."""
    from typst import compile as typeset

    return typeset(
        folder / template,
        root=folder,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"told": (folder / TOLD).read_text("utf-8")},
        format="pdf",
        pdf_standards=["ua-1"],
    )


def main(folder: Path) -> None:
    """Typeset what lies in the folder, on standard output."""
    sys.stdout.buffer.write(compiled(folder, LAID_OUT))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
