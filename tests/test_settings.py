"""What an operator may set, and the sentence for what they may not."""

import stat
from pathlib import Path

import pytest

from settings import Settings, WrongSetting, settings


@pytest.fixture(autouse=True)
def fresh_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "SECRET_KEY", "BASE_URL", "PORT", "DEFAULT_LANGUAGE", "TIME_ZONE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()


def test_without_settings_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    assert settings().database == f"sqlite:///{tmp_path / 'data' / 'essaim.db'}"
    assert settings().address == "http://localhost:8501"


def test_postgresql_is_spoken_to_through_psycopg_3() -> None:
    assert Settings(database_url="postgresql://h/essaim").database == "postgresql+psycopg://h/essaim"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "DATABASE_URL",
            "mysql://h/x",
            "DATABASE_URL: must start with sqlite:/// or postgresql:// (it is 'mysql://h/x' now).",
        ),
        (
            "DATABASE_URL",
            "postgresql://essaim:secret@host:port/essaim",
            "DATABASE_URL: must look like postgresql://user:password@host:5432/essaim.",
        ),
        (
            "DATABASE_URL",
            "sqlite:///",
            "DATABASE_URL: must name a file, such as sqlite:////srv/x/essaim.db (it is 'sqlite:///' now).",
        ),
        ("SECRET_KEY", "short", "SECRET_KEY: must have at least 32 characters (it is 'short' now)."),
        (
            "BASE_URL",
            "essaim.example",
            "BASE_URL: must look like https://essaim.example, without a path (it is 'essaim.example' now).",
        ),
        ("PORT", "99999", "PORT: Input should be less than or equal to 65535 (it is '99999' now)."),
        ("DEFAULT_LANGUAGE", "de", "DEFAULT_LANGUAGE: Input should be 'fr' or 'en' (it is 'de' now)."),
        (
            "TIME_ZONE",
            "Réunion",
            "TIME_ZONE: must name a time zone, such as Europe/Paris or Indian/Reunion (it is 'Réunion' now).",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as refused:
        settings()
    assert str(refused.value) == sentence


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = settings().secret()
    settings.cache_clear()
    assert settings().secret() == first
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600


def test_a_data_folder_that_cannot_be_written_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "data"))
    with pytest.raises(WrongSetting, match=r"^DATA_DIR: cannot write in "):
        settings().secret()


def test_a_data_folder_that_is_a_file_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file"))
    with pytest.raises(WrongSetting, match=r"^DATA_DIR: cannot write in .*/file \(File exists\)"):
        settings().secret()


def test_https_is_known_from_the_base_url() -> None:
    assert Settings(base_url="https://essaim.example/").address == "https://essaim.example"
    assert Settings(base_url="https://essaim.example").https
    assert not Settings().https
