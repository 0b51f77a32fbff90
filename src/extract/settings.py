"""Options of the commands, validated: flags, then environment, then ./extract.toml, then the user's file."""

import json
import os
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What all commands share; every field may be set in a file or as EXTRACT_<NAME> (`docs/settings.md`).

    `load_settings` checks what users give; whoever makes settings in code gives what the types say.
    """

    db: Path = Path("outputs/extract.db")
    offline: bool = True
    jobs: int = 0
    max_bytes: int = 500_000_000
    time_limit: float = 300.0
    memory_limit: int = 4096
    vocabulary: Path | None = None
    cluster: str | None = None
    experimental: bool = False
    ocr: bool = False
    corpus: str | None = None
    services: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        """All settings as JSON, also where a path is no UTF-8."""
        reported = {name: str(value) if isinstance(value, Path) else value for name, value in asdict(self).items()}
        return json.dumps(reported).encode("utf-8", "backslashreplace").decode()


NAMES = tuple(field.name for field in fields(Settings))
YES, NO = ("1", "true", "yes", "on", "y", "t"), ("0", "false", "no", "off", "n", "f")


def _path(given: object) -> Path:
    if not isinstance(given, str | Path) or "\0" in str(given):
        raise ValueError("a path without NUL is needed")
    return Path(given)


def _words(given: object) -> str:
    """Words as UTF-8 can hold them: stray bytes of a shell's words as their codes."""
    if not isinstance(given, str):
        raise ValueError("text is needed")
    return given.encode("utf-8", "backslashreplace").decode()


def _flag(given: object) -> bool:
    word = str(given).lower()
    if word not in YES + NO:
        raise ValueError("true or false is needed")
    return word in YES


def _number(kind: type[int] | type[float], low: float, high: float) -> Callable[[object], float]:
    def number(given: object) -> float:
        asked = f"{'a whole number' if kind is int else 'a number'} from {low:g} to {high:g} is needed"
        try:
            value = kind(given) if isinstance(given, int | float | str) else None
        except (ValueError, OverflowError) as error:
            raise ValueError(asked) from error
        if value is None or not low <= value <= high or (not isinstance(given, str) and value != given):
            raise ValueError(asked)
        return value

    return number


def _addresses(given: object) -> dict[str, str]:
    """A table, or "crossref=https://a.example, doi=https://b.example" in the environment."""
    if isinstance(given, str):
        given = dict(part.strip().partition("=")[::2] for part in given.split(",") if part.strip())
    if not isinstance(given, dict):
        raise ValueError("a table of services and their addresses is needed")
    for name, address in given.items():
        if name not in SERVICES:
            raise ValueError(f"no service {name!r}: {suggestion(str(name), SERVICES)}")
        if not isinstance(address, str) or not address.startswith(("http://", "https://")):
            raise ValueError(f"the address of {name} begins with http:// or https://")
    return given


CHECKED: dict[str, Callable[[object], object]] = {
    "db": _path,
    "offline": _flag,
    "jobs": _number(int, 0, 256),
    "max_bytes": _number(int, 1, 10**13),
    "time_limit": _number(float, 1e-6, 1e7),
    "memory_limit": _number(int, 128, 10**8),
    "vocabulary": _path,
    "cluster": _words,
    "experimental": _flag,
    "ocr": _flag,
    "corpus": _words,
    "services": _addresses,
}
"""Name -> what makes a sound value of what a flag, a file or the environment gives; raises ValueError."""


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
    settings = Settings(**{name: _checked(name, value) for name, value in merged.items()})
    for line in notices:
        tell(line)
    return settings


def _checked(name: str, given: object) -> Any:
    if name not in CHECKED:
        raise UsageError(f"{name} is no setting; known settings are {', '.join(NAMES)}")
    try:
        return CHECKED[name](given)
    except ValueError as error:
        raise UsageError(f"{name} = {given!r:.60}: {error}; known settings are {', '.join(NAMES)}") from error


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
    names = {PREFIX + name.upper(): name for name in NAMES}
    for key in os.environ:
        if key.startswith(PREFIX) and key not in names.keys() | NO_SETTINGS:
            raise UsageError(
                f"{key} in the environment is no setting: {suggestion(key.removeprefix(PREFIX).lower(), sorted(NAMES))}"
            )
    return {names[key]: value for key, value in os.environ.items() if key in names and value != ""}
