"""Plays the page about the loop: its commands are run, in the clones of those who type them, and its outputs are what they print.

Run as a program it writes the outputs into the page anew.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from tests.git.team import Clone, Team  # noqa: E402 - found by the line above, where this runs as a program
from tests.typed import run_typed, typed_in  # noqa: E402

PAGE = ROOT / "docs" / "the-loop.md"
HANDBOOK = ROOT / "tests" / "peers" / "handbook"

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PROCESSENGINE_TODAY": "2026-11-20", "NO_COLOR": "1",
    "GIT_AUTHOR_DATE": "2026-11-20T09:00:00Z", "GIT_COMMITTER_DATE": "2026-11-20T09:00:00Z",
}


def settings(page: str) -> str:
    """Return the library.yaml that the page shows."""
    (found,) = re.findall(r"```yaml\n(library: .*?)```", page, re.DOTALL)
    return str(found)


def played(page: str, folder: Path) -> str:
    """Return the page with what its commands print, each run in a clone of whoever types it."""
    files = {f"processes/{path.name}": path.read_text(encoding="utf-8") for path in sorted((HANDBOOK / "b").glob("*.yaml"))}
    team = Team(folder / "team", {**files, "processes/library.yaml": settings(page)})
    shutil.copytree(HANDBOOK, team.folder / "handbook")
    clones: dict[str, Clone] = {}

    def block(found: re.Match[str]) -> str:
        return f"```console\n{''.join(_lines(found[1], team, clones))}```"

    return _BLOCK.sub(block, page)


def _lines(block: str, team: Team, clones: dict[str, Clone]) -> list[str]:
    lines: list[str] = []
    for who, text, command in typed_in(block):
        if who not in clones:
            clones[who] = team.clone(who.capitalize())
        lines += [f"{one}\n" for one in command] + [_printed(text, clones[who].root)]
    return lines


def _printed(text: str, folder: Path) -> str:
    """Run a command, `| head -N` behind it allowed, and return what it prints, with an empty line behind it."""
    typed, _, head = text.partition(" | head -")
    program, *arguments = shlex.split(typed)
    out = run_typed(folder, _ENVIRONMENT, *arguments)[1] if program == "processengine" else _plain(folder, program, *arguments)
    return "".join(f"{line}\n" for line in out.splitlines()[: int(head) if head else None])


def _plain(folder: Path, *command: str) -> str:
    return subprocess.run(command, cwd=folder, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False).stdout


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(played(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
