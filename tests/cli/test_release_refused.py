"""What stands in the way of a `release`: it says so, and nothing has changed."""

from pathlib import Path

import pytest

from tests.conftest import Command
from tests.release.prepared import changed, state, text


@pytest.mark.parametrize(
    ("name", "content"),
    [("renewal.yaml", "process: renewal\n"), ("new.yaml", "process: new\n"), ("CHANGELOG.md", "# Mine\n"), ("proposals/more-time.yaml", None)],
)
def test_uncommitted_files_are_refused(command: Command, tmp_path: Path, name: str, content: str | None) -> None:
    """Changed, new or gone: a release would leave them out, and nobody would notice."""
    scratch = changed(tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        scratch.write_at(name, content)
    before = state(scratch)
    result = command("release")
    assert (result.code, result.out) == (2, "")
    assert f"{name}: not committed as it is on the disk" in result.err
    assert state(scratch) == before


def test_what_is_staged_is_refused(command: Command, tmp_path: Path) -> None:
    """Even where the file on the disk is as committed."""
    scratch = changed(tmp_path)
    old = text(tmp_path, "renewal")
    scratch.write(renewal=old + "# staged\n")
    scratch.git("add", "-A")
    scratch.write(renewal=old)
    assert command("release").code == 2


def test_other_files_may_be_in_any_state(command: Command, tmp_path: Path) -> None:
    """What is no file of the library is left alone, staged or not, and goes into no release."""
    scratch = changed(tmp_path)
    (tmp_path / "notes.txt").write_text("mine\n", encoding="utf-8")
    scratch.git("add", "notes.txt")
    assert command("release").code == 0
    assert scratch.git("status", "--porcelain") == "A  notes.txt"


def test_errors_forbid_a_release(command: Command, tmp_path: Path) -> None:
    """They are listed, and nothing is changed."""
    scratch = changed(tmp_path)
    scratch.write(renewal=text(tmp_path, "renewal").replace("next: [won]", "next: [wonn]"))
    scratch.commit("A slip")
    before = state(scratch)
    result = command("release")
    assert result.code == 1
    assert "renewal.yaml:10:12 error: unknown-stage" in result.out
    assert result.out.endswith("Nothing was released: mend the errors first.\n")
    assert state(scratch) == before


def test_another_branch_is_refused_unless_it_is_meant(command: Command, tmp_path: Path) -> None:
    """Releases are made on the default branch."""
    scratch = changed(tmp_path)
    scratch.git("switch", "-q", "-c", "mine")
    result = command("release")
    assert result.code == 2
    assert "Releases are made on main, and you are on mine." in result.err
    assert command("release", "--any-branch").code == 0
    assert scratch.git("rev-parse", "mine^") == scratch.git("rev-parse", "main")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (["checkout", "-q", "--detach"], "HEAD is on no branch"),
        (["tag", "new-business/0.2.0", "HEAD^"], None),
        (["update-ref", "refs/tags/renewal/0.1.1", "refs/heads/aside"], "There is a tag renewal/0.1.1 already"),
    ],
)
def test_what_else_stands_in_the_way(command: Command, tmp_path: Path, setting: list[str], message: str | None) -> None:
    """A HEAD without a branch, and a tag for something that the branch doesn't hold; one that it holds is a release."""
    scratch = changed(tmp_path)
    scratch.git("switch", "-q", "-c", "aside")
    scratch.commit("aside")
    scratch.git("switch", "-q", "main")
    scratch.git(*setting)
    result = command("release")
    assert (result.code == 2) == (message is not None)
    assert (message or "") in result.err


def test_a_branch_that_is_behind_its_remote_is_refused(command: Command, tmp_path: Path) -> None:
    """Somebody else has perhaps released already; being ahead is fine."""
    scratch = changed(tmp_path)
    scratch.git("update-ref", "refs/remotes/origin/main", "HEAD")
    scratch.git("reset", "-q", "--hard", "HEAD^")
    result = command("release")
    assert result.code == 2
    assert "origin/main has commits that main lacks" in result.err
    scratch.git("update-ref", "refs/remotes/origin/main", "HEAD^")
    assert command("release").code == 0
