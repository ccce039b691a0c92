"""A team for tests: a bare repository that all share, and a clone for each, made with plain git under their own names."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.git.scratch import _ENVIRONMENT, Scratch

LIBRARY = """library: acme
people:
  ana: {email: ana@example.com, github: ana-k, roles: [rep]}
  ben: {email: ben@example.com, roles: [rep]}
  mia: {email: mia@example.com, roles: [manager]}
  lee: {email: lee@example.com, roles: [leader]}
policy:
  editorial:   {approvals: {anyone: 1}}
  behavioural: {approvals: {manager: 1}}
  breaking:    {approvals: {leader: 1, anyone: 1}, claims: 1}
"""
PROCESS = """# How they come to buy.
process: new-business
version: "1.2.0"
from_anywhere: [lost, stayed-put]
stages:
  trouble-named:
    buyer: Someone says what is wrong
    max_days: 30
    next: [team-assembled]
  team-assembled:
    buyer: Everyone who must agree has been found and heard
    next: [board-decides]
  board-decides:
    buyer: The board decides without us in the room
    max_days: 30
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
"""
FILE = "processes/new-business.yaml"


class Clone(Scratch):
    """A person's clone of the shared repository."""

    def __init__(self, hub: Path, root: Path, name: str) -> None:
        subprocess.run(["git", "clone", "-q", str(hub), str(root)], env=_ENVIRONMENT, check=True, capture_output=True)
        self.root = root
        self.git("config", "user.name", name)
        self.git("config", "user.email", f"{name.lower()}@example.com")

    def read(self, name: str = FILE) -> str:
        """Return a file's text."""
        return (self.root / name).read_text(encoding="utf-8")

    def change(self, old: str, new: str, name: str = FILE) -> None:
        """Edit a file by hand."""
        text = self.read(name)
        assert old in text
        self.write_at(name, text.replace(old, new, 1))

    def branch(self) -> str:
        """Return the branch that this person is on."""
        return self.git("branch", "--show-current")

    def status(self) -> list[str]:
        """Return what git says is not committed, a line each."""
        done = subprocess.run(["git", "status", "--porcelain"], cwd=self.root, env=_ENVIRONMENT, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()


class Team:
    """The shared repository, with a library in it, and who has cloned it."""

    def __init__(self, folder: Path, files: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.hub = folder / "hub.git"
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(self.hub)], env=_ENVIRONMENT, check=True, capture_output=True)
        first = Scratch(folder / "first")
        for name, text in (files or {"processes/library.yaml": LIBRARY, FILE: PROCESS}).items():
            first.write_at(name, text)
        first.commit("The library")
        first.git("remote", "add", "origin", str(self.hub))
        first.git("push", "-q", "origin", "main")

    def clone(self, name: str) -> Clone:
        """Return a new clone for a person."""
        return Clone(self.hub, self.folder / name.lower(), name)
