"""Memory that nobody uses any more is given back, when nobody waits.

Every run of a page leaves cycles behind. Python would look for them in the middle of a click, or, since that
is made rare here, once in an hour, while a room of thirty holds five megabytes more every minute. So they are
looked for in an idle moment, among what has come since the start, and what is free then goes back to the
machine, which the allocator would not do by itself.
"""

import asyncio
import ctypes
import gc
from collections.abc import Callable
from time import monotonic, process_time

COLLECT_AFTER = (2_000, 100, 50)
LOOK_SECONDS = 1.0
REST_SECONDS, LATEST_SECONDS = 15.0, 60.0
"""Between two collections, where the server is idle, and where it is not."""
IDLE, IDLE_LOOKS = 0.2, 10
"""Of a processor: with less than that in so many looks on end, hardly anybody waits."""
WORTH_SECONDS = 0.5
"""Of a processor's work since the last collection, before there is something to find."""
M_ARENA_MAX, ARENAS = -8, 2
"""Of GNU's library: heaps that threads take their memory from; Python lets one thread run at a time."""


async def tidy_up(forget: Callable[[], bool]) -> None:
    """Look after the memory of this process until it ends; `forget` lets go of what has run out."""
    _of_the_library("mallopt", M_ARENA_MAX, ARENAS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    collected, worked, forgotten, idle = monotonic(), process_time(), False, 0
    while True:
        before = process_time()
        await asyncio.sleep(LOOK_SECONDS)
        idle = idle + 1 if process_time() - before < IDLE * LOOK_SECONDS else 0
        forgotten = forget() or forgotten
        if not forgotten and process_time() - worked < WORTH_SECONDS:
            continue
        if monotonic() - collected >= (REST_SECONDS if idle >= IDLE_LOOKS else LATEST_SECONDS):
            await asyncio.to_thread(give_back)
            collected, worked, forgotten = monotonic(), process_time(), False


def give_back() -> None:
    """Free what only refers to itself, and return free memory to the machine."""
    gc.collect()
    _of_the_library("malloc_trim", 0)


def _of_the_library(name: str, *numbers: int) -> None:
    """Call a function of the C library, where it has it: other libraries than GNU's need neither."""
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*numbers)
