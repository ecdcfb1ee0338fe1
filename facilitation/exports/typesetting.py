"""Typesetting: the one place that turns a Typst template and what it is told into a PDF."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
    words = list(texts_in(told))
    fit = drawable(words)
    fitting = {text: fit(unbroken(text)) for text in words}
    (folder / TOLD).write_text(json.dumps(retold(told, fitting), ensure_ascii=False), "utf-8")
    for name, content in pictures.items():
        (folder / name).write_bytes(content)


def texts_in(told: Any) -> Iterator[str]:
    """Every text in what is told, names of fields too."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for name, value in told.items():
            yield from (*texts_in(name), *texts_in(value))
    elif isinstance(told, list | tuple):
        for one in told:
            yield from texts_in(one)


def retold(told: Any, fitting: Mapping[str, str]) -> Any:
    """What is told with every text in its fitting form; nothing is replaced in what is written as JSON."""
    if isinstance(told, str):
        return fitting[told]
    if isinstance(told, Mapping):
        return {retold(name, fitting): retold(value, fitting) for name, value in told.items()}
    return [retold(one, fitting) for one in told] if isinstance(told, list | tuple) else told


def legible(text: str) -> str:
    """The text with an empty box for whatever no font of ours can draw."""
    return drawable([text])(text)


def drawable(texts: Iterable[str]) -> Callable[[str], str]:
    """What puts an empty box into these texts for whatever no font of ours can draw.

    PDF/UA forbids that, so that one such character would cost the whole document. The compiler names one
    at a time: it is asked about the unusual words alone; where it goes on and on, they lose what is unusual.
    """
    from typst import TypstError

    swaps = list(ALIASES.items())
    words = _swapped(" ".join(sorted({word for text in texts for word in text.split()})), swaps)
    words = " ".join(word for word in words.split() if _UNUSUAL.search(word))
    for _each in range(MOST_TRIES):
        try:
            _probe(words)
        except TypstError as error:
            for undrawn in map(_unescaped, _UNDRAWN.findall(str(error))):
                swaps.append((undrawn, "?" if undrawn == BOX else BOX))
                words = words.replace(*swaps[-1])
        else:
            return lambda text: _swapped(text, swaps)
    return lambda text: _UNUSUAL.sub("?", _swapped(text, swaps))


def _swapped(text: str, swaps: Iterable[tuple[str, str]]) -> str:
    for sign, alike in swaps:
        text = text.replace(sign, alike)
    return text


def _probe(words: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / TOLD).write_text(words, "utf-8")
        copyfile(TEMPLATES / PROBE, Path(folder) / PROBE)
        compiled(Path(folder), PROBE)


def _unescaped(named: str) -> str:
    """What the compiler names: it writes marks that stand on nothing by their numbers."""
    return _ESCAPED.sub(lambda number: chr(int(number[1], 16)), named)
