"""Writing apart: a document is made by a process of its own, whose memory ends with it."""

import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from threading import Semaphore

from db.session import address
from facilitation.errors import NotFound
from facilitation.exports import compiler
from facilitation.report_choice import EVERYTHING, Choice
from settings import ROOT

AT_ONCE = Semaphore(2)
"""More at the same time would only take the processors from the rooms that are at work."""
ALONE = {"RAYON_NUM_THREADS": "1"}
"""Typst would take every processor, and a tenth more memory: one is enough, the others are for the rooms."""
POLITELY = ("nice", "-n", "19")
"""The rooms that are at work come first."""
NOTHING_THERE = 4
PATIENCE = 120


def written_apart(workshop_id: int, name: str, choice: Choice = EVERYTHING) -> bytes:
    """What the workshop's document of this name holds. Raises NotFound."""
    about = (str(workshop_id), name, choice.without, choice.added)
    with AT_ONCE, TemporaryDirectory() as folder:
        content = _said("-m", "facilitation.exports", *about, folder)
        return content or _said("-P", compiler.__file__, folder)


def _said(*command: str) -> bytes:
    """What our interpreter says on standard output when it runs this. Raises NotFound."""
    done = subprocess.run(  # noqa: S603 - our own interpreter, a number and names of ours
        [*POLITELY, sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **ALONE, "DATABASE_URL": address()},
        stdout=subprocess.PIPE,
        timeout=PATIENCE,
    )
    if done.returncode == NOTHING_THERE:
        raise NotFound
    done.check_returncode()
    return done.stdout
