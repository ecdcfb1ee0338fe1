"""A pulse reruns its page, or its fragment, when a topic that its controls depend on has changed."""

from pages.ui.channel import Channel
from pages.ui.surfaces import pulse as _component


def pulse(channel: Channel, *topics: str, key: str) -> None:
    """Rerun whatever this is drawn in as soon as one of `topics` has another version than now."""
    _component([channel.pulse(topic) for topic in topics], key=key)
