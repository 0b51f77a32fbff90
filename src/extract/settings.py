"""Options of the commands, validated: flags, then environment, then ./extract.toml, then the user's file."""

import json
import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Self

import msgspec
from msgspec import Meta

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

YES_OR_NO = dict.fromkeys(("1", "on", "t", "true", "y", "yes"), True) | dict.fromkeys(
    ("0", "off", "f", "false", "n", "no"), False
)
"""Words of the environment for yes and no."""

PLAIN = {
    "Object contains unknown field": "no setting",
    "`object`": "a table",
    "`null`": "nothing",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "yes or no",
    "`str`": "text",
}
"""What msgspec calls things -> what a file of settings does."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all commands share; every field may be set in a file or as EXTRACT_<NAME>."""

    db: Annotated[Path, Meta(description="the database")] = Path("outputs/extract.db")
    offline: Annotated[bool, Meta(description="ask no live service; they are asked only where this is false")] = True
    jobs: Annotated[int, Meta(ge=0, le=256, description="worker processes; 0: by the number of inputs and cores")] = 0
    max_bytes: Annotated[int, Meta(ge=1, le=10**13, description="larger inputs are refused (too_large)")] = 500_000_000
    time_limit: Annotated[float, Meta(gt=0, le=10**7, description="seconds for one paper (too_slow)")] = 300.0
    memory_limit: Annotated[int, Meta(ge=128, le=10**8, description="megabytes for a worker (too_hungry)")] = 4096
    vocabulary: Annotated[Path | None, Meta(description="a TOML file or folder with own terms, added to ours")] = None
    cluster: Annotated[str | None, Meta(description="a Dask scheduler whose workers read the papers")] = None
    experimental: Annotated[bool, Meta(description="run the checks too that are not yet right often enough")] = False
    ocr: Annotated[bool, Meta(description="read pages that are pictures with the program tesseract")] = False
    corpus: Annotated[str | None, Meta(description="name of a corpus that the inputs join")] = None
    services: Annotated[dict[str, str], Meta(description="addresses of services in place of their own")] = {}

    def __post_init__(self) -> None:
        """Raises ValueError for what the types do not tell."""
        for name in ("db", "vocabulary"):
            if "\0" in str(getattr(self, name)):
                raise ValueError(f"{name}: a path holds no NUL")
        for name, address in self.services.items():
            if name not in SERVICES:
                raise ValueError(f"services: no service {name!r}: {suggestion(name, SERVICES)}")
            if not address.startswith(("http://", "https://")):
                raise ValueError(f"services: the address of {name} begins with http:// or https://")

    def but(self, **changed: Any) -> Self:
        """These settings with some of them changed."""
        return msgspec.structs.replace(self, **changed)

    def as_dict(self) -> dict[str, Any]:
        """All settings by name."""
        return msgspec.structs.asdict(self)

    def as_json(self) -> str:
        """All settings as JSON, also where a path is no UTF-8."""
        reported = {name: str(value) if isinstance(value, Path) else value for name, value in self.as_dict().items()}
        return json.dumps(reported).encode("utf-8", "backslashreplace").decode()


NAMES = Settings.__struct_fields__


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
        settings = msgspec.convert(_prepared(merged), Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        for word, plain in PLAIN.items():
            message = message.replace(word, plain)
        name = place.strip(".`").removesuffix("[...]")
        raise UsageError(f"{f'{name}: ' * bool(name)}{message}; known settings are {', '.join(NAMES)}") from error
    for line in notices:
        tell(line)
    return settings


def _prepared(given: dict[str, Any]) -> dict[str, Any]:
    """What was given, with words as the types of the settings have them: "500_000", `YES_OR_NO`, services in one line.

    A corpus is named as UTF-8 can hold it: stray bytes of a shell's words are written as their codes.
    """
    found = dict(given)
    for name in ("jobs", "max_bytes", "time_limit", "memory_limit"):
        if isinstance(found.get(name), str):
            found[name] = found[name].strip().removeprefix("+").replace("_", "")
    for name in ("offline", "experimental", "ocr"):
        if isinstance(found.get(name), str):
            found[name] = YES_OR_NO.get(found[name].strip().lower(), found[name])
    if isinstance(corpus := found.get("corpus"), str):
        found["corpus"] = corpus.encode("utf-8", "backslashreplace").decode()
    if isinstance(services := found.get("services"), str):
        found["services"] = dict(part.strip().partition("=")[::2] for part in services.split(",") if part.strip())
    return found


def _path(wanted: type, value: object) -> Path:
    """Raises TypeError where a path is no text."""
    if wanted is not Path or not isinstance(value, str | Path):
        raise TypeError(f"expected a path, found {value!r:.100}")
    return Path(value)


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
    known = {PREFIX + name.upper() for name in NAMES} | NO_SETTINGS
    for key in os.environ:
        name = key.removeprefix(PREFIX).lower()
        if key.startswith(PREFIX) and key not in known:
            raise UsageError(f"{key} in the environment is no setting: {suggestion(name, sorted(NAMES))}")
    names = {PREFIX + name.upper(): name for name in NAMES}
    return {names[key]: value for key, value in os.environ.items() if key in names and value != ""}
