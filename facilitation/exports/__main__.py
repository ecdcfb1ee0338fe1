"""One document, printed: `python -m facilitation.exports WORKSHOP NAME [WITHOUT [WITH [IN [FOLDER]]]]`.

What is to be typeset goes into the folder instead, and nothing on standard output: see compiler.py.
"""

import sys
from pathlib import Path

from db.session import close, configure, reading
from facilitation.exports import export, format_of
from facilitation.report_choice import EVERYTHING, Choice, choice_of
from settings import settings


def main(
    address: str, workshop_id: int, name: str, choice: Choice = EVERYTHING, folder: Path | None = None
) -> None:
    """Write it from the database at this address. Raises NotFound."""
    configure(address)
    try:
        with reading() as session:
            lay_out = format_of(name).lay_out
            if folder is not None and lay_out is not None:
                lay_out(session, workshop_id, choice, folder)
            else:
                sys.stdout.buffer.write(export(session, workshop_id, name, choice).content)
    finally:
        close()


if __name__ == "__main__":
    chosen, folders = choice_of(*sys.argv[3:6]), [Path(one) for one in sys.argv[6:]]
    main(settings().database, int(sys.argv[1]), sys.argv[2], chosen, *folders)
