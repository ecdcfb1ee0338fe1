"""The documents of a workshop to take away, each shown as being written while it is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from pages.ui.surfaces.loader import Surface
from pages.ui.words import _

_DOWNLOADS = Surface("downloads")


@dataclass(frozen=True, slots=True)
class File:
    """A file to take: what its button says, how it is called in a sentence, where it is."""

    label: str
    name: str
    href: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """A document in the forms in which it can be had."""

    title: str
    text: str
    files: tuple[File, ...]


def downloads(shelves: Sequence[Shelf], *, key: str) -> None:
    """Shelf by shelf, a button for every file; while one is being written, it says so."""
    words = {
        "writing": _("“{name}” is being written: {n} s…"),
        "waiting": _("“{name}” is number {n} in the line of files to write."),
        "taken": _("“{name}” is in your downloads."),
        "failed": _(
            "“{name}” could not be written. Take it once more; if it fails again, take another form."
        ),
        "full": _("“{name}” cannot wait: the line is full. Take it once others are written."),
    }
    _DOWNLOADS({"shelves": [asdict(shelf) for shelf in shelves], "words": words}, key=key)
