"""Plays the page about evidence: its commands are run among the made-up deals, and its outputs are what they print.

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
    done = subprocess.run([sys.executable, "-m", program, *arguments], cwd=folder, env=_ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        PAGE.write_text(played(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8")
