"""The configuration names what Streamlit knows, and its colours can be read."""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit import config

from tests.house.source import ROOT
from web.streams import HEADERS

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
MODES = ("light", "dark")
STYLE = (ROOT / "pages" / "ui" / "style.css").read_text()
COLOURS = ("red", "orange", "yellow", "green", "blue", "violet", "gray")


def options(table: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from options(value, f"{above}{name}.")
        else:
            yield f"{above}{name}"


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_option_is_one_that_streamlit_knows() -> None:
    assert set(options(CONFIG)) - set(config._config_options_template) == set()


def test_the_server_and_the_browser_are_set_as_the_threat_model_says() -> None:
    assert CONFIG["server"] == {
        "headless": True,
        "address": "127.0.0.1",
        "port": 8501,
        "enableCORS": True,
        "enableXsrfProtection": True,
        "xsrfCookieSameSite": "lax",
        "maxUploadSize": 5,
        "maxMessageSize": 20,
        "maxWidgetStateSize": 2,
        "enableStaticServing": False,
        "enableAgentApi": False,
        "enableWebsocketCompression": False,
        "disconnectedSessionTTL": 120,
        "fileWatcherType": "none",
        "runOnSave": False,
        "trustedUserHeaders": json.dumps({header: kind for kind, header in HEADERS.items()}),
    }
    assert CONFIG["client"] == {
        "showErrorDetails": "none",
        "showErrorLinks": False,
        "toolbarMode": "minimal",
        "disableDataExport": True,
        "allowedOrigins": [],
        "showSidebarNavigation": False,
    }
    assert CONFIG["runner"] == {"magicEnabled": False, "postScriptGC": False}
    assert CONFIG["logger"] == {"level": "warning", "hideWelcomeMessage": True}
    assert CONFIG["browser"] == {"gatherUsageStats": False}


@pytest.mark.parametrize("mode", MODES)
def test_text_can_be_read_on_every_ground(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    grounds = ("backgroundColor", "secondaryBackgroundColor")
    inks = ("textColor", "linkColor", *(f"{colour}TextColor" for colour in COLOURS))
    pairs = {(ink, ground): contrast(theme[ink], theme[ground]) for ink in inks for ground in grounds}
    pairs |= {
        (f"{colour}TextColor", f"{colour}BackgroundColor"): contrast(
            theme[f"{colour}TextColor"], theme[f"{colour}BackgroundColor"]
        )
        for colour in COLOURS
    }
    assert {pair: round(ratio, 2) for pair, ratio in pairs.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", MODES)
def test_the_accent_can_be_read_as_a_word(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    assert contrast(theme["primaryColor"], theme["backgroundColor"]) >= 4.5
    assert contrast(theme["primaryColor"], theme["secondaryBackgroundColor"]) >= 4.5


def test_primary_buttons_have_ink_on_honey() -> None:
    rules = re.findall(r"color: (#\w{6}); background: (#\w{6})", STYLE)
    assert len(rules) >= 2
    assert [(ink, honey) for ink, honey in rules if contrast(ink, honey) < 4.5] == []


@pytest.mark.parametrize("mode", MODES)
def test_both_modes_set_the_same_colours(mode: str) -> None:
    assert set(options(CONFIG["theme"][mode])) == set(options(CONFIG["theme"]["light"]))


def test_every_font_lies_in_the_project_with_its_licence() -> None:
    fonts = ROOT / "assets" / "fonts"
    named = {face["url"].removeprefix("/assets/fonts/") for face in CONFIG["theme"]["fontFaces"]}
    assert named == {file.name for file in fonts.glob("*.woff2")}
    families = {face["family"].lower().replace(" ", "-") for face in CONFIG["theme"]["fontFaces"]}
    assert {f"{family}-OFL.txt" for family in families} == {file.name for file in fonts.glob("*.txt")}
