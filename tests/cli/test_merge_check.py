"""`merge --check`: what merging two branches would give, and what git's lines would make of it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD, Scratch

HERE = "    next: [board-decides]\n"
LONGER = FIRST.replace("    next: [won]\n", "    max_days: 20\n    next: [paper]\n\n  paper:\n    max_days: 20\n    next: [won]\n\n")
RENEWAL = FIRST.replace("new-business", "renewal")
TO_RENEWAL = "won: {outcome: won, continues_in: [renewal]}"
WON = "won: {outcome: won}"


class Branches:
    """Two branches from one base: `main`, which is checked out, and `theirs`."""

    def __init__(self, **base: str) -> None:
        self.scratch = Scratch(Path.cwd())
        self.scratch.write(library=LIBRARY, **base)
        self.scratch.commit("base")
        self.scratch.git("branch", "theirs")

    def change(self, branch: str, *removed: str, **files: str) -> None:
        """Commit files on a branch."""
        self.scratch.git("checkout", "-q", branch)
        for name in removed:
            self.scratch.git("rm", "-q", name)
        self.scratch.write(**files)
        self.scratch.commit(f"on {branch}")
        self.scratch.git("checkout", "-q", "main")


def checked(command: Command, code: int) -> dict[str, dict[str, Any]]:
    """Check the merge of the two branches and return the JSON's files by name."""
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    result = command("merge", "--check", "main..theirs", "-f", "json")
    assert result.code == code, result
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    data = json.loads(result.out)
    assert (data["schema"], data["clean"], data["text"]) == ("processengine/merge/1", code == 0, None)
    return {one["file"]: one for one in data["files"]}


def test_files_of_one_side_alone_are_not_told(command: Command) -> None:
    """They are merged by anything; a line says that there is nothing to decide."""
    branches = Branches(new_business=FIRST, renewal=RENEWAL)
    branches.change("main", new_business=SECOND)
    branches.change("theirs", renewal=RENEWAL.replace("max_days: 30", "max_days: 31"), extension=FIRST.replace("new-business", "extension"))
    assert checked(command, 0) == {}
    result = command("merge", "--check", "main..theirs")
    assert result == (0, "Merging theirs into main: no process file was changed on both sides, and nothing breaks.\n", "")


def test_what_is_clean_by_meaning_and_by_lines(command: Command) -> None:
    """The file is named, since both sides changed it."""
    branches = Branches(new_business=LONGER)
    branches.change("main", new_business=LONGER.replace("max_days: 30", "max_days: 31"))
    branches.change("theirs", new_business=LONGER.replace(WON, "won: {outcome: won, about: Signed}"))
    (file,) = checked(command, 0).values()
    assert (file["status"], file["by_lines"], file["clean"]) == ("clean", "clean", True)
    assert [one["action"] for one in file["decisions"]] == ["ours", "theirs"]
    assert command("merge", "--check", "main..theirs").out == "new-business.yaml: clean\nMerging theirs into main: clean.\n"


def test_what_is_clean_by_meaning_and_conflicts_by_lines(command: Command) -> None:
    """It may be merged, but not by a forge's button, and that is said."""
    branches = Branches(new_business=FIRST)
    for branch in ("main", "theirs"):
        added = FIRST.replace(HERE, f"    next: [board-decides, {branch}]\n  {branch}:\n    next: [board-decides]\n")
        branches.change(branch, new_business=added)
    (file,) = checked(command, 0).values()
    assert (file["status"], file["by_lines"]) == ("clean", "conflict")
    assert "git's own merge of the lines would conflict" in command("merge", "--check", "main..theirs").out


def test_two_different_values_conflict(command: Command) -> None:
    """Each conflict has its path and its reason."""
    branches = Branches(new_business=FIRST)
    branches.change("main", new_business=SECOND)
    branches.change("theirs", new_business=THIRD)
    (file,) = checked(command, 1).values()
    assert (file["status"], file["by_lines"]) == ("conflict", "conflict")
    assert command("merge", "--check", "main..theirs").out == (
        "new-business.yaml: conflict\n"
        "  stages.trouble-named.max_days: Ours says 45, theirs 60; before: 30.\n"
        "Merging theirs into main: 1 of 1 file needs a decision.\n"
    )


