"""Options of the commands, validated: flags, then environment, then ./extract.toml, then the user's file."""

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extract.errors import UsageError, suggestion
from extract.services import ServiceAddresses

PREFIX = "EXTRACT_"
SERVICES = tuple(ServiceAddresses.__dataclass_fields__)
NO_SETTINGS = frozenset(("EXTRACT_MAILTO", "EXTRACT_SHARED"))
"""Who asks live services; where the tests' optional data lie."""


class Settings(BaseModel):
    """What all commands share; every field may be set in a file or as EXTRACT_<NAME>."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    db: Path = Field(Path("outputs/extract.db"), description="the database")
    offline: bool = Field(True, description="ask no live service; services are asked only where this is false")
    jobs: int = Field(0, ge=0, le=256, description="worker processes; 0: chosen by the number of inputs and cores")
    max_bytes: int = Field(500_000_000, ge=1, description="larger inputs are refused (too_large)")
    time_limit: float = Field(300.0, gt=0, description="seconds for one paper (too_slow)")
    memory_limit: int = Field(4096, ge=256, description="megabytes for one worker (too_hungry)")
    vocabulary: Path | None = Field(None, description="a TOML file or folder with own terms, added to ours")
    cluster: str | None = Field(None, description="address of a Dask scheduler whose workers read the papers")
    experimental: bool = Field(False, description="run the checks too that are not yet found right often enough")
    ocr: bool = Field(False, description="read pages that are pictures with the program tesseract")
    corpus: str | None = Field(None, description="name of a corpus that the inputs join")
    services: dict[str, str] = Field({}, description="addresses of services in place of their own: a mirror, a proxy")

    @field_validator("services", mode="before")
    @classmethod
    def _addresses(cls, told: object) -> object:
        """A table, or "crossref=https://a.example, doi=https://b.example" in the environment."""
        if isinstance(told, str):
            told = dict(part.strip().partition("=")[::2] for part in told.split(",") if part.strip())
        for name, address in told.items() if isinstance(told, dict) else ():
            if name not in SERVICES:
                raise ValueError(f"no service {name!r}: {suggestion(str(name), SERVICES)}")
            if not str(address).startswith(("http://", "https://")):
                raise ValueError(f"the address of {name} begins with http:// or https://")
        return told


def load_settings(flags: dict[str, Any], *, folder: Path | None = None) -> Settings:
    """The settings of one call. A flag that was not given is None and says nothing."""
    merged: dict[str, Any] = {}
    for path in (user_file(), (folder or Path()) / "extract.toml"):
        merged |= _from_file(path)
    merged |= _from_environment()
    merged |= {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**merged)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise UsageError(f"{name}: {first['msg']}; known settings are {', '.join(Settings.model_fields)}") from error


def user_file() -> Path:
    """Where a user's own settings lie."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "extract" / "extract.toml"


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
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
