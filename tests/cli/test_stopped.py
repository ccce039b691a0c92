"""Ctrl-C at any moment: one line, exit status 2, no traceback."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT

STOPPING = Path(__file__).parent / "stopping"


def installed() -> list[str]:
    """The call that the installed command makes, as installers write it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["processengine"].partition(":")
    return [sys.executable, "-c", f"import sys; from {module} import {function}; sys.exit({function}())"]


CALLS = {"python -m": [sys.executable, "-m", "processengine"], "installed": installed()}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("module", ["processengine.cli", "processengine.cli.main", "click", "processengine.cli.options", "processengine.rules.index"])
def test_stopping_while_modules_are_imported_is_one_line(call: list[str], module: str) -> None:
    """Those that every command needs as well as those that one imports when it runs."""
    path = os.pathsep.join([str(STOPPING), str(ROOT)])
    done = subprocess.run(
        [*call, "rules"], env={**os.environ, "PYTHONPATH": path, "STOP_AT_IMPORT": module}, capture_output=True, text=True, check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "\nprocessengine: stopped.\n")
