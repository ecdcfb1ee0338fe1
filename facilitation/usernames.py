"""User names: one name for all the ways in which it can be typed."""

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\ufe00-\ufe0f\ufeff]"
)
"""What shows nothing, as Unicode's default ignorable characters and the empty Braille cell do."""


def known_as(username: str) -> str:
    """A user name as it is kept and compared: composed, without width, case and invisible signs.

    What macOS types (accents apart) and what only looks alike are one name: compatibility caseless matching,
    as in Unicode (section 3.13, definition D146), after what cannot be seen was taken away.
    """
    seen = INVISIBLE.sub("", unicodedata.normalize("NFKC", username))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", seen).casefold()).casefold()
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFKC", folded)).split())
