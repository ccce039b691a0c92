"""A push that comes in between: just before the git command of a number that a command of ours starts."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from processengine.cli.main import run
from processengine.git import tree
from processengine.release import state
from tests.crash.racing import PUSH
from tests.crash.scenes import ENVIRONMENT


class Interrupting:
    """Pushes the second revision just before the git command of a number that is started while it is watching; 0 for never."""

    def __init__(self) -> None:
        self.at, self.seen, self.clone = 0, 0, Path()
        self.is_watching = False
        sys.addaudithook(self._started)

    def run(self, folder: Path, arguments: Sequence[str], at: int) -> tuple[int, str]:
        """Run a command of ours in a folder and push in between; return its exit status and what it says."""
        self.at, self.seen, self.clone = at, 0, folder / "ana"
        for known in (*vars(tree).values(), *vars(state).values()):  # a process of its own would know nothing yet, and ask git as often each time
            if hasattr(known, "cache_clear"):
                known.cache_clear()
        said = StringIO()
        with chdir(folder), redirect_stdout(said), redirect_stderr(said):
            self.is_watching = True
            try:
                code = run(list(arguments))
            finally:
                self.is_watching = False
        return code, said.getvalue()

    def _started(self, event: str, _: tuple[Any, ...]) -> None:
        if event != "subprocess.Popen" or not self.is_watching:
            return
        self.seen += 1
        if self.seen == self.at:
            self.is_watching = False
            subprocess.run(PUSH, cwd=self.clone, env=ENVIRONMENT, check=True, capture_output=True)
            self.is_watching = True