def test_edits_that_are_wrong_together_and_clean_by_lines(command: Command) -> None:
    """Git would merge it with exit status 0: a transition to a stage that is gone."""
    branches = Branches(new_business=LONGER)
    gone = LONGER.replace("next: [paper]", "next: [won]").replace("  paper:\n    max_days: 20\n    next: [won]\n\n", "")
    branches.change("main", new_business=gone)
    branches.change("theirs", new_business=LONGER.replace(HERE, "    next: [board-decides, paper]\n"))
    assert branches.scratch.git("merge-tree", "--write-tree", "main", "theirs")
    (file,) = checked(command, 1).values()
    assert (file["status"], file["by_lines"], file["clean"]) == ("semantic-conflict", "wrong", False)
    (diagnostic,) = file["diagnostics"]
    assert diagnostic["rule"] == "unknown-stage"
    assert [one["message"] for one in diagnostic["related"]] == ["Ours removed `stages.paper`.", "Theirs added `stages.trouble-named.next.paper`."]


def test_a_warning_that_only_the_two_together_cause(command: Command) -> None:
    """It may be merged, and what it comes to is told with the edits of both sides."""
    branches = Branches(new_business=FIRST)
    for branch in ("main", "theirs"):
        added = FIRST.replace(HERE, f"    next: [{branch}-heard]\n  {branch}-heard:\n    max_days: 10\n{HERE}")
        branches.change(branch, new_business=added)
    (file,) = checked(command, 0).values()
    (diagnostic,) = file["diagnostics"]
    assert (file["status"], file["clean"]) == ("clean", True)
    assert (diagnostic["rule"], diagnostic["severity"]) == ("undecidable-branch", "warning")
    assert {one["message"] for one in diagnostic["related"]} >= {
        "Ours added `stages.trouble-named.next.main-heard`.", "Theirs added `stages.trouble-named.next.theirs-heard`."
    }
    result = command("merge", "--check", "main..theirs")
    assert "  new-business.yaml:4: warning: From `trouble-named` nothing says when a deal goes to " in result.out
    assert "Neither side has this warning; together they cause it:" in result.out
    assert result.out.endswith("Merging theirs into main: clean, with 1 new warning.\n")


def test_a_warning_that_a_side_has_already_is_not_the_merge_s(command: Command) -> None:
    """Whichever side it is."""
    choice = LONGER.replace(HERE, "    next: [board-decides, paper]\n")
    for ours, theirs in ((choice, LONGER.replace(WON, "won: {outcome: won, about: Signed}")), (LONGER.replace("30", "31"), choice)):
        branches = Branches(new_business=LONGER)
        branches.change("main", new_business=ours)
        branches.change("theirs", new_business=theirs)
        (file,) = checked(command, 0).values()
        assert file["diagnostics"] == []
        branches.scratch.git("branch", "-D", "theirs")


def test_a_warning_in_a_file_that_one_side_alone_changed(command: Command) -> None:
    """Theirs adds a step to the journey, ours a process that mirrors it: the process skips the new step."""
    journey = "journey: how-buyers-buy\nsteps:\n  notices: {}\n  decides: {}\n"
    mirroring = FIRST.replace("process: new-business\n", "process: new-business\njourney: how-buyers-buy\n").replace(
        "  trouble-named:\n", "  trouble-named:\n    mirrors: [notices]\n").replace("  board-decides:\n", "  board-decides:\n    mirrors: [decides]\n")
    branches = Branches(journey=journey)
    branches.change("main", new_business=mirroring)
    branches.change("theirs", journey=journey.replace("  decides", "  asks-around: {}\n  decides"))
    (file,) = checked(command, 0).values()
    assert (file["file"], file["status"], file["by_lines"], file["clean"]) == ("new-business.yaml", "clean", "clean", True)
    assert [one["rule"] for one in file["diagnostics"]] == ["uncovered-step"]


def test_files_that_break_each_other(command: Command) -> None:
    """One side removes a process, the other continues in it: neither file was changed on both sides."""
    branches = Branches(new_business=FIRST, renewal=RENEWAL)
    branches.change("main", "renewal.yaml")
    branches.change("theirs", new_business=FIRST.replace(WON, TO_RENEWAL))
    (file,) = checked(command, 1).values()
    assert (file["file"], file["status"], file["by_lines"]) == ("new-business.yaml", "semantic-conflict", "wrong")
    (diagnostic,) = file["diagnostics"]
    assert (diagnostic["rule"], diagnostic["path"]) == ("unknown-process", "stages.won.continues_in.renewal")
    assert [(one["file"], one["message"]) for one in diagnostic["related"]] == [
        ("renewal.yaml", "Ours: The process “Renewal” is gone."),
        ("new-business.yaml", "Theirs: Deals can now continue from “Won” in the process “Renewal”."),
    ]


