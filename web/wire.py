"""What the server below does with connections before Essaim sees them: bounded in time, size and number."""

import resource

from uvicorn import Config

from web.frames import Frames
from web.requests import Requests

DESCRIPTORS = 65_536


def bound_connections() -> None:
    """Let every connection of this process be one of ours, and as many be open as the machine allows.

    `streamlit run` chooses uvicorn's own classes and offers no way to name others; they are looked up on
    the configuration anew for each connection.
    """
    for name, protocol in (("http_protocol_class", Requests), ("ws_protocol_class", Frames)):
        setattr(Config, name, _Always(protocol))
    _take_descriptors()


def _take_descriptors() -> None:
    """Raise the soft limit, 1,024 where nobody thought of it, as far as the hard one lets us."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    enough = DESCRIPTORS if most == resource.RLIM_INFINITY else min(most, DESCRIPTORS)
    if now != resource.RLIM_INFINITY and now < enough:
        resource.setrlimit(resource.RLIMIT_NOFILE, (enough, most))


class _Always:
    """An attribute that keeps its value, whatever an instance is told."""

    def __init__(self, value: type[object]) -> None:
        self.value = value

    def __get__(self, _: object, __: object) -> type[object]:
        return self.value

    def __set__(self, _: object, __: object) -> None:
        """Keep what is here."""
