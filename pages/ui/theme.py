"""The theme, put together once.

Streamlit 1.67 builds it anew at every rerun, from 200 options and every font face: one eighth of what a rerun
of the room costs. The configuration of a running server does not change.
"""

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep_theme() -> None:
    """Let every page of this process have a copy of the theme that the first one was given."""
    build = app_session._populate_theme_msg
    kept: dict[str, CustomThemeConfig] = {}

    def fill(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            kept[section] = CustomThemeConfig()
            build(kept[section], section)
        if kept[section].ByteSize():
            msg.MergeFrom(kept[section])

    app_session._populate_theme_msg = fill
