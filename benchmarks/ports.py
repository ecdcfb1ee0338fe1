"""A free port, and waiting until a server answers on it."""

import asyncio
import socket
import time

START_SECONDS = 30.0


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


async def until_listening(port: int) -> None:
    """Wait until somebody accepts connections there. Raises TimeoutError after half a minute."""
    until = time.perf_counter() + START_SECONDS
    while time.perf_counter() < until:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
    raise TimeoutError(f"nothing listens on port {port}")
