"""What is pushed and read in these tests."""

import json
from typing import Any

from tests.conftest import Command
from tests.git.team import FILE, Clone

BOARD = "    max_days: 30\n    next: [won]"


def push(rep: Clone, name: str, old: str, new: str, *, why: str | None = None, file: str = FILE) -> None:
    """Push a proposal from main that edits a file by hand; with a reason, with a proposal file too."""
    rep.git("switch", "-q", "main")
    rep.git("switch", "-q", "-c", f"proposals/{name}")
    rep.change(old, new, file)
    if why is not None:
        text = f"proposal: {name}\ntitle: {name.replace('-', ' ').capitalize()}\nprocess: new-business\nauthor: ana\nopened: 2026-11-02\nwhy: |\n  {why}\n"
        rep.write_at(f"processes/proposals/{name}.yaml", text)
    rep.commit(f"{name.replace('-', ' ').capitalize()}\n\nBecause of what buyers say.")
    rep.git("push", "-q", "origin", "HEAD")


def data(command: Command, *arguments: str) -> dict[str, Any]:
    """Return a review as data."""
    result = command("review", *arguments, "-f", "json")
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    assert found["schema"] == "processengine/review/1"
    return found


def release(clone: Clone, version: str = "1.2.0", commit: str = "main") -> None:
    """Tag a commit as a release of the process, and push the tag."""
    clone.git("tag", "-a", "-m", f"acme/new-business {version}", f"new-business/{version}", commit)
    clone.git("push", "-q", "origin", f"new-business/{version}")


def versions(command: Command, name: str) -> tuple[str | None, str | None, str | None]:
    """Return what a review says of the process: the version that is written, the last release's, and the next one's."""
    (process,) = data(command, name)["processes"]
    return process["version"], process["released"], process["next_version"]
