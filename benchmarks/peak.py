"""Runs a command and says on standard output what it took: python -S benchmarks/peak.py FILE COMMAND ...

A process keeps the peak of the one that it was forked from: this one is small, so the peak is the command's.
"""

import json
import os
import sys
import time


def main() -> None:
    """Run the command with its output in the file; its time, its processor's, its memory, its exit code."""
    out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    started = time.perf_counter()
    process = os.posix_spawnp(
        sys.argv[2], sys.argv[2:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)]
    )
    _, status, used = os.wait4(process, 0)
    seconds = time.perf_counter() - started
    code = os.waitstatus_to_exitcode(status)
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu_seconds": used.ru_utime + used.ru_stime,
                "peak_mb": used.ru_maxrss / 1024,
                "code": code,
            }
        )
    )


if __name__ == "__main__":
    main()
