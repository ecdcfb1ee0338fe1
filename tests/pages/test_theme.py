import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from pages.ui.theme import keep_theme

SECTIONS = (
    "theme",
    "theme.light",
    "theme.dark",
    "theme.sidebar",
    "theme.light.sidebar",
    "theme.dark.sidebar",
)


def built(section: str) -> CustomThemeConfig:
    theme = CustomThemeConfig()
    app_session._populate_theme_msg(theme, section)
    return theme


def test_the_theme_that_is_kept_is_the_one_that_streamlit_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    config.get_config_options(force_reparse=True)
    anew = {section: built(section) for section in SECTIONS}
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)

    keep_theme()

    assert anew["theme.light"].primary_color != ""
    assert {section: built(section) for section in SECTIONS} == anew
    assert {section: built(section) for section in SECTIONS} == anew


def test_a_theme_that_is_handed_out_can_be_changed_without_changing_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    keep_theme()
    first = built("theme.light")

    first.primary_color = "#000000"

    assert built("theme.light").primary_color != "#000000"
