"""Plays the page about evidence: its commands are run among the made-up deals, and its outputs are what they print.

Run as a program it writes the outputs into the page anew.
"""

import os
import re
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [] if str(ROOT) in sys.path else [str(ROOT)]

from tests.typed import run_typed  # noqa: E402 - found by the line above, where this runs as a program

PAGE = ROOT / "docs" / "evidence.md"
LIBRARY = ROOT / "docs" / "evidence"

_BLOCK = re.compile(r"```console\n\$ (.*)\n(?:.*\n)*?```")
_ENVIRONMENT = {**os.environ, "PROCESSENGINE_TODAY": "2026-11-20", "NO_COLOR": "1", "GIT_CEILING_DIRECTORIES": os.sep}


def played(page: str, folder: Path) -> str:
    """Return the page with what its commands print."""
    library = folder / "library"
    shutil.copytree(LIBRARY, library)
    return _BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{_printed(found[1], library)}```", page)


def _printed(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    assert program == "processengine"
    return run_typed(folder, _ENVIRONMENT, *arguments)[1]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(played(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
