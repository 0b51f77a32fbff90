"""Options of the commands, validated: flags, then environment, then ./extract.toml, then the user's file."""

import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extract.errors import UsageError, suggestion
from extract.services import ServiceAddresses

PREFIX = "EXTRACT_"
SERVICES = tuple(ServiceAddresses.__dataclass_fields__)
NO_SETTINGS = frozenset(("EXTRACT_MAILTO", "EXTRACT_SHARED"))
"""Who asks live services; where the tests' optional data lie."""


NOT_BY_FOLDER = frozenset(("cluster", "offline", "services"))
"""Settings that let papers or references leave the machine."""

LARGEST_FILE = 100_000
"""Bytes of a file of settings."""


class Settings(BaseModel):
    """What all commands share; every field may be set in a file or as EXTRACT_<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    db: Path = Field(Path("outputs/extract.db"), description="the database")
    offline: bool = Field(True, description="ask no live service; services are asked only where this is false")
    jobs: int = Field(0, ge=0, le=256, description="worker processes; 0: chosen by the number of inputs and cores")
    max_bytes: int = Field(500_000_000, ge=1, le=10**13, description="larger inputs are refused (too_large)")
    time_limit: float = Field(300.0, gt=0, le=10**7, description="seconds for one paper (too_slow)")
    memory_limit: int = Field(4096, ge=128, le=10**8, description="megabytes for one worker (too_hungry)")
    vocabulary: Path | None = Field(None, description="a TOML file or folder with own terms, added to ours")
    cluster: str | None = Field(None, description="address of a Dask scheduler whose workers read the papers")
    experimental: bool = Field(False, description="run the checks too that are not yet found right often enough")
    ocr: bool = Field(False, description="read pages that are pictures with the program tesseract")
    corpus: str | None = Field(None, description="name of a corpus that the inputs join")

    @field_validator("corpus")
    @classmethod
    def _storable(cls, value: str | None) -> str | None:
        """A name as UTF-8 can hold it: stray bytes of a shell's words as their codes."""
        return value and value.encode("utf-8", "backslashreplace").decode()

    @field_validator("db", "vocabulary")
    @classmethod
    def _a_path(cls, value: Path | None) -> Path | None:
        if value is not None and "\0" in str(value):
            raise ValueError("a path holds no NUL")
        return value

    def as_json(self) -> str:
        """All settings as JSON, also where a path is no UTF-8."""
        reported = {name: str(value) if isinstance(value, Path) else value for name, value in self.model_dump().items()}
        return json.dumps(reported).encode("utf-8", "backslashreplace").decode()

    services: dict[str, str] = Field({}, description="addresses of services in place of their own: a mirror, a proxy")

    @field_validator("services", mode="before")
    @classmethod
    def _addresses(cls, given: object) -> object:
        """A table, or "crossref=https://a.example, doi=https://b.example" in the environment."""
        if isinstance(given, str):
            given = dict(part.strip().partition("=")[::2] for part in given.split(",") if part.strip())
        for name, address in given.items() if isinstance(given, dict) else ():
            if name not in SERVICES:
                raise ValueError(f"no service {name!r}: {suggestion(str(name), SERVICES)}")
            if not str(address).startswith(("http://", "https://")):
                raise ValueError(f"the address of {name} begins with http:// or https://")
        return given


def load_settings(
    flags: dict[str, Any], *, folder: Path | None = None, tell: Callable[[str], None] = lambda line: None
) -> Settings:
    """The settings of one call. A flag that was not given is None and says nothing.

    The file of the folder may lie beside papers that somebody sent: what it sets is told, and it neither sends papers
    to a cluster nor asks live services, nor says where those are (`NOT_BY_FOLDER`).
    """
    user = user_file()
    merged = {} if user is None else _from_file(user)
    notices: list[str] = []
    merged |= _from_folder((folder or Path()) / "extract.toml", notices.append)
    merged |= _from_environment()
    merged |= {name: value for name, value in flags.items() if value is not None}
    try:
        settings = Settings(**merged)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise UsageError(f"{name}: {first['msg']}; known settings are {', '.join(Settings.model_fields)}") from error
    for line in notices:
        tell(line)
    return settings


def _from_folder(path: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    found = _from_file(path)
    refused = {name for name in NOT_BY_FOLDER & found.keys() if name != "offline" or found[name] is not True}
    taken = {name: value for name, value in found.items() if name not in refused}
    if taken:
        tell(f"settings of {path}: {', '.join(f'{name} = {value}' for name, value in taken.items())}")
    if refused:
        why = "which may have come with papers"
        tell(f"not taken from {path}, {why}: {', '.join(sorted(refused))}; use a flag or your own file of settings")
    return taken


def user_file() -> Path | None:
    """Where a user's own settings lie; None for a user without a home."""
    try:
        return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "extract" / "extract.toml"
    except RuntimeError:
        return None


def _from_file(path: Path) -> dict[str, Any]:
    try:
        if not path.is_file():
            return {}
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError:
        return {}
    try:
        if len(content) > LARGEST_FILE:
            raise ValueError(f"more than {LARGEST_FILE} bytes")
        found = tomllib.loads(content.decode("utf-8"))
        str(found)  # what is nested too deep to be told is no setting
        return found
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is no TOML file: {str(error)[:200]}") from error


def _from_environment() -> dict[str, str]:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | NO_SETTINGS
    for key in os.environ:
        name = key.removeprefix(PREFIX).lower()
        if key.startswith(PREFIX) and key not in known:
            raise UsageError(
                f"{key} in the environment is no setting: {suggestion(name, sorted(Settings.model_fields))}"
            )
    names = {PREFIX + name.upper(): name for name in Settings.model_fields}
    return {names[key]: value for key, value in os.environ.items() if key in names and value != ""}
