"""The operator's way to end a lock-out: python -m web.unlock USERNAME."""

import sys
from collections.abc import Sequence

from db.session import DatabaseDown, close, configure, writing
from facilitation.signing_in import reset_throttle
from settings import WrongSetting, settings


def main(arguments: Sequence[str]) -> int:
    """Give an account all its log-in tries back; 0, or 2 after one sentence."""
    if len(arguments) != 1:
        print("Say whose log-in tries to give back: python -m web.unlock USERNAME", file=sys.stderr)
        return 2
    try:
        configure(settings().database)
        with writing() as session:
            reset_throttle(session, username=arguments[0])
    except WrongSetting as problem:
        print(problem, file=sys.stderr)
        return 2
    except DatabaseDown:
        print(f"DATABASE_URL: cannot open {settings().database}.", file=sys.stderr)
        return 2
    finally:
        close()
    print(f"{arguments[0]} may try to sign in again.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
