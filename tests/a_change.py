"""Plays the page about a whole change: its commands are run, in the clones of those who type them, and its outputs are what they print.

The deals are those of the BPI Challenge 2012, read in place. Run as a program it writes the outputs into the page anew.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from tests.git.team import Clone, Team  # noqa: E402 - found by the line above, where this runs as a program
from tests.typed import run_typed, typed_in  # noqa: E402

PAGE = ROOT / "docs" / "a-change.md"
OFFERS = ROOT / "tests" / "peers" / "bpic"
DEALS = ROOT.parent / "shared" / "data" / "events" / "bpic2012_events.csv.gz"
PEOPLE = ("ana", "ben", "lee")
PULLS = {"11": ("proposals/paper-first", ("ben-w", "lee-m")), "12": ("proposals/five-days", ("ana-k", "lee-m"))}
"""The pull requests on the forge, which this plays: the branch, and the logins of those who approve."""

_BLOCK = re.compile(r"```(?P<kind>console|yaml)\n(?P<text>.*?)```", re.DOTALL)
_FORGE = re.compile(r"gh api repos/bank/lending/(?:pulls|issues)/(?P<number>\d+)/(?P<what>reviews|events) > (?P<file>\S+)")
_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "GITHUB_ACTIONS"},
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1", "PROCESSENGINE_TODAY": "2011-12-19",
    "GIT_AUTHOR_DATE": "2011-12-19T09:00:00Z", "GIT_COMMITTER_DATE": "2011-12-19T09:00:00Z",
}


class Played:
    """The team of the page, and the page with what its commands print."""

    def __init__(self, page: str, folder: Path) -> None:
        self.blocks = [found["text"] for found in _BLOCK.finditer(page)]
        library = (OFFERS / "library.yaml").read_text(encoding="utf-8")
        settings = next(one for one in self.blocks if one.startswith("library: bank"))
        files = {"library.yaml": library.replace("library: bank\n", settings), "offers.yaml": (OFFERS / "offers.yaml").read_text(encoding="utf-8")}
        self.team = Team(folder / "team", {f"processes/{name}": text for name, text in files.items()})
        (self.team.folder / "deals.csv.gz").symlink_to(DEALS)
        self.clones: dict[str, Clone] = {name: self.team.clone(name.capitalize()) for name in PEOPLE}
        self.page = _BLOCK.sub(self._block, page)

    def _block(self, found: re.Match[str]) -> str:
        text = found["text"]
        if found["kind"] == "console":
            return f"```console\n{''.join(self._lines(text))}```"
        if text.startswith("claims:"):
            with (self.clones["ana"].root / "processes" / "proposals" / "paper-first.yaml").open("a", encoding="utf-8") as file:
                file.write(text)
        return found[0]

    def _lines(self, block: str) -> Iterator[str]:
        for who, text, command in typed_in(block):
            yield from (f"{one}\n" for one in command)
            yield self._printed(text, self.clones[who].root)

    def _printed(self, text: str, folder: Path) -> str:
        """Run a command, `| head -N` or `| tail -N` behind it allowed, and return what it prints."""
        if forge := _FORGE.fullmatch(text):
            (folder / forge["file"]).write_text(self._forge(forge["number"], forge["what"]), encoding="utf-8")
            return ""
        typed, _, cut = text.partition(" | ")
        program, *arguments = shlex.split(typed)
        out = (engine(folder, *arguments)[1] if program == "processengine" else _plain(folder, program, *arguments)).splitlines()
        kind, _, number = cut.partition(" -")
        shown = out[: int(number)] if kind == "head" else out[-int(number):] if kind == "tail" else out
        return "".join(f"{line}\n" for line in shown)

    def _forge(self, number: str, what: str) -> str:
        """Return what GitHub's API says of a pull request: its reviews, with the commit of each, or that nothing else happened."""
        branch, logins = PULLS[number]
        commit = _plain(self.team.hub, "git", "rev-parse", f"refs/heads/{branch}").strip()
        reviews = [{"user": {"login": login}, "state": "APPROVED", "commit_id": commit, "submitted_at": f"2011-12-20T{10 + place}:00:00Z"}
                   for place, login in enumerate(logins)]
        return json.dumps(reviews if what == "reviews" else [])


def engine(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run a command of ours in a folder; return its exit status and all that it prints."""
    return run_typed(folder, _ENVIRONMENT, *arguments)


def _plain(folder: Path, *command: str) -> str:
    return subprocess.run(command, cwd=folder, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True).stdout


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(Played(PAGE.read_text(encoding="utf-8"), Path(name)).page, encoding="utf-8")
