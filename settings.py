"""What an operator may set, read from the environment once."""

import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from addresses import leads_here, reached_at
from hours import OURS, zone_names

ROOT = Path(__file__).resolve().parent


class WrongSetting(Exception):
    """A setting that stops the start; its text is one sentence for the operator."""


class Settings(BaseSettings):
    """Every setting, with its default; names are those of the environment variables."""

    model_config = SettingsConfigDict(frozen=True, env_prefix="", extra="ignore", case_sensitive=False)

    data_dir: Path = ROOT / "data"
    database_url: str = ""
    secret_key: str = ""
    base_url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8501, ge=1, le=65535)
    default_language: Literal["fr", "en"] = "fr"
    time_zone: str = OURS

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return _readable(url.replace("postgresql://", "postgresql+psycopg://", 1)) if url else ""

    @field_validator("secret_key")
    @classmethod
    def _long_secret(cls, key: str) -> str:
        if key and len(key) < 32:
            raise ValueError("must have at least 32 characters")
        return key

    @field_validator("base_url")
    @classmethod
    def _whole_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/")):
            raise ValueError("must look like https://essaim.example, without a path")
        return url.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name not in zone_names():
            raise ValueError("must name a time zone, such as Europe/Paris or Indian/Reunion")
        return name

    @property
    def database(self) -> str:
        """The database's address; without one, a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'essaim.db'}"

    @property
    def address(self) -> str:
        """The address people type, without a trailing slash; without BASE_URL, where HOST is reached."""
        return self.base_url or f"http://{reached_at(self.host)}:{self.port}"

    def address_for(self, origin: str) -> str:
        """The address to pass on from a page that was opened under `origin`, a host that was let in.

        Whoever opened it by a name that others can type sees that name; localhost is never passed on.
        """
        return origin.rstrip("/") if not self.base_url and leads_here(origin) else self.address

    @property
    def https(self) -> bool:
        """Whether cookies may be marked Secure."""
        return self.address.startswith("https://")

    def secret(self) -> str:
        """The key that signs tickets; made once, readable by its owner only, when none is set.

        Raises WrongSetting where the data folder cannot be written.
        """
        return self.secret_key or _kept_secret(self.data_dir)


def _readable(url: str) -> str:
    try:
        database = make_url(url).database
    except (ArgumentError, ValueError) as error:
        raise ValueError("must look like postgresql://user:password@host:5432/essaim") from error
    if url.startswith("sqlite") and database in (None, "", ":memory:"):
        raise ValueError("must name a file, such as sqlite:////srv/x/essaim.db")
    return url


def _kept_secret(folder: Path) -> str:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _made_once(folder / "secret_key")
    except OSError as error:
        raise WrongSetting(
            f"DATA_DIR: cannot write in {folder} ({error.strerror}); give its owner write permission."
        ) from error


def _made_once(file: Path) -> str:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as out:
        out.write(secrets.token_urlsafe(48))
    return file.read_text().strip()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process. Raises WrongSetting with one sentence about the first wrong value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        reason = str(first["msg"]).removeprefix("Value error, ")
        raise WrongSetting(f"{name}: {reason}{_as_it_is(str(first['input']))}.") from None


def _as_it_is(value: str) -> str:
    """The wrong value, for the operator to see; never one that may hold a password."""
    return "" if "@" in value else f" (it is {value!r} now)"
