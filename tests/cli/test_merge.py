"""`merge` of three files, as people, programs and git use it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.merge_sides import (
    HEARD,
    HERE,
    LONGER,
    TO_PAPER,
    TOGETHER,
    TOGETHER_A_CHOICE,
    TRIED,
    WITHOUT_PAPER,
    write,
)
from tests.conftest import Command
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD, Scratch


def merged(command: Command, *arguments: str) -> dict[str, Any]:
    """Merge three files and return the JSON."""
    data: dict[str, Any] = json.loads(command("merge", "base.yaml", "ours.yaml", "theirs.yaml", "-f", "json", *arguments).out)
    assert data["schema"] == "processengine/merge/1"
    return data


def test_a_clean_merge_is_the_merged_text_and_nothing_else(command: Command) -> None:
    """So that it can be written to a file; what nobody touched stays byte for byte."""
    ours = FIRST.replace("stages:\n", "stages:   # ours\r\n")
    write(base=FIRST, ours=ours, theirs=SECOND)
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert result == (0, ours.replace("max_days: 30", "max_days: 45"), "")


def test_a_conflict_is_marked_under_the_names_of_the_files_and_said(command: Command) -> None:
    """The marks hold ours, the base and theirs; the standard error has a line for each conflict."""
    write(base=FIRST, ours=SECOND, theirs=THIRD)
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    marked = (
        "<<<<<<< ours.yaml\n    max_days: 45\n||||||| base.yaml\n    max_days: 30\n=======\n    max_days: 60\n>>>>>>> theirs.yaml\n"
    )
    assert (result.code, result.out) == (1, SECOND.replace("    max_days: 45\n", marked))
    assert result.err == "ours.yaml: conflict at stages.trouble-named.max_days: Ours says 45, theirs 60; before: 30.\n"


def test_two_edits_that_are_wrong_together_are_no_clean_merge(command: Command) -> None:
    """No line is in dispute, so nothing is marked; the error, its place and both edits are said."""
    write(base=LONGER, ours=WITHOUT_PAPER, theirs=TO_PAPER)
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert (result.code, result.out) == (1, TOGETHER)
    error, *edits = result.err.splitlines()
    assert error.startswith("ours.yaml:6: error: `paper` is no stage of this process. (unknown-stage)")
    assert edits == [
        "  ours.yaml:3: Ours removed `stages.paper`.",
        "  ours.yaml:6: Theirs added `stages.trouble-named.next.paper`.",
    ]


"""One stage more in the one way from the first stage to the second."""


def test_a_warning_that_only_the_two_together_cause_is_said(command: Command) -> None:
    """The text is the merged one and the exit status 0: whether it is meant so, a person must say."""
    write(base=FIRST, ours=HEARD, theirs=TRIED)
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert (result.code, "next: [heard, tried]" in result.out) == (0, True)
    assert result.err.startswith("ours.yaml:4: warning: ")
    assert [said for said in TOGETHER_A_CHOICE if said not in result.err] == []


def test_json_of_a_warning_that_only_the_two_together_cause(command: Command) -> None:
    """It stands among the diagnostics, with its severity and both edits as related; the merge is clean."""
    write(base=FIRST, ours=HEARD, theirs=TRIED)
    data = merged(command)
    (diagnostic,) = data["diagnostics"]
    assert (data["clean"], diagnostic["rule"], diagnostic["severity"]) == (True, "undecidable-branch", "warning")
    assert {one["message"].split()[0] for one in diagnostic["related"]} >= {"Ours", "Theirs"}


def test_a_rule_that_the_library_switched_off_is_not_told(command: Command) -> None:
    """Nor is one whose findings are notes there."""
    Path("library").mkdir()
    Path("library/ours.yaml").write_text(HEARD, encoding="utf-8")
    write(base=FIRST, theirs=TRIED)
    for word, code in (("none", 0), ("note", 0), ("error", 1)):
        Path("library/library.yaml").write_text(f"{LIBRARY}rules: {{undecidable-branch: {word}}}\n", encoding="utf-8")
        result = command("merge", "base.yaml", "library/ours.yaml", "theirs.yaml")
        assert (result.code, "undecidable-branch" in result.err) == (code, code == 1)


def test_json_of_a_clean_merge(command: Command) -> None:
    """The text, and whose edit counts for each element that differs."""
    write(base=FIRST, ours=FIRST.replace("max_days: 30\n", "max_days: 30\n    probability: 10\n"), theirs=SECOND)
    data = merged(command)
    assert data["clean"] is True
    assert data["text"] == FIRST.replace("max_days: 30\n", "max_days: 45\n    probability: 10\n")
    assert data["decisions"] == [
        {"path": "stages.trouble-named.max_days", "action": "theirs", "reason": "Only theirs changed it."},
        {"path": "stages.trouble-named.probability", "action": "ours", "reason": "Only ours added it."},
    ]
    assert data["diagnostics"] == []


def test_json_of_two_edits_that_are_wrong_together(command: Command) -> None:
    """The diagnostics are those of `validate`, with both edits as related."""
    write(base=LONGER, ours=WITHOUT_PAPER, theirs=TO_PAPER)
    data = merged(command)
    (diagnostic,) = data["diagnostics"]
    assert (data["clean"], data["text"]) == (False, TOGETHER)
    assert {one["action"] for one in data["decisions"]} == {"ours", "theirs"}
    assert (diagnostic["rule"], diagnostic["file"], diagnostic["line"]) == ("unknown-stage", "ours.yaml", 6)
    assert {one["message"].split()[0] for one in diagnostic["related"]} == {"Ours", "Theirs"}


def test_an_error_that_a_side_has_already_is_told_and_hinders_nothing(command: Command) -> None:
    """It is not the merge's."""
    broken = FIRST.replace(HERE, "    next: [board-decides, nowhere]\n")
    write(base=broken, ours=broken, theirs=broken.replace("max_days: 30", "max_days: 45"))
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert (result.code, result.out) == (0, broken.replace("max_days: 30", "max_days: 45"))
    assert "(unknown-stage) A side has this error already." in result.err
    assert [one["rule"] for one in merged(command)["diagnostics"]] == ["unknown-stage"]


