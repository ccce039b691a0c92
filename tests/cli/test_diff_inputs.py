"""What `diff` may be given, in real repositories: what moved, what is not there, and names of all kinds."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.test_diff import SENTENCE, processes, sentences
from tests.conftest import Command
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD, Scratch

RISES = SENTENCE.format(45, 30)


@pytest.fixture
def scratch(command: Command) -> Scratch:
    """Return a repository in the current folder: a library below it with one process, at one commit."""
    del command
    made = Scratch(Path.cwd())
    made.write(sales__library=LIBRARY, sales__new_business=FIRST)
    made.commit("first")
    return made


def move(scratch: Scratch, old: str, new: str) -> None:
    """Move a file or a folder."""
    (scratch.root / new).parent.mkdir(parents=True, exist_ok=True)
    scratch.git("mv", old, new)


@pytest.mark.parametrize("arguments", [["HEAD~1"], ["HEAD~1..HEAD"], ["HEAD~1", "HEAD"], ["HEAD~1...HEAD"], ["HEAD~1", "."], ["HEAD~1", "new-business.yaml"]])
def test_a_library_that_moved_is_followed(command: Command, scratch: Scratch, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    """From inside its new folder, by the library's id."""
    move(scratch, "sales", "deep/processes")
    scratch.write(deep__processes__new_business=SECOND, other__library="library: other\n", other__p=FIRST)
    scratch.commit("moved")
    monkeypatch.chdir(scratch.root / "deep" / "processes")
    assert sentences(command("diff", *arguments).out) == [RISES]


def test_a_library_that_moved_is_followed_from_above(command: Command, scratch: Scratch) -> None:
    """Its processes are the same ones."""
    move(scratch, "sales", "processes")
    scratch.write(processes__new_business=SECOND)
    assert sentences(command("diff", "HEAD").out) == [RISES]
    (process,) = processes(command("diff", "HEAD", "-f", "json").out)
    assert (process["from_file"], process["to_file"]) == ("HEAD:sales/new-business.yaml", "processes/new-business.yaml")


def test_a_file_that_moved_is_followed(command: Command, scratch: Scratch) -> None:
    """From either side, by the id of what it holds; its name is free."""
    move(scratch, "sales/new-business.yaml", "sales/selling/nb.yaml")
    scratch.write_at("sales/selling/nb.yaml", SECOND)
    assert sentences(command("diff", "HEAD", "sales/selling/nb.yaml").out) == [RISES]
    assert sentences(command("diff", "HEAD:sales/new-business.yaml").out) == [RISES]
    scratch.commit("moved")
    assert sentences(command("diff", "HEAD~1:sales/new-business.yaml", "HEAD").out) == [RISES]
    assert sentences(command("diff", "HEAD", "sales/selling/nb.yaml").out) == []


def test_of_two_files_with_one_id_the_one_of_the_same_name_is_followed(command: Command, scratch: Scratch) -> None:
    """And neither where none has it: then the process is new."""
    scratch.write(a__nb=FIRST, b__other=THIRD)
    scratch.commit()
    (scratch.root / "c").mkdir()
    scratch.write(c__nb=SECOND, c__third=SECOND)
    assert sentences(command("diff", "HEAD", "c/nb.yaml").out) == [RISES]
    assert sentences(command("diff", "HEAD", "c/third.yaml").out) == ["The process “New business” is new."]


def test_a_file_in_no_library(command: Command, scratch: Scratch) -> None:
    """Named, it is compared like any other."""
    scratch.write(loose=FIRST)
    scratch.commit()
    scratch.write(loose=SECOND)
    assert sentences(command("diff", "HEAD", "loose.yaml").out) == [RISES]
    assert sentences(command("diff", "loose.yaml").out) == [RISES]
    assert command("diff").out == "No difference from where HEAD left main to working tree.\n"


