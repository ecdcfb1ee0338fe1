"""Typesetting: the one place that turns a Typst template and what it is told into a PDF."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from facilitation.exports.compiler import TOLD, compiled
from facilitation.exports.documents.shortening import unbroken

TEMPLATES = Path(__file__).parent / "templates"
NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
BOX = "□"
ALIASES = {"✕": "×"}
"""A sign of ours that our fonts do not have, and its like."""

MOST_TRIES = 100
PROBE = "probe.typ"
"""Shows the text that it is told, and nothing else."""

_UNUSUAL = re.compile("[^\\u0000-\\u024f\\u2010-\\u2027\\u202f\\u20ac□]")
_UNDRAWN = re.compile('the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(template: str, told: Mapping[str, Any], pictures: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """The template as a PDF that anybody can read.

    What people typed arrives as data and is never read as markup; `pictures` lie beside the template, each
    under its name. The compiler is loaded only here: it is large, and a server that hands out no PDF does
    not need it.
    """
    with TemporaryDirectory() as folder:
        lay_out(Path(folder), told, pictures)
        return compiled(Path(folder), template)


def lay_out(folder: Path, told: Mapping[str, Any], pictures: Mapping[str, bytes]) -> None:
    """Put into the folder all that the compiler needs: the templates, what is told, the pictures."""
    copytree(TEMPLATES, folder, dirs_exist_ok=True)
    (folder / TOLD).write_text(legible(unbroken(json.dumps(told, ensure_ascii=False))), "utf-8")
    for name, content in pictures.items():
        (folder / name).write_bytes(content)


def legible(text: str) -> str:
    """The text with an empty box for whatever no font of ours can draw.

    PDF/UA forbids that, so that one such character would cost the whole document. The compiler names one
    at a time: it is asked about the unusual words alone; where it goes on and on, they lose what is unusual.
    """
    from typst import TypstError

    for sign, alike in ALIASES.items():
        text = text.replace(sign, alike)
    words = " ".join(sorted({word for word in text.split() if _UNUSUAL.search(word)}))
    for _each in range(MOST_TRIES):
        try:
            _probe(words)
        except TypstError as error:
            for undrawn in map(_unescaped, _UNDRAWN.findall(str(error))):
                box = "?" if undrawn == BOX else BOX
                words, text = words.replace(undrawn, box), text.replace(undrawn, box)
        else:
            return text
    return _UNUSUAL.sub("?", text)


def _probe(words: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / TOLD).write_text(words, "utf-8")
        copyfile(TEMPLATES / PROBE, Path(folder) / PROBE)
        compiled(Path(folder), PROBE)


def _unescaped(named: str) -> str:
    """What the compiler names: it writes marks that stand on nothing by their numbers."""
    return _ESCAPED.sub(lambda number: chr(int(number[1], 16)), named)
