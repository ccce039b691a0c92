"""A team that shares a library, and the clone of a rep."""

from pathlib import Path

import pytest

from tests.conftest import Command
from tests.git.team import Clone, Team


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """Return a team that shares a library."""
    return Team(tmp_path / "team")


@pytest.fixture
def rep(team: Team, command: Command, monkeypatch: pytest.MonkeyPatch) -> Clone:
    """Return Ana's clone, in which commands run, under her own name alone."""
    del command
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)
    clone = team.clone("Ana")
    monkeypatch.chdir(clone.root)
    return clone
