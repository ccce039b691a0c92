"""Edits whose truth is known beforehand: each one is reported where it was made, and nothing else is."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from processengine.diff.changeset import changesets
from tests.revisions import revision

STAGES = (9, 40)


@pytest.fixture(scope="module", params=STAGES)
def edited(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with generated processes, their edited copies and the list of edits."""
    out = tmp_path_factory.mktemp("edited")
    script = shared / "bench" / "gen_processes.py"
    call = [sys.executable, str(script), str(out), "20", "--edited", "--stages", str(request.param)]
    subprocess.run(call, check=True)
    return out


def test_every_edit_is_reported_at_its_place(edited: Path) -> None:
    """Another limit or title, a new criterion, and a criterion that is no longer required; a rename is told apart."""
    truths: dict[str, list[dict[str, Any]]] = json.loads((edited / "truth.json").read_text(encoding="utf-8"))
    for name, edits in truths.items():
        sides = ([revision((edited / side / f"{name}.yaml").read_text(encoding="utf-8"))] for side in ("base", "edited"))
        changes = changesets(*sides)[0].changes
        renamed = {edit["path"] for edit in edits if edit["kind"] == "stage-renamed"}
        expected = {_expected(edit) for edit in edits if not any(edit["path"].startswith(path) for path in renamed)}
        gone = {f"stages.{edit['before']}" for edit in edits if edit["kind"] == "stage-renamed"}
        found = {(change.kind, change.path) for change in changes if not _is_of(change.path, renamed | gone)}
        assert found == expected, name


def _expected(edit: dict[str, Any]) -> tuple[str, str]:
    """Return the atom that an edit is: a criterion that is no longer required changed in that field."""
    if edit["kind"] == "criterion-loosened":
        return "criterion-changed", f"{edit['path']}.required"
    return edit["kind"], edit["path"]


def _is_of(path: str, stages: set[str]) -> bool:
    """Tell whether a path is that of a stage under another id, of a part of it, or of a way to it."""
    names = {stage.removeprefix("stages.") for stage in stages}
    return any(name in names for name in path.split(".")) or path.startswith(("start", "measures."))