@pytest.mark.parametrize("name", ["a b.yaml", "-rf.yaml", "größe.yaml", "$(touch x).yaml", "a;b&c.yaml", "quo'te\".yaml", "日本語.yaml", "main..HEAD.yaml"])
@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_a_name_of_any_kind(command: Command, scratch: Scratch, name: str, format_: str) -> None:
    """In every position and format it is a name and nothing else."""
    scratch.write_at(name, FIRST)
    scratch.commit()
    scratch.write_at(name, SECOND)
    for arguments in (["--", name], ["HEAD", "--", name], [f"HEAD:{name}"], [f"HEAD:./{name}", "--", f"./{name}"]):
        result = command("diff", "-f", format_, *arguments)
        assert (result.code, result.err) == (0, "")
        assert "behavioural" in result.out.lower()
    assert not (scratch.root / "x").exists()


def test_a_detached_head(command: Command, scratch: Scratch) -> None:
    """It is compared like a branch."""
    scratch.write(sales__new_business=SECOND)
    scratch.commit()
    scratch.git("checkout", "-q", "--detach")
    scratch.write(sales__new_business=THIRD)
    assert sentences(command("diff").out) == [SENTENCE.format(60, 45)]
    assert sentences(command("diff", "main~1...HEAD").out) == [RISES]


def test_a_repository_without_a_commit(command: Command) -> None:
    """One line says so, whatever is asked for."""
    Scratch(Path.cwd()).write(library=LIBRARY, p=FIRST)
    for arguments in ([], ["HEAD"], ["main..HEAD"], ["main"], ["p.yaml"]):
        result = command("diff", *arguments)
        assert (result.code, result.out, len(result.err.splitlines())) == (2, "", 1)
        assert "commit" in result.err


def clone(scratch: Scratch, *options: str) -> Path:
    """Return a clone of a repository beside it."""
    folder = scratch.root.parent / f"{scratch.root.name}-clone"
    subprocess.run(["git", "clone", "-q", *options, f"file://{scratch.root}", str(folder)], check=True, capture_output=True)
    return folder


def test_a_shallow_clone_says_what_it_lacks(command: Command, scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the command that it names brings it."""
    scratch.write(sales__new_business=SECOND)
    scratch.commit()
    scratch.git("checkout", "-q", "-b", "proposal")
    scratch.write(sales__new_business=THIRD)
    scratch.commit()
    folder = clone(scratch, "--depth", "1", "-b", "proposal")
    monkeypatch.chdir(folder)
    result = command("diff", "HEAD~1")
    assert (result.code, result.err) == (2, "processengine: There is no revision `HEAD~1` here. This clone is shallow: `git fetch --unshallow` brings the rest of the history.\n")
    said = command("diff", "main...HEAD").err
    brings = "git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'"
    assert f"There is no revision `main` here. This clone is shallow: `{brings}` brings all branches with their history." in said
    subprocess.run(brings, shell=True, check=True, capture_output=True, cwd=folder)  # noqa: S602 - as a user would
    assert sentences(command("diff", "origin/main...HEAD").out) == [SENTENCE.format(60, 45)]
    assert "There is `origin/main`." in command("diff", "main...HEAD").err


def test_two_branches_of_a_shallow_clone_may_have_nothing_in_common(command: Command, scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not because they have not, but because it isn't here."""
    scratch.git("checkout", "-q", "-b", "proposal")
    scratch.commit("two")
    scratch.git("checkout", "-q", "main")
    scratch.commit("three")
    monkeypatch.chdir(clone(scratch, "--depth", "1", "--no-single-branch", "-b", "proposal"))
    for arguments in ([], ["origin/main...HEAD"]):
        result = command("diff", *arguments)
        assert result.code == 2
        assert "have no commit in common. This clone is shallow: `git fetch --unshallow" in result.err


def test_a_partial_clone_says_what_it_lacks(command: Command, scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fetched behind the user's back; the command that it names brings it."""
    scratch.write(sales__new_business=SECOND)
    scratch.commit()
    scratch.git("config", "uploadpack.allowFilter", "true")
    folder = clone(scratch, "--filter=blob:none")
    monkeypatch.chdir(folder)
    result = command("diff", "HEAD~1")
    assert (result.code, len(result.err.splitlines())) == (2, 1)
    assert "`git fetch --refetch --no-filter` brings all files." in result.err
    subprocess.run(["git", "fetch", "-q", "--refetch", "--no-filter"], check=True, capture_output=True, cwd=folder)
    assert sentences(command("diff", "HEAD~1").out) == [RISES]
