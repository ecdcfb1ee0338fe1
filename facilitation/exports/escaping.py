"""What people typed, for Markdown: it reads as it was typed, and does nothing."""

import re

_ANYWHERE = re.compile(r"([\\`*_\[\]<>&~$|!^{}@])")
_COLON = re.compile(r":(?=\S)")
_WWW = re.compile(r"(?i)\bwww\.")
_LINE_START = re.compile(r"^([#+\-=])")
_NUMBERED = re.compile(r"^(\d+)([.)])")


def escaped(text: str) -> str:
    """A person's text as one line of Markdown that shows exactly it (CommonMark 0.31 and GitHub's own)."""
    line = " ".join(text.split())
    line = _ANYWHERE.sub(r"\\\1", line)
    line = _COLON.sub(r"\:", line)
    line = _WWW.sub(lambda found: found[0].replace(".", r"\."), line)
    line = _LINE_START.sub(r"\\\1", line)
    return _NUMBERED.sub(r"\1\\\2", line)


def paragraphs(text: str) -> str:
    """Several lines of a person's text, each a paragraph of its own."""
    return "\n\n".join(escaped(line) for line in text.splitlines() if line.strip())
