"""Names as lists write them, made into names as they are said: first name first, without Mr and addresses."""

import re

from facilitation.people_lists.titles import is_title, role_of
from facilitation.texts import folded

_ADDRESSED = re.compile(r"<[^>]*>|[^\s@]+@\S+|\bmailto:\S*")
_LISTED = re.compile(r"^\s*(?:\d{1,4}[.)]|[-–—•*·▪◦‣o])\s+(?=[^\W\d_])")
"""What a line of a list begins with: its number, a dash, a dot."""
_CIVIL = re.compile(
    r"^(?:(?:m|mr|mme|mlle|mmes|mrs|ms)(?:\.(?!-)\s*|\s+)|(?:monsieur|madame|mademoiselle)\s+)+(?=\S)",
    re.IGNORECASE,
)
_PARTICLES = frozenset("de du des d' la le les van von der den da dos di el ben bel".split())
_MARRIED = frozenset("née nee né ne épouse epouse ép. ep. veuve vve".split())
"""What leads on to another last name of the same person."""
_ABOUT = frozenset("excuse excusee absent absente suppleant suppleante titulaire present presente".split())
"""What a list says behind a comma that is neither a name nor a title."""
_BEHIND = re.compile(r"\s*\([^()]*\)$")


def said_name(last: str, first: str = "") -> str:
    """A name from its cells: `first` is empty where one cell holds all of it."""
    name, given = _bare(last), _bare(first)
    if given and not _words(given) < _words(name):
        return f"{given} {name}".strip()
    behind = _BEHIND.search(name)
    bare = name[: behind.start()] if behind else name
    before, comma, after = (part.strip() for part in bare.partition(","))
    if comma and before and after and "," not in after:
        turned = (
            f"{after} {before}" if _is_first_name(before, after) else f"{_first_name_first(before)}, {after}"
        )
    else:
        turned = _first_name_first(bare)
    return turned + (behind[0] if behind else "")


def _is_first_name(before: str, after: str) -> bool:
    """Whether what stands behind a comma is the first name of the last name before it."""
    one_surname = len(before.split()) == 1 or (_first_name_first(before) == before and _all_surname(before))
    return one_surname and role_of(after) is None and _words(after).isdisjoint(_ABOUT)


def _all_surname(text: str) -> bool:
    """Whether every word is in capitals, a particle, or joins two last names."""
    return all(_is_capitals(word) or word.casefold() in _PARTICLES | _MARRIED for word in text.split())


def _words(text: str) -> set[str]:
    return set(folded(text).replace(",", " ").split())


def _bare(cell: str) -> str:
    """Without what a list writes around a name; an address alone stays, since it is all there is."""
    said = _ADDRESSED.sub(" ", _LISTED.sub("", cell)).strip(" ,;\t\"'")
    bare = _CIVIL.sub("", said).strip()
    return (said if is_title(bare) else bare) or cell.strip()


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
    """Whether a particle stands between two words in capitals, or what joins two last names."""
    following = words[place + 1 : place + 2]
    return words[place].casefold() in _PARTICLES | _MARRIED and any(map(_is_capitals, following))


def _is_surname(word: str) -> bool:
    return len(word) > 1 and _is_capitals(word)


def _is_capitals(word: str) -> bool:
    return word.isupper() and not word.endswith(".")
