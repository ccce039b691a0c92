"""A team that shares a library: the clone of a rep, and that of a leader in which commands run."""

from pathlib import Path

import pytest

from tests.conftest import Command
from tests.git.team import Clone, Team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team that shares a library."""
    return Team(tmp_path / "team")


@pytest.fixture
def rep(team: Team) -> Clone:
    """Return Ana's clone."""
    return team.clone("Ana")


@pytest.fixture
def leader(team: Team, command: Command, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return Lee's clone, in which commands run."""
    del command
    clone = team.clone("Lee")
    monkeypatch.chdir(clone.root)
    return clone
