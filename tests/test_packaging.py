"""What is built is whole: the wheel holds everything that runs, and nothing of the tests."""

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the sources as they stand."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_source_file(wheel: zipfile.ZipFile) -> None:
    """Python files, the shipped journey, the starter's files and the marker of types are in it, byte for byte."""
    found = (path for path in (ROOT / "processengine").rglob("*") if path.is_file())
    sources = [path for path in found if not any(part.startswith((".", "__pycache__")) for part in path.relative_to(ROOT).parts)]
    assert {path.relative_to(ROOT).as_posix() for path in sources} <= set(wheel.namelist())
    for path in sources:
        assert wheel.read(path.relative_to(ROOT).as_posix()) == path.read_bytes()


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    """No test and no process of ours ends in somebody's site-packages."""
    tops = {Path(name).parts[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"processengine"}


def test_the_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    """The console script calls `main`."""
    entry_points = next(name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "processengine = processengine.__main__:main" in wheel.read(entry_points).decode()


def test_the_core_depends_on_five_libraries() -> None:
    """Everything else is an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.split(">")[0] for requirement in project["dependencies"]}
    assert names == {"click", "graphviz", "networkx", "pydantic", "pyyaml"}


@pytest.mark.parametrize("lock", ["constraints.txt", "constraints-dev.txt"])
def test_the_locks_have_hashes_and_name_no_host(lock: str) -> None:
    """A lock pins by hash, and works with whatever registry a machine uses."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert text.count("--hash=sha256:") > text.count("==")
    assert "://" not in text


def test_python_dash_m_runs_the_command() -> None:
    """`python -m processengine --version` prints the version."""
    done = subprocess.run([sys.executable, "-m", "processengine", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("processengine, version ")
