"""Edits whose truth is known beforehand: each one is reported where it was made, and nothing else is."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from processengine.change import Changeset
from processengine.diff.changeset import changesets
from tests.revisions import revision

SIZES = {9: 20, 12: 20, 40: 20, 500: 2, 5000: 1}
"""Stages, and how many such processes."""

SEEDS = (1, 20261)
"""The first was there when the matcher was made; no figure was looked at for the second before it was written down."""

Facts = set[tuple[str, ...]]


class Compared(NamedTuple):
    """A process with edits that are known, and what the comparison makes of it."""

    name: str
    edits: list[dict[str, Any]]
    found: Changeset


@pytest.fixture(scope="module", params=[(stages, seed) for stages in SIZES for seed in SEEDS if (stages, seed) != (5000, 1)], ids=lambda param: f"{param[0]} stages, seed {param[1]}")
def compared(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Compared]:
    """Return generated processes compared with their edited copies."""
    stages, seed = request.param
    out = tmp_path_factory.mktemp("edited")
    script = shared / "bench" / "gen_processes.py"
    call = [sys.executable, str(script), str(out), str(SIZES[stages]), "--edited", "--stages", str(stages), "--seed", str(seed)]
    subprocess.run(call, check=True)
    truths: dict[str, list[dict[str, Any]]] = json.loads((out / "truth.json").read_text(encoding="utf-8"))
    return [
        Compared(name, edits, changesets(*([revision((out / side / f"{name}.yaml").read_text(encoding="utf-8"))] for side in ("base", "edited")))[0])
        for name, edits in truths.items()
    ]


def test_every_edit_is_reported_at_its_place(compared: list[Compared]) -> None:
    """Another limit or title, a new criterion, one that is no longer required, another id: each is one change, and there is no other."""
    for name, edits, found in compared:
        assert {(change.kind, change.path) for change in found.atoms} == {_atom(edit) for edit in edits}, name


def test_recall_and_precision(compared: list[Compared], record_property: Callable[[str, object], None]) -> None:
    """Of the renames, none of which the files state, and of all edits: above 0.95 each."""
    true_renames, found_renames, true_edits, found_edits = (
        {(name, *fact) for name, edits, found in compared for fact in facts(edits, found)}
        for facts in (_true_renames, _found_renames, _true_edits, _found_edits)
    )
    for what, truth, found in (("renames", true_renames, found_renames), ("all edits", true_edits, found_edits)):
        recall, precision = len(truth & found) / len(truth), len(truth & found) / len(found)
        said = f"{what}: {len(truth)} made, {len(found)} found: recall {recall:.3f}, precision {precision:.3f}"
        record_property(what, said)
        print(said)  # noqa: T201 - the figure is asked for
        assert recall > 0.95
        assert precision > 0.95


def _true_renames(edits: list[dict[str, Any]], _: Changeset) -> Facts:
    return {(edit["before"], edit["path"]) for edit in edits if edit["kind"] == "stage-renamed"}


def _found_renames(_: list[dict[str, Any]], found: Changeset) -> Facts:
    return {(change.before, change.path) for change in found.atoms if change.kind == "stage-renamed"}


def _true_edits(edits: list[dict[str, Any]], _: Changeset) -> Facts:
    return {(edit["kind"], edit["path"]) for edit in edits}


def _found_edits(_: list[dict[str, Any]], found: Changeset) -> Facts:
    return {(change.kind, change.path) for change in found.changes}


def _atom(edit: dict[str, Any]) -> tuple[str, str]:
    """Return the atom that an edit is: a criterion that is no longer required changed in that field."""
    if edit["kind"] == "criterion-loosened":
        return "criterion-changed", f"{edit['path']}.required"
    return edit["kind"], edit["path"]
