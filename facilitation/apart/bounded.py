"""`bounded.py ROOT SECONDS MEGABYTES MODULE|PATH ...`: runs it, and lets it take no more than that.

What it refuses is told on standard output, by the class and its facts, with an exit code of its own.
"""

import json
import os
import resource
import runpy
import sys

REFUSED, TOO_HEAVY = 3, 5
MB = 1024 * 1024
POLITELY = 19
"""The rooms that are at work come first."""


def run(root: str, module: str, *arguments: str) -> int:
    """Run a module of ours, or a script by its path; the exit code."""
    sys.path.insert(0, root)
    from facilitation.errors import Refused

    sys.argv = [module, *arguments]
    try:
        if module.endswith(".py"):
            runpy.run_path(module, run_name="__main__")
        else:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError:
        return TOO_HEAVY
    except Refused as refusal:
        print(json.dumps([type(refusal).__name__, refusal.args]))
        return REFUSED
    return 0


if __name__ == "__main__":
    os.nice(POLITELY)
    for what, most in (
        (resource.RLIMIT_CPU, int(sys.argv[2])),
        (resource.RLIMIT_AS, int(sys.argv[3]) * MB),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    sys.exit(run(sys.argv[1], *sys.argv[4:]))
