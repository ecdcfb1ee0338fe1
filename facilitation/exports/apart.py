"""Writing apart: a document is made by a process of its own, whose memory ends with it."""

from tempfile import TemporaryDirectory

from db.session import address
from facilitation.apart import Bounds, Leaving, said
from facilitation.exports import compiler
from facilitation.report_choice import EVERYTHING, Choice

WRITING = Bounds(seconds=120, megabytes=3072)
"""Of addresses: what it fills of them is a tenth (benchmarks/exports.py)."""


def written_apart(
    workshop_id: int, name: str, choice: Choice = EVERYTHING, leaving: Leaving | None = None
) -> bytes:
    """What the workshop's document of this name holds. Raises NotFound, or TooHeavy."""
    about = (str(workshop_id), name, choice.without, choice.added, choice.language or "")
    leaving = leaving or Leaving()
    with TemporaryDirectory() as folder:
        content = said("facilitation.exports", *about, folder, within=WRITING, told=_where(), leaving=leaving)
        return content or said(compiler.__file__, folder, within=WRITING, leaving=leaving)


def _where() -> dict[str, str]:
    return {"DATABASE_URL": address()}
