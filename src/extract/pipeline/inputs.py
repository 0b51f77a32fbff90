"""What a user named as inputs: files, folders, globs and standard input become a list of files."""

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATABASE_SUFFIXES = (".db", ".db-wal", ".db-shm", ".db-journal")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/\S{1,300})", re.IGNORECASE)
PMCID = re.compile(r"PMC\d{1,9}", re.IGNORECASE)
PMID = re.compile(r"PMID:?\s?(\d{1,8})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, and the name under which it is kept and shown; or `why` there is no file.

    `member` is one paper of a zip or of a set of articles; `left_out` says why a file of a folder is no paper.
    """

    path: Path
    name: str
    why: str | None = None
    member: str | None = None
    left_out: str | None = None


def expand(paths: list[str], stdin: Path | None = None) -> list[InputFile]:
    """The files meant, each once, in the order named; folders in name order, hidden files left out.

    A name that meets nothing stays in the list, so that its failure is told. `stdin` holds what "-" brought.
    """
    found: dict[str, InputFile] = {}
    for name in paths:
        for file in _files(name, stdin):
            for paper in _opened(file):
                found.setdefault(paper.name, paper)
    return list(found.values())


def _opened(file: InputFile) -> Iterator[InputFile]:
    """The file itself, or the papers of the collection that it is."""
    from extract.read.containers import look_into

    contents = look_into(file.path) if file.left_out is None and file.path.is_file() else None
    if contents is None or not (contents.papers or contents.left_out):
        yield file
        return
    joint = "#" if all(name.isdecimal() for name in contents.papers) and not contents.left_out else "/"
    for name in contents.papers:
        yield InputFile(file.path, f"{file.name}{joint}{name}", member=name)
    for name, why in contents.left_out:
        yield InputFile(file.path, f"{file.name}/{name}", left_out=why)


def _in_folder(file: Path) -> InputFile:
    """A file that a folder brought: what is no paper is left out."""
    from extract.read.containers import START, why_no_paper

    try:
        with file.open("rb") as opened:
            why = why_no_paper(_shown(file), opened.read(START * 16))
    except OSError:
        why = None  # told when it is read
    return InputFile(file, _shown(file), left_out=why)


def is_identifier(name: str) -> bool:
    """Whether a name that a user gave can only be an identifier; a file of that name goes first.

    >>> is_identifier("10.1371/journal.pone.0033693"), is_identifier("PMID: 123"), is_identifier("papers/10.pdf")
    (True, True, False)
    """
    return not Path(name).exists() and any(pattern.fullmatch(name) for pattern in (DOI, PMCID, PMID))


def links_out(paths: list[str], files: list[InputFile]) -> Iterator[str]:
    """A line for each file of a named folder that is a link to somewhere else: its text would be passed on unseen."""
    folders = [Path(name).resolve() for name in paths if Path(name).is_dir()]
    for file in files if folders else ():
        if file.path.is_symlink():
            meant = file.path.resolve()
            if not any(meant.is_relative_to(folder) for folder in folders):
                yield f"{file.name}: a link out of the folder: what is read is {meant}"


def _files(name: str, stdin: Path | None) -> Iterator[InputFile]:
    if name == "-" and stdin is not None:
        yield InputFile(stdin, "-")
        return
    path = Path(name)
    if path.is_dir():
        inside = [file for file in sorted(path.rglob("*")) if _is_wanted(file, path)]
        yield from map(_in_folder, inside)
        if not inside:
            yield InputFile(path, _shown(path))
    elif not path.exists() and glob.has_magic(name):
        met = sorted(glob.glob(name, recursive=True))
        for path_met in met:
            yield from _files(glob.escape(path_met) if glob.has_magic(path_met) else path_met, stdin)
        if not met:
            yield InputFile(path, _shown(path))
    else:
        yield InputFile(path, _shown(path))


def _is_wanted(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and not file.name.endswith(DATABASE_SUFFIXES) and (file.is_file() or file.is_symlink())


def _shown(path: Path) -> str:
    """A path as text; bytes that are no UTF-8 are written as escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")
