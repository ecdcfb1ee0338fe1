"""Codes as people type and paste them: alone, beside a word, in an address, with whatever dashes."""

import re
import unicodedata
from itertools import pairwise
from urllib.parse import unquote_plus

from facilitation.errors import CodeLength, CodeLetters, NoCodeInAddress, WrongCode
from facilitation.resume_words import RESUME_WORDS
from facilitation.tokens import CODE_LENGTH, CODE_LETTERS

_NO_LETTER = re.compile(r"[\W_]")
_ADDRESS = re.compile(
    r"https?:|www\.|[\w-]\.[a-z]{2,}(?:[:/]|$)|/\w+[/?]|localhost|\d+(?:\.\d+){3}", re.IGNORECASE
)
_IN_ADDRESS = r"(?:\b{path}/|[?&]{name}=)([^/?&#\s]+)"
_WORD = re.compile(r"[^\W_]+(?:(?:_|[^\w\s:;,.()«»\"“”])+[^\W_]+)*")
_RESUME = re.compile(r"(?<![A-Z])([A-Z]{2,6})[\W_]*([0-9]{2})[\W_]*([A-Z]{2,6})(?![A-Z])")
_HALF = CODE_LENGTH // 2


def parse_code(text: str) -> str | None:
    """The workshop code in what somebody typed or pasted; None where there is none."""
    text = _plain(text)
    if (pasted := _after(text, "join", "code")) is not None:
        return _as_code(pasted)
    if _known_resume_code(text):
        return None
    codes = list(filter(None, map(_as_code, _candidates(text))))
    return max(reversed(codes), key=_likeness, default=None)


def parse_resume_code(text: str) -> str | None:
    """The personal code in what somebody typed or pasted, as LUNE-42-GAZ; None where there is none."""
    text = _plain(text)
    pasted = _after(text, "resume", "resume")
    if pasted is None and (known := _known_resume_code(text)):
        return known
    found = re.fullmatch(rf"\W*{_RESUME.pattern}\W*", _ascii(text if pasted is None else pasted))
    return "-".join(found.groups()) if found else None


def readmit_token(text: str) -> str | None:
    """The token of a link that lets somebody back in, where that was pasted."""
    return _after(_plain(text), "readmit", "readmit")


def mistake(text: str) -> WrongCode:
    """What is wrong with a text that holds no code: its length, its letters, or that it is an address."""
    text = _plain(text)
    pasted = _after(text, "join", "code")
    if pasted is None and _ADDRESS.search(text):
        return NoCodeInAddress()
    letters = _letters(pasted or text.rpartition(":")[2] or text)
    strange = "".join(dict.fromkeys(letter for letter in letters if letter not in CODE_LETTERS))
    if len(letters) != CODE_LENGTH:
        return CodeLength(len(letters), CODE_LENGTH)
    return CodeLetters(strange) if strange else WrongCode()


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _after(text: str, path: str, name: str) -> str | None:
    """What stands behind a path or a name of an address."""
    found = re.search(_IN_ADDRESS.format(path=path, name=name), text, re.IGNORECASE)
    return unquote_plus(found[1]) if found else None


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).upper()


def _as_code(text: str) -> str | None:
    letters = _letters(text)
    fits = len(letters) == CODE_LENGTH and all(letter in CODE_LETTERS for letter in letters)
    return letters if fits else None


def _candidates(text: str) -> list[str]:
    """The two halves of a code side by side, single words, all of it: of equals the last is taken."""
    words = _WORD.findall(text)
    halves = [a + b for a, b in pairwise(words) if len(a) == len(b) == _HALF]
    return [*halves, *words, text]


def _likeness(code: str) -> int:
    """Six letters may be a word; a code nearly always has a digit."""
    return sum(letter.isdigit() for letter in code)


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()


def _known_resume_code(text: str) -> str | None:
    """A resume code of words that we give out, wherever it stands."""
    for found in _RESUME.finditer(_ascii(text)):
        if found[1] in RESUME_WORDS and found[3] in RESUME_WORDS:
            return "-".join(found.groups())
    return None
