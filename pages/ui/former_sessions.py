"""A page that was left is kept for two minutes, for whoever comes back to it; then it must go.

Streamlit 1.67 lets go of it only when another one is left, and does not end it: after the last visitor, every
page of a room and three descriptors of each would stay for ever.
"""

from typing import Any

from streamlit import runtime


def forget_former_sessions() -> bool:
    """End the sessions whose time has run out; whether there were any. Called on the event loop."""
    if not runtime.exists():
        return False
    sessions: Any = runtime.get_instance()._session_mgr
    former = sessions._session_storage._cache.expire()
    for _, left in former:
        left.session.shutdown()
    return bool(former)
