"""A server's own repository, set up; and one with a proposal that Ana has pushed to it."""

import subprocess
from pathlib import Path

import pytest

from tests.approving.served import Kept, Served


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Return a server without anything but its log."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(tmp_path / "hub.git")], check=True)
    return Kept(tmp_path / "hub.git")


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    """Return a server with the people who work with it."""
    monkeypatch.chdir(tmp_path)
    return Served(tmp_path / "team")