def test_files_that_break_each_other_where_one_was_changed_on_both_sides(command: Command) -> None:
    """It is no less a conflict."""
    branches = Branches(new_business=LONGER, renewal=RENEWAL)
    branches.change("main", "renewal.yaml", new_business=LONGER.replace("max_days: 30", "max_days: 31"))
    branches.change("theirs", new_business=LONGER.replace(WON, TO_RENEWAL))
    (file,) = checked(command, 1).values()
    assert (file["status"], [one["rule"] for one in file["diagnostics"]]) == ("semantic-conflict", ["unknown-process"])


def test_a_kit_s_file_that_one_side_removes(command: Command) -> None:
    """Files that are no YAML belong to the library too."""
    branches = Branches(new_business=FIRST)
    branches.scratch.write_at("kits/paper.md", "Why\n")
    branches.scratch.commit("kit")
    branches.scratch.git("branch", "-f", "theirs")
    branches.change("main", "kits/paper.md")
    branches.change("theirs", new_business=FIRST + "kits:\n  paper: {file: kits/paper.md}\n")
    (file,) = checked(command, 1).values()
    (diagnostic,) = file["diagnostics"]
    assert diagnostic["rule"] == "unknown-kit"
    assert "Ours: The file kits/paper.md is removed." in [one["message"] for one in diagnostic["related"]]


def test_two_processes_with_one_id(command: Command) -> None:
    """Each side adds one, in files of different names: git sees nothing."""
    branches = Branches(new_business=FIRST)
    branches.change("main", renewal=RENEWAL)
    branches.change("theirs", zz_renewal=RENEWAL.replace("max_days: 30", "max_days: 31"))
    (file,) = checked(command, 1).values()
    assert file["status"] == "conflict"


def test_errors_that_a_side_has_already_are_not_the_merge_s(command: Command) -> None:
    """They are told where that side is validated."""
    broken = LONGER.replace(HERE, "    next: [board-decides, nowhere]\n")
    branches = Branches(new_business=broken)
    branches.change("main", new_business=broken.replace("max_days: 30", "max_days: 31"))
    branches.change("theirs", new_business=broken.replace(WON, TO_RENEWAL))
    (file,) = checked(command, 0).values()
    assert (file["status"], file["diagnostics"]) == ("clean", [])


def test_what_belongs_together_comes_together(command: Command) -> None:
    """A process that theirs adds is there for what theirs continues in it."""
    branches = Branches(new_business=LONGER)
    branches.change("main", new_business=LONGER.replace("max_days: 30", "max_days: 31"))
    branches.change("theirs", new_business=LONGER.replace(WON, TO_RENEWAL), renewal=RENEWAL)
    (file,) = checked(command, 0).values()
    assert file["clean"]


@pytest.mark.parametrize(("ours", "theirs", "reason"), [
    (None, SECOND, "Ours removed the file, theirs changed it."),
    (SECOND, None, "Theirs removed the file, ours changed it."),
])
def test_a_file_removed_against_a_change(command: Command, ours: str | None, theirs: str | None, reason: str) -> None:
    """That is for people to decide; removed against nothing it is gone."""
    branches = Branches(new_business=FIRST, renewal=RENEWAL)
    for branch, text in (("main", ours), ("theirs", theirs)):
        if text is None:
            branches.change(branch, "new-business.yaml")
        else:
            branches.change(branch, new_business=text)
    (file,) = checked(command, 1).values()
    assert (file["status"], [one["reason"] for one in file["decisions"]]) == ("conflict", [reason])


def test_a_moved_file_is_followed(command: Command) -> None:
    """Ours moves it, theirs changes it: that is no conflict, by meaning or by lines."""
    branches = Branches(new_business=LONGER)
    branches.change("main", "new-business.yaml", sales__new_business=LONGER.replace("max_days: 30", "max_days: 31"))
    branches.change("theirs", new_business=LONGER.replace(WON, "won: {outcome: won, about: Signed}"))
    assert {name: one["status"] for name, one in checked(command, 0).items()} == {"sales/new-business.yaml": "clean"}


