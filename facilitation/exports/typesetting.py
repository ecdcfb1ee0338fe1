"""Typesetting: the one place that turns a Typst template and what it is told into a PDF."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from facilitation.exports.compiler import SYSTEM, TEMPLATES, TOLD, compiled
from facilitation.exports.documents.shortening import unbroken
from facilitation.exports.drawing import pen_for

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


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
    texts = set(texts_in(told))
    pen = pen_for(texts)
    fitting = {text: unbroken(pen.write(text)) for text in texts}
    said = {**retold(told, fitting), "boxed": pen.boxed}
    (folder / TOLD).write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    if pen.system:
        (folder / SYSTEM).touch()
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
