"""Names that are longer than a badge: what is usually said instead, to be read again by who enters them."""

import re

from facilitation.texts import clean, folded

_USUAL = (
    ("communaute d agglomeration", "CA"),
    ("communaute de communes", "CC"),
    ("communaute urbaine", "CU"),
    ("direction departementale des territoires et de la mer", "DDTM"),
    ("direction departementale des territoires", "DDT"),
    ("direction departementale de l emploi du travail et des solidarites", "DDETS"),
    ("direction regionale de l environnement de l amenagement et du logement", "DREAL"),
    ("direction regionale des affaires culturelles", "DRAC"),
    ("pole d equilibre territorial et rural", "PETR"),
    ("parc naturel regional", "PNR"),
    ("syndicat mixte", "SM"),
    ("syndicat intercommunal", "SI"),
    ("agence nationale de la cohesion des territoires", "ANCT"),
    ("agence regionale de sante", "ARS"),
    ("centre communal d action sociale", "CCAS"),
    ("centre intercommunal d action sociale", "CIAS"),
    ("chambre de commerce et d industrie", "CCI"),
    ("chambre de metiers et de l artisanat", "CMA"),
    ("conseil departemental", "CD"),
    ("conseil regional", "CR"),
    ("association", "Asso."),
    ("etablissement public", "EP"),
)
_WORD = re.compile(r"[^\W_]+")


def shorter(name: str, limit: int) -> str:
    """The name within `limit` signs: with usual abbreviations, then cut after a word."""
    name = clean(name[: limit * 100], limit=limit * 100, field="name", required=False)
    for usual, short in _USUAL:
        name = _abbreviated(name, usual.split(), short) if len(name) > limit else name
    if len(name) <= limit:
        return name
    head = name[: limit - 1]
    whole = name[:limit].rpartition(" ")[0]
    return (whole if len(whole) > limit // 2 else head).rstrip(" ,;(-–") + "…"


def _abbreviated(name: str, words: list[str], short: str) -> str:
    """The name with what these words say put shorter, the first time."""
    found = [(folded(one[0]), one.span()) for one in _WORD.finditer(name)]
    for place in range(len(found) - len(words) + 1):
        if [word for word, _ in found[place : place + len(words)]] == words:
            start, end = found[place][1][0], found[place + len(words) - 1][1][1]
            return name[:start] + short + name[end:]
    return name
