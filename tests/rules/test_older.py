"""What was there before is older, whatever it is: over cases of all rules, where only names, lines and comments changed."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from processengine.model.process import Process
from processengine.rules.index import INDEX, find
from processengine.syntax.edit import apply
from processengine.syntax.edit.named.renaming import rename_stage
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from tests.conftest import Command
from tests.git.scratch import Scratch
from tests.rules.cases import Case, cases

WORDS = b"# Nothing but a comment.\n"


def some_cases() -> Iterator[Case]:
    """A bad case of each rule that is not about changes, a folder where there is one: more happens there."""
    every = cases()
    for listing in INDEX:
        if listing.family != "change":
            bad = [case for case in every if case.rule == listing.name and not case.is_good]
            yield from sorted(bad, key=lambda case: not case.path.is_dir())[:1]


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """The cases, each in a library of its own, committed."""
    scratch = Scratch(tmp_path)
    for case in some_cases():
        folder = tmp_path / f"{case.rule}-{case.path.stem}"
        if case.path.is_dir():
            shutil.copytree(case.path, folder)
        else:
            folder.mkdir()
            shutil.copy(case.path, folder)
        if not (folder / "library.yaml").exists():
            (folder / "library.yaml").write_text("library: of-its-own\n", encoding="utf-8")
    scratch.commit()
    scratch.git("switch", "-q", "-c", "mine")
    return scratch


def told(command: Command) -> list[tuple[str, str, str]]:
    """What is reported since main, changes aside: file, rule and path."""
    report = json.loads(command("validate", ".", "--set", "all", "--since", "main", "-f", "json").out)
    assert report["since"]["older"] > 0
    listings = ((one, find(one["rule"])) for one in report["diagnostics"])
    return [(one["file"], one["rule"], one["path"]) for one, listing in listings if listing is None or listing.family != "change"]


def test_another_file_name_and_a_comment_change_nothing(scratch: Scratch, command: Command) -> None:
    """Each file that can be read, under another name and with its lines moved; a library.yaml is known by its name."""
    for path in sorted(scratch.root.rglob("*.y*ml")):
        text = path.read_bytes()
        if parse_bytes(text)[0].kind is not None:
            path.write_bytes(text.replace(b"# expect", WORDS + b"# expect", 1))
            if path.name != "library.yaml":
                path.rename(path.with_name(f"the-{path.name}"))
    assert told(command) == []


def test_another_id_of_a_stage_makes_nothing_new(scratch: Scratch, command: Command) -> None:
    """With `was`, and wherever its file names it; no other file does."""
    renamed = 0
    for path in sorted(scratch.root.rglob("*.y*ml")):
        document, problems = parse_bytes(path.read_bytes())
        process = load(document).value
        is_alone = len(list(path.parent.glob("*.yaml"))) == len((path, "library.yaml"))
        if problems or load(document).problems or not isinstance(process, Process) or not is_alone:
            continue
        stage = next((name for name, stage in process.stages.items() if stage.outcome is None), None)
        if stage is not None:
            path.write_text(apply(document.text, rename_stage(document, stage, "quite-another-name").operations), encoding="utf-8")
            renamed += 1
    assert renamed > len(INDEX) // 3
    # A name that is itself at fault is another matter.
    assert [one for one in told(command) if one[1] not in {"version-in-name", "outcome-name-mismatch", "near-duplicate-title"}] == []
