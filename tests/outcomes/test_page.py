"""The page about outcomes prints what the command prints."""

import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Command
from tests.outcomes.history import deals, library


def test_the_commands_of_the_page_print_what_it_shows(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word for word, in their order, as the deals go on."""
    root = tmp_path / "repository"
    library(root, deals((20, 100), (45, 100), last="2026-05-21"))
    monkeypatch.chdir(root / "processes")
    for name, value in (("NAME", "Lee"), ("EMAIL", "lee@example.com")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    page = (ROOT / "docs" / "outcomes.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n\$ processengine (.*?)\n(.*?)```", page, re.DOTALL)
    assert len(blocks) == 2
    for typed, printed in blocks:
        assert command(*shlex.split(typed)).out == printed
        Path("deals.csv").write_text(deals((20, 100), (45, 100), last="2026-07-01"), encoding="utf-8")
