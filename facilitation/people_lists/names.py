"""Names as lists write them, made into names as they are said: first name first, without Mr and addresses."""

import re

_ADDRESSED = re.compile(r"<[^>]*>|\S+@\S+|\bmailto:\S*")
_CIVIL = re.compile(
    r"^(?:(?:m|mr|mme|mlle|mmes|mrs|ms)(?:\.\s*|\s+)|(?:monsieur|madame|mademoiselle)\s+)+(?=\S)",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de du des d' la le les van von der den da dos di el ben bel".split())


def said_name(last: str, first: str = "") -> str:
    """A name from its cells: `first` is empty where one cell holds all of it."""
    if first.strip():
        return f"{_bare(first)} {_bare(last)}".strip()
    name = _bare(last)
    before, comma, after = name.partition(",")
    if comma and before.strip() and after.strip() and "," not in after:
        return f"{after.strip()} {before.strip()}"
    return _first_name_first(name)


def _bare(cell: str) -> str:
    """Without what a list writes around a name; an address alone stays, since it is all there is."""
    bare = _CIVIL.sub("", _ADDRESSED.sub(" ", cell).strip(" ,;\t\"'")).strip()
    return bare or cell.strip()


def _first_name_first(name: str) -> str:
    """DUPONT Jean as Jean DUPONT: capitals are the last name where they come first and others follow."""
    words = name.split()
    particles = 0
    while particles < len(words) and words[particles].casefold() in _PARTICLES:
        particles += 1
    last = particles
    while last < len(words) and (_is_capitals(words[last]) or _leads_on(words, last)):
        last += 1
    first = words[last:]
    if not first or first[0].casefold() in _PARTICLES or not any(map(_is_surname, words[particles:last])):
        return name
    return " ".join(first + words[:last])


def _leads_on(words: list[str], place: int) -> bool:
    """Whether a particle stands between two words in capitals."""
    following = words[place + 1 : place + 2]
    return words[place].casefold() in _PARTICLES and any(map(_is_capitals, following))


def _is_surname(word: str) -> bool:
    return len(word) > 1 and _is_capitals(word)


def _is_capitals(word: str) -> bool:
    return word.isupper() and not word.endswith(".")
