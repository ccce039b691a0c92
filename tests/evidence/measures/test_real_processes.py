"""The measures of processes that people work by."""

import json
import shutil
from pathlib import Path

import pytest

from processengine.store import Shelves
from tests.conftest import ROOT, Command
from tests.evidence.measures.lived import write
from tests.report.closed import faults


def _computed(command: Command, library: Path) -> dict[str, object]:
    """Return every measure of a library's processes by process and id, computed from deals that tell all that they need."""
    shutil.copytree(library, "here", ignore=shutil.ignore_patterns("data"))
    text = Path("here/library.yaml").read_text(encoding="utf-8")
    start = text.find("\nevidence:")
    if start >= 0:  # its columns are those of the library's own source
        after = text.find("\n", start + 1)
        while text[after + 1 : after + 2] in (" ", "#"):
            after = text.find("\n", after + 1)
        Path("here/library.yaml").write_text(text[:start] + text[after:], encoding="utf-8")
    shelf = Shelves().around(Path("here/library.yaml"))
    assert shelf is not None
    processes = {name: shelf.processes[name] for name in shelf.processes}
    write(Path("deals"), processes, seed=1)
    found: dict[str, object] = {}
    for name, process in processes.items():
        if process.measures:
            result = command("evidence", "measure", f"here/{name}.yaml", "--source", "deals", "-f", "json")
            assert result.code == 0, result.err
            data = json.loads(result.out)
            assert faults("evidence-measure", data) == []
            found |= {f"{name}.{one['measure']}": one for one in data["measures"]}
    return found


@pytest.mark.parametrize("library", ["processes", "examples"])
def test_all_can_be_computed(command: Command, shared: Path, library: str) -> None:
    """From deals that tell all that they need each comes to a value, or says that too few got there."""
    found = _computed(command, ROOT / "processes" if library == "processes" else shared / "examples")
    assert len(found) > 10
    for name, one in found.items():
        assert isinstance(one, dict)
        assert one["value"] is not None or "too few to say" in one["why"], (name, one["why"])
        assert one["n"] > 0
