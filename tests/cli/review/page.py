"""Plays the page about reviewing: its commands are run in a leader's clone, among made-up deals, and its outputs are what they print.

Run as a program it writes the outputs into the page anew.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from tests.git.team import FILE, Clone, Team  # noqa: E402 - found by the line above, where this runs as a program

PAGE = ROOT / "docs" / "reviewing.md"
LIBRARY = ROOT / "docs" / "evidence"
LEE = "  lee: {email: lee@example.com, roles: [leader]}\n"
POLICY = """  ben: {email: ben@example.com, roles: [rep]}
  lee: {email: lee@example.com, github: lee-l, roles: [leader]}
policy:
  breaking: {approvals: {leader: 1, anyone: 1}, claims: 1, expects: 1, in_flight: planned}
"""
EXPECTS = "expects:\n  win-rate: {from: 0.43, to: 0.55, by: 2027-06-30, guard: {time-to-agree: not-higher}}\n"
FACT = "        proof: meeting\n"

_BLOCK = re.compile(r"```console\n\$ (processengine review .*)\n(?:.*\n)*?```")
_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PROCESSENGINE_TODAY": "2026-11-20", "NO_COLOR": "1",
}


def played(page: str, folder: Path) -> str:
    """Return the page with what its reviews print."""
    clone = leader(folder)
    return _BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{_printed(found[1], clone.root)}```", page)


def leader(folder: Path) -> Clone:
    """Return a leader's clone of a library with deals, to which a rep has proposed a change that a leader has agreed to."""
    files = {f"processes/{one.relative_to(LIBRARY)}": one.read_text(encoding="utf-8") for one in LIBRARY.rglob("*.*") if one.parent.name != "proposals"}
    settings = files["processes/library.yaml"]
    assert LEE in settings
    files["processes/library.yaml"] = settings.replace(LEE, POLICY)
    team = Team(folder / "team", files)
    rep = team.clone("Ana")
    rep.git("switch", "-q", "-c", "proposals/hear-finance-first")
    stated = (LIBRARY / "proposals" / "hear-finance-first.yaml").read_text(encoding="utf-8")
    rep.write_at("processes/proposals/hear-finance-first.yaml", stated + EXPECTS)
    rep.change(FACT, f"{FACT}        applies: now\n", FILE)
    rep.commit("Hear finance before the board meets")
    rep.git("push", "-q", "origin", "HEAD")
    clone = team.clone("Lee")
    commit = clone.git("rev-parse", "origin/proposals/hear-finance-first").strip()
    review = {"user": {"login": "lee-l"}, "state": "APPROVED", "commit_id": commit, "submitted_at": "2026-11-20T09:00:00Z", "body": ""}
    clone.write_at("reviews.json", json.dumps([review]))
    return clone


def _printed(command: str, folder: Path) -> str:
    """Run a command, `| head -N` behind it allowed, and return what it prints."""
    typed, _, head = command.partition(" | head -")
    program, *arguments = shlex.split(typed)
    assert program == "processengine"
    done = subprocess.run([sys.executable, "-m", program, *arguments], cwd=folder, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return "".join(f"{line}\n" for line in done.stdout.splitlines()[: int(head) if head else None])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(played(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
