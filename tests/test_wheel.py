"""The package as users get it: a wheel, installed into an empty environment, where the source is out of reach."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "extract"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    build = pytest.importorskip("hatchling.build", reason="hatchling is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return folder / build.build_wheel(str(folder))
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the wheel, beside the libraries of this one.

    The libraries are lent by path, so that the editable install of the source, which lies among them, is not.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    programs = folder / "bin"
    run(sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "--no-deps", "--no-index", wheel)
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return programs


def run(*words: object, folder: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(
        list(map(str, words)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("extract/")}
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert held == {f"extract/{path.relative_to(PACKAGE).as_posix()}" for path in files}


def test_what_is_installed_reads_and_audits_a_paper(installed: Path, tmp_path: Path) -> None:
    place = run(installed / "python", "-c", "import extract; print(extract.__file__)", folder=tmp_path)
    assert Path(place).is_relative_to(installed.parent)
    (tmp_path / "paper.txt").write_text("Results\n\nResponse was seen in 12/54 (32.2%) of patients.\n")
    run(installed / "extract", "run", "paper.txt", folder=tmp_path)
    findings = run(installed / "extract", "export", "findings", "--format", "csv", folder=tmp_path)
    assert "stat_percent_of_fraction" in findings
    assert sorted(path.name for path in (tmp_path / "outputs").iterdir() if path.suffix == ".db") == ["extract.db"]