def test_the_result_is_judged_in_the_place_of_ours(command: Command) -> None:
    """In the library around OURS, with the result where OURS stands, wherever the other sides lie."""
    library = Path("library")
    library.mkdir()
    (library / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    (library / "a.yaml").write_text(FIRST.replace("new-business", "renewal"), encoding="utf-8")
    (library / "ours.yaml").write_text(SECOND, encoding="utf-8")
    write(base=FIRST, theirs=FIRST.replace("won: {outcome: won}", "won: {outcome: won, continues_in: [renewal]}"))
    assert command("merge", "base.yaml", "library/ours.yaml", "theirs.yaml")[::2] == (0, "")
    write(theirs=FIRST.replace("won: {outcome: won}", "won: {outcome: won, continues_in: [new-business]}"))
    assert command("merge", "base.yaml", "library/ours.yaml", "theirs.yaml")[::2] == (0, "")
    write(theirs=FIRST.replace("process: new-business\n", "process: renewal\nwas: [new-business]\n"))
    result = command("merge", "base.yaml", "library/ours.yaml", "theirs.yaml")
    assert "library/ours.yaml:1: error: The process `renewal` is in `library/a.yaml` already. (duplicate-id)" in result.err


def test_the_library_says_how_serious_a_rule_is(command: Command) -> None:
    """What it takes for an error, an error of the merge is too."""
    Path("library").mkdir()
    Path("library/library.yaml").write_text(f"{LIBRARY}rules: {{self-transition: error}}\n", encoding="utf-8")
    Path("library/ours.yaml").write_text(SECOND, encoding="utf-8")
    write(base=FIRST, theirs=FIRST.replace(HERE, "    next: [trouble-named, board-decides]\n"))
    result = command("merge", "base.yaml", "library/ours.yaml", "theirs.yaml")
    assert result.code == 0
    assert "(self-transition) A side has this error already." in result.err


def test_output_goes_into_a_file(command: Command) -> None:
    """Whole, and also where it conflicts: the marks are what is to be worked on."""
    write(base=FIRST, ours=SECOND, theirs=THIRD)
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml", "-o", "ours.yaml")
    assert (result.code, result.out) == (1, "")
    assert "<<<<<<< ours.yaml\n" in Path("ours.yaml").read_text(encoding="utf-8")


def test_sides_may_stand_in_revisions(command: Command) -> None:
    """REV:path, and the result is judged in the library of that revision."""
    scratch = Scratch(Path.cwd())
    scratch.write(library=LIBRARY, new_business=FIRST, renewal=FIRST.replace("new-business", "renewal"))
    scratch.commit("first")
    to_renewal = FIRST.replace("won: {outcome: won}", "won: {outcome: won, continues_in: [renewal]}")
    scratch.write(new_business=to_renewal)
    scratch.commit("second")
    scratch.git("rm", "-q", "renewal.yaml")
    scratch.write(new_business=SECOND)
    path = "new-business.yaml"
    result = command("merge", f"HEAD~1:{path}", f"HEAD:{path}", path)
    assert result == (0, to_renewal.replace("max_days: 30", "max_days: 45"), "")
    result = command("merge", f"HEAD~1:{path}", path, f"HEAD:{path}")
    assert (result.code, result.out) == (0, to_renewal.replace("max_days: 30", "max_days: 45"))
    assert "(unknown-process) A side has this error already." in result.err


@pytest.mark.parametrize("broken", ["base", "ours", "theirs"])
@pytest.mark.parametrize("data", [b"process: [", b"a: 1\n", b"\xff"])
def test_a_side_that_cannot_be_read_is_named(command: Command, broken: str, data: bytes) -> None:
    """That is exit status 2 with one line, and git's own merge is offered."""
    write(base=FIRST, ours=SECOND, theirs=THIRD)
    Path(f"{broken}.yaml").write_bytes(data)
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"processengine: {broken}.yaml can't be merged by meaning: ")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "b", "c", "d"), ("a", "b", "c", "--check", "a..b")])
def test_wrong_arguments(command: Command, arguments: tuple[str, ...]) -> None:
    """What to write is said in a line."""
    result = command("merge", *arguments)
    assert result.code == 2
    assert "Name three files, BASE OURS THEIRS; or two branches" in result.err


def test_a_file_that_is_not_there(command: Command) -> None:
    """Its name is in the line."""
    write(base=FIRST, ours=SECOND)
    result = command("merge", "base.yaml", "ours.yaml", "theirs.yaml")
    assert result.code == 2
    assert "theirs.yaml is not there" in result.err
