"""`merge` of three files, as people, programs and git use it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_startup import imported
from tests.conftest import Command
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD, Scratch

HERE = "    next: [board-decides]\n"
ONWARD = "    next: [won]\n"
LONGER = FIRST.replace(ONWARD, "    next: [paper]\n  paper:\n    next: [won]\n")
WITHOUT_PAPER = FIRST
TO_PAPER = LONGER.replace(HERE, "    next: [board-decides, paper]\n")
TOGETHER = FIRST.replace(HERE, "    next: [board-decides, paper]\n")


def write(**files: str) -> None:
    """Write YAML files into the current folder."""
    for name, text in files.items():
        Path(f"{name}.yaml").write_bytes(text.encode())


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


HEARD, TRIED = (
    FIRST.replace(HERE, f"    next: [{name}]\n  {name}:\n    max_days: 10\n{HERE}") for name in ("heard", "tried")
)
"""One stage more in the one way from the first stage to the second."""
TOGETHER_A_CHOICE = [
    "warning: From `trouble-named` nothing says when a deal goes to `heard` or `tried`. (undecidable-branch) Neither side has this",
    "Ours added `stages.trouble-named.next.heard`.",
    "Theirs added `stages.trouble-named.next.tried`.",
]


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


def test_the_driver_says_what_only_the_two_together_cause(command: Command) -> None:
    """Git shows it, and takes the merge for clean."""
    write(base=FIRST, ours=HEARD, theirs=TRIED)
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("processengine: x.yaml:4: warning: ")
    assert [said for said in TOGETHER_A_CHOICE if said not in result.err] == []


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


def test_the_driver_writes_into_the_file_of_ours_and_judges_in_the_place_that_git_names(command: Command) -> None:
    """The files that git writes have names of their own; `%P` is where the file belongs."""
    Path("processes").mkdir()
    Path("processes/library.yaml").write_text(LIBRARY, encoding="utf-8")
    Path("processes/x.yaml").write_text(SECOND, encoding="utf-8")
    write(base=LONGER, ours=WITHOUT_PAPER, theirs=TO_PAPER)
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "processes/x.yaml")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("processengine: processes/x.yaml:6: error: `paper` is no stage")
    assert Path("ours.yaml").read_text(encoding="utf-8") == TOGETHER
    assert Path("processes/x.yaml").read_text(encoding="utf-8") == SECOND


def test_the_driver_says_nothing_about_a_clean_merge(command: Command) -> None:
    """Git has said that it merges."""
    write(base=FIRST, ours=FIRST.replace("max_days: 30\n", "max_days: 30\n    probability: 10\n"), theirs=SECOND)
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml") == (0, "", "")


def test_the_driver_marks_as_long_as_git_asks_and_with_git_s_names(command: Command) -> None:
    """Git asks for longer marks where a base has marks itself; before 2.44 it leaves the placeholders of the names."""
    write(base=FIRST, ours=SECOND, theirs=THIRD)
    driver = ("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml", "--marker-size", "9")
    assert command(*driver, "--labels", "1234567", "HEAD", "-rep's/change").code == 1
    text = Path("ours.yaml").read_text(encoding="utf-8")
    assert "<<<<<<<<< HEAD\n" in text
    assert "||||||||| 1234567\n" in text
    assert ">>>>>>>>> -rep's/change\n" in text
    write(ours=SECOND)
    assert command(*driver[:-2], "--marker-size", "%L", "--labels", "%S", "%X", "%Y").code == 1
    text = Path("ours.yaml").read_text(encoding="utf-8")
    assert "<<<<<<< ours\n" in text
    assert ">>>>>>> theirs\n" in text


@pytest.mark.parametrize("name", ["-x.yaml", "--help", "$(touch x).yaml", "../outside.yaml", "/nowhere/at/all.yaml"])
def test_the_driver_takes_any_name_for_a_name(command: Command, name: str) -> None:
    """Nothing is read or written there."""
    write(base=FIRST, ours=FIRST, theirs=SECOND)
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", name).code == 0
    assert Path("ours.yaml").read_text(encoding="utf-8") == SECOND
    assert sorted(one.name for one in Path().iterdir()) == ["base.yaml", "ours.yaml", "theirs.yaml"]


@pytest.mark.parametrize("base", [None, b"", b"\n"])
def test_the_driver_without_a_base(command: Command, base: bytes | None) -> None:
    """Both sides have added the file, so what each has is an addition."""
    more = FIRST.replace("stayed-put]", "stayed-put, mistaken]") + "  mistaken: {outcome: admin}\n"
    write(ours=FIRST, theirs=more)
    if base is not None:
        Path("base.yaml").write_bytes(base)
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml").code == 0
    assert Path("ours.yaml").read_text(encoding="utf-8") == more


def test_the_driver_merges_by_lines_what_is_none_of_ours(command: Command) -> None:
    """Another tool's YAML is merged as git would, and a conflict in it is one here."""
    lines = ["a: 1", "b: 1", "c: 1", "d: 1", "e: 1", "f: 1"]
    base = "\n".join(lines) + "\n"
    write(base=base, ours=base.replace("a: 1", "a: 2"), theirs=base.replace("f: 1", "f: 2"))
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml")
    assert result.code == 0
    assert "x.yaml: merged by lines, not by meaning." in result.err
    assert Path("ours.yaml").read_text(encoding="utf-8") == base.replace("a: 1", "a: 2").replace("f: 1", "f: 2")
    write(ours=base.replace("a: 1", "a: 2"), theirs=base.replace("a: 1", "a: 3"))
    assert command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml").code == 1
    assert "<<<<<<< ours\na: 2\n||||||| base\na: 1\n=======\na: 3\n>>>>>>> theirs\n" in Path("ours.yaml").read_text(encoding="utf-8")


def test_the_driver_gives_git_its_own_merge_where_ours_fails(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours must not lose anybody's edit: with an error git would take ours alone."""
    write(base=FIRST, ours=SECOND, theirs=FIRST.replace("lost: {outcome: lost}", "lost: {outcome: lost, about: Gone}"))
    monkeypatch.delenv("PROCESSENGINE_TRACEBACK", raising=False)
    monkeypatch.setattr("processengine.merging.driver.merge_contents", None)
    result = command("merge", "--driver", "base.yaml", "ours.yaml", "theirs.yaml", "x.yaml")
    assert result.code == 0
    assert "A mistake in processengine: TypeError" in result.err
    text = Path("ours.yaml").read_text(encoding="utf-8")
    assert "max_days: 45" in text
    assert "about: Gone" in text


def test_the_driver_imports_neither_networkx_nor_what_compares_or_draws(tmp_path: Path) -> None:
    """A clean merge starts as fast as a validation."""
    for name, text in (("base", FIRST), ("ours", FIRST.replace("max_days: 30\n", "max_days: 30\n    probability: 10\n")), ("theirs", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    modules = imported("merge", "--driver", *(str(tmp_path / name) for name in ("base", "ours", "theirs", "x.yaml")), "--today", "2026-11-20")
    assert (tmp_path / "ours").read_text(encoding="utf-8") == SECOND.replace("max_days: 45\n", "max_days: 45\n    probability: 10\n")
    assert not modules & {"networkx", "graphviz", "rich", "processengine.draw", "processengine.diff.changeset", "processengine.git"}
