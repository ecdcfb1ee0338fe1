"""Asks /healthz of a port until it is terminated; seconds of each answer, one a line, the first included."""

import http.client
import sys
import time

PATIENCE = 60.0
PAUSE = 0.05


def main() -> None:
    """Ask for ever."""
    while True:
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=PATIENCE)
        try:
            connection.request("GET", "/healthz", headers={"Host": f"localhost:{sys.argv[1]}"})
            connection.getresponse().read()
        except OSError:
            pass
        finally:
            connection.close()
        print(time.perf_counter() - started, flush=True)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
