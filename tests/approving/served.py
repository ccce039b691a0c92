"""A server for tests: a team's shared repository, set up with a key and a log, and Ana's proposal in it."""

import json
import subprocess
from pathlib import Path

from processengine.approving.appending import append
from processengine.approving.chain import LOG, Log, log
from processengine.approving.entry import Entry
from processengine.approving.setting_up import set_up
from processengine.git import Repository
from processengine.git.lock import locked
from tests.git.scratch import _ENVIRONMENT
from tests.git.team import FILE as PROCESS_FILE
from tests.git.team import PROCESS, Clone, Team

NAME = "more-time"
BRANCH = f"refs/heads/proposals/{NAME}"
PROPOSAL = """proposal: more-time
title: More time to name the trouble
process: new-business
author: ana
opened: 2026-11-02
status: open
why: |
  Thirty days are over before the second person has been heard.
"""
FILE = f"processes/proposals/{NAME}.yaml"


class Kept:
    """A server's repository with its log, and what can be done to that by whoever may write its files."""

    def __init__(self, hub: Path) -> None:
        self.hub = hub
        self.repository = Repository.bare(hub)
        with locked(self.repository) as lock:
            self.said = tuple(set_up(lock))

    def git(self, *arguments: str, stdin: str | None = None) -> str:
        """Run git in the server's repository, as somebody does who may write its files, and return what it prints."""
        call = ["git", "--git-dir", str(self.hub), *arguments]
        return subprocess.run(call, env=_ENVIRONMENT, input=stdin, capture_output=True, text=True, check=True).stdout.strip()

    def add(self, *kinds: str) -> Log:
        """Let the server itself put entries into its log, without looking at any proposal."""
        with locked(self.repository) as lock:
            for kind in kinds:
                append(lock, Entry(kind, "another", "lee", at="2026-11-20T09:00:00Z"))  # type: ignore[arg-type]
        return log(self.repository)

    def entry(self, commit: str) -> dict[str, object]:
        """Return what an entry's commit holds."""
        found: dict[str, object] = json.loads(self.git("show", f"{commit}:entry.json"))
        return found

    def forged(self, commit: str, before: str, entry: str | None = None, signature: str | None = None) -> str:
        """Return a new commit like that of an entry after another one, with other contents; no ref leads to it."""
        parts = {"entry.json": entry, "signature": signature}
        blobs = {name: self.git("rev-parse", f"{commit}:{name}") if text is None else self.git("hash-object", "-w", "--stdin", stdin=text)
                 for name, text in parts.items()}
        tree = self.git("mktree", stdin="".join(f"100644 blob {blob}\t{name}\n" for name, blob in blobs.items()))
        return self.git("commit-tree", tree, "-m", "forged", *(["-p", before] if before else []))

    def put_back(self, commit: str) -> None:
        """Let the log end elsewhere."""
        self.git("update-ref", LOG, commit)


class Served:
    """The team, its server, and Ana's clone on the branch of her proposal."""

    def __init__(self, folder: Path) -> None:
        self.team = Team(folder)
        self.kept = Kept(self.team.hub)
        self.repository = self.kept.repository
        self.ana = self.team.clone("Ana")
        self.ana.git("switch", "-q", "-c", f"proposals/{NAME}")
        self.revise()

    def revise(self, text: str = PROPOSAL, days: int = 45) -> str:
        """Push a revision of the proposal, and return its commit."""
        self.ana.write_at(FILE, text)
        self.ana.write_at(PROCESS_FILE, PROCESS.replace("max_days: 30", f"max_days: {days}", 1))
        made = self.ana.commit("More time")
        self.ana.git("push", "-q", "--force", "origin", "HEAD")
        return made


def pushed(clone: Clone, *what: str, at: str = "2026-11-01T09:00:00Z") -> subprocess.CompletedProcess[str]:
    """Push as anybody would, at a time, whatever comes of it."""
    return subprocess.run(["git", "push", "origin", *what], cwd=clone.root, env={**_ENVIRONMENT, "GIT_COMMITTER_DATE": at}, capture_output=True, text=True, check=False)
