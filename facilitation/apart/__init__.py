"""Work apart: what is heavy, or was sent in, is left to a process of its own, which keeps within bounds."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from tempfile import TemporaryFile
from threading import Lock
from typing import IO

from facilitation import errors
from facilitation.apart import bounded
from facilitation.errors import Refused, TooHeavy
from settings import ROOT

SPARING = {"RAYON_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""One processor and little memory: the others are for the rooms that are at work."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a process may take: seconds by the clock and of a processor, megabytes of addresses."""

    seconds: int
    megabytes: int


class Leaving:
    """Whoever asked may go away meanwhile; the process that works for them ends then."""

    def __init__(self) -> None:
        self._changing = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._gone = False

    def leave(self) -> None:
        """End the process that works, and any that would begin."""
        with self._changing:
            self._gone = True
            if self._process is not None:
                self._process.kill()

    def accompany(self, process: subprocess.Popen[bytes]) -> None:
        """End this process as well, should whoever asked go away."""
        with self._changing:
            self._process = process
            if self._gone:
                process.kill()


def said(
    *command: str,
    within: Bounds,
    given: IO[bytes] | bytes = b"",
    told: Mapping[str, str] | None = None,
    leaving: Leaving | None = None,
) -> bytes:
    """What a module of ours, or a script by its path, says when it runs on what is `given`.

    `told` is added to its environment. Raises what it refuses, and TooHeavy where its bounds are too narrow.
    """
    with TemporaryFile() as kept:
        if isinstance(given, bytes):
            kept.write(given)
        source = kept if isinstance(given, bytes) else given
        source.seek(0)
        return _answer(_started(command, within, source, told or {}), within, leaving or Leaving())


def _started(
    command: tuple[str, ...], within: Bounds, given: IO[bytes], told: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    limits = (str(within.seconds), str(within.megabytes))
    return subprocess.Popen(  # noqa: S603 - our own interpreter and script, names of ours
        [sys.executable, "-P", bounded.__file__, str(ROOT), *limits, *command],
        cwd=ROOT,
        env={**os.environ, **SPARING, **told},
        stdin=given,
        stdout=subprocess.PIPE,
    )


def _answer(process: subprocess.Popen[bytes], within: Bounds, leaving: Leaving) -> bytes:
    with process:
        leaving.accompany(process)
        try:
            answer, _ = process.communicate(timeout=within.seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise TooHeavy from error
    if process.returncode == bounded.REFUSED:
        raise _refusal(answer)
    if process.returncode < 0 or process.returncode == bounded.TOO_HEAVY:
        raise TooHeavy
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return answer


def _refusal(answer: bytes) -> Refused:
    """The refusal that was told."""
    name, facts = json.loads(answer)
    refusal: Refused = getattr(errors, name)(*facts)
    return refusal
