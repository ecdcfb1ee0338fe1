"""Writing apart: a document is made by a process of its own, whose memory ends with it."""

from tempfile import TemporaryDirectory

from db.session import address as database
from facilitation.apart import Bounds, Leaving, said
from facilitation.exports import compiler
from facilitation.report_choice import EVERYTHING, Choice
from settings import settings

WRITING = Bounds(seconds=120, megabytes=3072)
"""Of addresses: what it fills of them is a tenth (benchmarks/exports.py)."""


def written_apart(
    workshop_id: int,
    name: str,
    choice: Choice = EVERYTHING,
    leaving: Leaving | None = None,
    *,
    address: str = "",
) -> bytes:
    """What the workshop's document of this name holds. Raises NotFound, or TooHeavy.

    Addresses in it begin with `address`, or with that of the instance.
    """
    about = (str(workshop_id), name, choice.without, choice.added, choice.language or "")
    leaving = leaving or Leaving()
    with TemporaryDirectory() as folder:
        told = _where(address)
        content = said("facilitation.exports", *about, folder, within=WRITING, told=told, leaving=leaving)
        return content or said(compiler.__file__, folder, within=WRITING, leaving=leaving)


def _where(address: str) -> dict[str, str]:
    return {"DATABASE_URL": database(), "BASE_URL": address or settings().address}
