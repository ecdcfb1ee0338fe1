"""Writing apart: a document is made by a process of its own, whose memory ends with it."""

import os
import subprocess
import sys
from threading import Semaphore

from db.session import address
from facilitation.errors import NotFound
from facilitation.report_choice import EVERYTHING, Choice
from settings import ROOT

AT_ONCE = Semaphore(2)
"""More at the same time would only take the processors from the rooms that are at work."""
ALONE = {"RAYON_NUM_THREADS": "1"}
"""Typst would take every processor, and a tenth more memory: one is enough, the others are for the rooms."""
NOTHING_THERE = 4
PATIENCE = 120


def written_apart(workshop_id: int, name: str, choice: Choice = EVERYTHING) -> bytes:
    """What the workshop's document of this name holds. Raises NotFound."""
    with AT_ONCE:
        done = subprocess.run(  # noqa: S603 - our own interpreter, a number and names of ours
            [
                *(sys.executable, "-m", "facilitation.exports"),
                *(str(workshop_id), name, choice.without, choice.added),
            ],
            cwd=ROOT,
            env={**os.environ, **ALONE, "DATABASE_URL": address()},
            stdout=subprocess.PIPE,
            timeout=PATIENCE,
        )
    if done.returncode == NOTHING_THERE:
        raise NotFound
    done.check_returncode()
    return done.stdout
