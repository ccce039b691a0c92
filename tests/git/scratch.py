"""Scratch repositories for tests: made with plain git, under a fixed name and without the machine's settings."""

import os
import subprocess
from pathlib import Path

FIRST = """process: new-business
from_anywhere: [lost, stayed-put]
stages:
  trouble-named:
    max_days: 30
    next: [board-decides]
  board-decides:
    next: [won]
  won: {outcome: won}
  lost: {outcome: lost}
  stayed-put: {outcome: no-decision}
"""
SECOND = FIRST.replace("max_days: 30", "max_days: 45")
THIRD = FIRST.replace("max_days: 30", "max_days: 60")
LIBRARY = "library: acme\n"

_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.com", "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.com",
    "GIT_AUTHOR_DATE": "2026-11-01T09:00:00Z", "GIT_COMMITTER_DATE": "2026-11-01T09:00:00Z",
}


class Scratch:
    """A repository in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(["git", *arguments], cwd=self.root, env=_ENVIRONMENT, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def write(self, **files: str) -> None:
        """Write files, named with `__` for a folder and without their ending: `processes__new_business`."""
        for name, text in files.items():
            self.write_at(name.replace("__", "/").replace("_", "-") + ".yaml", text)

    def write_at(self, name: str, text: str) -> Path:
        """Write a file under its own name."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def commit(self, message: str = "change") -> str:
        """Commit everything and return the commit's id."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def tag(self, name: str, message: str, when: str) -> None:
        """Put a tag with a message on HEAD, made at a time: `2026-03-01T09:00:00Z`."""
        subprocess.run(
            ["git", "tag", "-a", "-m", message, name], cwd=self.root, env={**_ENVIRONMENT, "GIT_COMMITTER_DATE": when}, capture_output=True, check=True,
        )
