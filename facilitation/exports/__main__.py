"""`python -m facilitation.exports WORKSHOP NAME [WITHOUT [WITH]]`: one document, on standard output."""

import os
import sys

from db.session import close, configure, reading
from facilitation.errors import NotFound
from facilitation.exports import export
from facilitation.exports.apart import NOTHING_THERE
from facilitation.report_choice import EVERYTHING, Choice, choice_of
from settings import settings

POLITE = 10
"""The rooms that are at work come first."""


def main(address: str, workshop_id: int, name: str, choice: Choice = EVERYTHING) -> int:
    """Write it from the database at this address; the exit code."""
    configure(address)
    try:
        with reading() as session:
            document = export(session, workshop_id, name, choice)
    except NotFound:
        return NOTHING_THERE
    finally:
        close()
    sys.stdout.buffer.write(document.content)
    return 0


if __name__ == "__main__":
    os.nice(POLITE)
    sys.exit(main(settings().database, int(sys.argv[1]), sys.argv[2], choice_of(*sys.argv[3:])))
