"""The words of every language, read once from locale/. English ids, French catalogue."""

import gettext
import io
from functools import lru_cache
from typing import Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from settings import ROOT

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
NAMES: dict[Language, str] = {"fr": "Français", "en": "English"}


@lru_cache
def catalogue(language: Language) -> gettext.NullTranslations:
    """The catalogue of a language; English is the ids themselves."""
    if language == "en":
        return gettext.NullTranslations()
    with (ROOT / "locale" / language / "LC_MESSAGES" / "essaim.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def known(language: str | None) -> Language | None:
    """The language of a tag such as fr-CA where Essaim speaks it, else None."""
    tag = (language or "").split("-")[0].split("_")[0].lower()
    return tag if tag in LANGUAGES else None


def preferred(accept_language: str, default: Language) -> Language:
    """The first language of an Accept-Language header that Essaim speaks, by weight (RFC 9110, 12.5.4)."""

    def weight(part: str) -> float:
        _, _, q = part.partition(";q=")
        try:
            return float(q) if q else 1.0
        except ValueError:
            return 0.0

    parts = sorted(accept_language.replace(" ", "").split(","), key=weight, reverse=True)
    return next((found for part in parts if (found := known(part.split(";")[0]))), default)