def test_a_file_that_both_sides_move(command: Command) -> None:
    """To two places: somebody must say which."""
    branches = Branches(new_business=FIRST)
    branches.change("main", "new-business.yaml", sales__new_business=FIRST)
    branches.change("theirs", "new-business.yaml", deals__new_business=FIRST)
    (file,) = checked(command, 1).values()
    assert [one["reason"] for one in file["decisions"]] == ["Ours moved the file to sales/new-business.yaml, theirs to deals/new-business.yaml."]


def test_a_file_added_on_both_sides(command: Command) -> None:
    """What each side has is an addition."""
    branches = Branches(new_business=FIRST)
    branches.change("main", renewal=RENEWAL)
    branches.change("theirs", renewal=RENEWAL.replace("stayed-put]", "stayed-put, mistaken]") + "  mistaken: {outcome: admin}\n")
    (file,) = checked(command, 0).values()
    assert (file["status"], file["by_lines"]) == ("clean", "conflict")


def test_a_file_that_cannot_be_read_is_merged_by_lines(command: Command) -> None:
    """And it is said that it was."""
    branches = Branches(new_business=FIRST, broken="process: [\n1\n2\n3\n4\n5\n")
    branches.change("main", broken="process: [\n0\n2\n3\n4\n5\n")
    branches.change("theirs", broken="process: [\n1\n2\n3\n4\n6\n")
    (file,) = checked(command, 0).values()
    assert file["remark"].startswith("Merged by lines, not by meaning. In ours: ")


def test_a_doubled_key_that_only_lines_give(command: Command) -> None:
    """Both sides add the same key at places apart: git's result is clean, and no longer a process."""
    branches = Branches(new_business=LONGER)
    branches.change("main", new_business=LONGER.replace("process: new-business\n", "process: new-business\nstart: trouble-named\n"))
    branches.change("theirs", new_business=LONGER + "start: trouble-named\n")
    (file,) = checked(command, 1).values()
    assert (file["status"], file["by_lines"], file["clean"]) == ("clean", "wrong", False)
    assert file["remark"].startswith("By lines: ")
    assert "(duplicate-key" in file["remark"]


def test_a_repository_without_a_library(command: Command) -> None:
    """Process files are checked all the same, and other YAML is nobody's."""
    scratch = Scratch(Path.cwd())
    scratch.write(new_business=FIRST, compose="services: {a: 1}\n")
    scratch.commit("base")
    scratch.git("checkout", "-q", "-b", "theirs")
    scratch.write(new_business=THIRD, compose="services: {a: 2}\n")
    scratch.commit("theirs")
    scratch.git("checkout", "-q", "main")
    scratch.write(new_business=SECOND, compose="services: {a: 3}\n")
    scratch.commit("ours")
    assert list(checked(command, 1)) == ["new-business.yaml"]


def test_a_shallow_clone_is_told_that_it_is_one(command: Command) -> None:
    """What it lacks may be what the check is about."""
    Branches(new_business=FIRST).change("main", new_business=SECOND)
    here = Path.cwd()
    Scratch(here / "other").git("fetch", "-q", "--depth", "1", here.as_uri(), "main:refs/remotes/origin/main")
    os.chdir("other")
    result = command("merge", "--check", "origin/main..origin/main")
    assert (result.code, result.err) == (0, "")
    assert "This clone is shallow" in result.out
    assert "git fetch --unshallow" in result.out
    data = json.loads(command("merge", "--check", "origin/main..origin/main", "-f", "json").out)
    assert data["remark"].startswith("This clone is shallow")
    os.chdir(here)
    assert "shallow" not in command("merge", "--check", "main..theirs").out


@pytest.mark.parametrize(("revisions", "said"), [
    ("main", "`main` names no two branches"), ("main..nowhere", "There is no revision `nowhere` here."),
    ("--help..main", "There is no revision `--help` here."),
])
def test_what_can_not_be_checked(command: Command, revisions: str, said: str) -> None:
    """One line, exit status 2."""
    Branches(new_business=FIRST)
    result = command("merge", "--check", revisions)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_outside_of_a_repository(command: Command) -> None:
    """That can't run."""
    result = command("merge", "--check", "main..theirs")
    assert result.code == 2
    assert "is in no git repository" in result.err
