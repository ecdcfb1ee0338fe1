"""The docs say what is there, and all of it."""

import re
from pathlib import Path

import pytest

from settings import Settings
from tests.house.source import ROOT, files

README = (ROOT / "README.md").read_text()
TARGETS = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
NAMED = re.compile(r"`([\w./-]+/[\w.-]*\.(?:py|js|css|toml|md|po|sh|conf)|[\w./-]+/)`")


def test_there_are_targets_to_document() -> None:
    assert {"run", "test", "check", "bench", "demo", "migrate", "messages", "backup", "restore"} <= set(
        TARGETS
    )


@pytest.mark.parametrize("target", TARGETS)
def test_the_readme_names_every_make_target(target: str) -> None:
    assert f"make {target}" in README


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_the_operating_guide_explains_every_setting(setting: str) -> None:
    assert f"`{setting.upper()}`" in (ROOT / "docs" / "operating.md").read_text()


@pytest.mark.parametrize("file", files(".md"), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    assert [link for link in LINK.findall(file.read_text()) if not (file.parent / link).exists()] == []


@pytest.mark.parametrize("file", files(".md"), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_that_a_text_names_is_there(file: Path) -> None:
    named = {
        name
        for name in NAMED.findall(file.read_text())
        if not name.startswith(("data/", "DATA_DIR/", "essaim."))
    }
    assert (
        sorted(name for name in named if not ((ROOT / name).exists() or (file.parent / name).exists())) == []
    )


def test_the_changelog_names_this_version() -> None:
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text()


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert listed == {file.name for file in folder.glob("*.md")} - {"README.md"}
