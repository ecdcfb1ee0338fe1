"""The questions of a part of the method, as sheets ask them."""

from collections.abc import Iterable
from typing import Any

from facilitation.exports.words import Words
from facilitation.posts import RESOURCES, Section


def questions(sections: Iterable[Section], words: Words) -> list[dict[str, Any]]:
    """Each section with its question, and the kinds that it is asked for where it has some."""
    return [
        {
            "name": words.term(section),
            "question": words.question(section),
            "kinds": [words.term(kind) for kind in RESOURCES] if section == Section.resources else [],
        }
        for section in sections
    ]
