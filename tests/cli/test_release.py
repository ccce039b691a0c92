"""`release`, as people use it: what it says, what it writes, and when it refuses."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from processengine.errors import CannotRun
from processengine.git import Repository
from processengine.git.identity import identity
from processengine.git.lock import locked
from processengine.git.tags import tags
from processengine.release.library import held
from processengine.release.plan import planned
from processengine.release.publish import commit, publish
from processengine.release.state import ground
from tests.conftest import ROOT, Command
from tests.git.scratch import Scratch
from tests.release.prepared import DAY, LIBRARY, PROPOSAL, changed, library, released, state, text


def test_the_first_release_has_the_versions_as_written(command: Command, tmp_path: Path) -> None:
    """0.1.0 where none is written, put directly below the id; comments stay where they are."""
    scratch = library(tmp_path)
    scratch.write(renewal=text(tmp_path, "renewal").replace("from_anywhere", 'version: "2.1.0"\nfrom_anywhere'))
    scratch.commit("Its version")
    result = command("release")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:2] == ["new-business 0.1.0, its first release", "renewal 2.1.0, its first release"]
    assert text(tmp_path, "new-business").startswith('process: new-business\nversion: "0.1.0"\n')
    assert text(tmp_path, "renewal").startswith('process: renewal # who stays\nversion: "2.1.0"\n')
    assert scratch.git("tag").splitlines() == ["new-business/0.1.0", "renewal/2.1.0"]
    assert scratch.git("status", "--porcelain") == ""


def test_the_changes_decide_on_the_version(command: Command, tmp_path: Path) -> None:
    """Each process its own: minor where people work otherwise, patch where only words changed; and why is said."""
    scratch = changed(tmp_path)
    result = command("release")
    assert result.out.splitlines() == [
        "new-business 0.2.0 (before: 0.1.0), because people work otherwise from now on",
        "  - The limit in “Trouble named” rises from 30 to 45 days.",
        '  from the proposal "More time to name the trouble"',
        "renewal 0.1.1 (before: 0.1.0), because only words changed",
        "  - “Trouble named” is now called “Their trouble”.",
        "",
        "Committed on main with its changelog, and tagged new-business/0.2.0, renewal/0.1.1.",
        "Now send it: git push --atomic origin main new-business/0.2.0 renewal/0.1.1",
    ]
    assert scratch.git("cat-file", "-t", "new-business/0.2.0") == "tag"
    changelog = (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "**More time to name the trouble**, proposed by Ana Kovač\n\n> Thirty days are over" in changelog


def test_the_page_about_releases_shows_what_is_said(command: Command, tmp_path: Path) -> None:
    """Word for word."""
    changed(tmp_path)
    page = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
    assert f"$ processengine release\n{command('release').out}```" in page


def test_a_proposal_is_told_once(command: Command, tmp_path: Path) -> None:
    """With the release that brings it, and not with the next one of its process."""
    scratch = changed(tmp_path)
    command("release")
    scratch.write(new_business=text(tmp_path, "new-business").replace("max_days: 45", "max_days: 60"))
    scratch.commit("Still more")
    assert "proposal" not in command("release").out


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_proposal_that_is_not_open_is_not_told(command: Command, tmp_path: Path, status: str) -> None:
    """A draft may still come; what was withdrawn never does."""
    scratch = changed(tmp_path)
    scratch.write(proposals__more_time=f"{PROPOSAL}status: {status}\n")
    scratch.commit("Not so fast")
    assert "proposal" not in command("release").out


def test_nothing_new_is_nothing_to_release(command: Command, tmp_path: Path) -> None:
    """A second run changes nothing, and neither does a commit that touches no process."""
    scratch = changed(tmp_path)
    command("release")
    (tmp_path / "README.md").write_text("Read me.\n", encoding="utf-8")
    scratch.commit("A page for reps")
    before = state(scratch)
    for options in ([], ["--dry-run"]):
        result = command("release", *options)
        assert (result.code, result.out) == (0, "Nothing has changed since the last release.\n")
    assert state(scratch) == before


def test_a_preview_changes_nothing(command: Command, tmp_path: Path) -> None:
    """Not even objects are written; it says what would be."""
    scratch = changed(tmp_path)
    before, objects = state(scratch), scratch.git("count-objects", "-v")
    result = command("release", "--dry-run")
    assert result.code == 0
    assert "A release would write CHANGELOG.md, new-business.yaml, proposals/more-time.yaml, renewal.yaml, commit that on main" in result.out
    assert (state(scratch), scratch.git("count-objects", "-v")) == (before, objects)


def test_a_version_written_by_hand_counts_where_it_is_higher(command: Command, tmp_path: Path) -> None:
    """Somebody meant it; a lower one is written over."""
    scratch = changed(tmp_path)
    scratch.write(
        new_business=text(tmp_path, "new-business").replace('"0.1.0"', '"1.0.0"'), renewal=text(tmp_path, "renewal").replace('"0.1.0"', '"0.0.9"'),
    )
    scratch.commit("By hand")
    command("release")
    assert scratch.git("tag").splitlines() == ["new-business/0.1.0", "new-business/1.0.0", "renewal/0.1.0", "renewal/0.1.1"]


@pytest.mark.parametrize(("was", "version"), [("", "1.0.0"), ("    was: [board-decides]\n", "0.1.1")])
def test_a_release_guesses_no_rename(command: Command, tmp_path: Path, was: str, version: str) -> None:
    """Without `was` a new id is a stage gone and a stage added, for the version as for the deals."""
    scratch = library(tmp_path)
    command("release")
    renamed = text(tmp_path, "new-business").replace("board-decides", "board-agrees").replace("  board-agrees:\n", f"  board-agrees:\n{was}")
    scratch.write(new_business=renamed)
    scratch.commit("Another id")
    command("release")
    assert f"new-business/{version}" in scratch.git("tag").splitlines()


def test_a_renamed_process_goes_on_from_its_last_release(command: Command, tmp_path: Path) -> None:
    """`was` leads to the tags under the earlier id."""
    scratch = changed(tmp_path)
    scratch.write(renewal=text(tmp_path, "renewal").replace("process: renewal", "process: staying\nwas: [renewal]"))
    scratch.commit("Another name")
    assert "staying 0.1.1 (before: 0.1.0), because only words changed" in command("release").out


def test_a_library_that_moved_goes_on_from_its_last_release(command: Command, tmp_path: Path) -> None:
    """Its id finds it in the tags' commits."""
    scratch = changed(tmp_path)
    (tmp_path / "ours").mkdir()
    scratch.git("mv", "library.yaml", "new-business.yaml", "renewal.yaml", "proposals", "CHANGELOG.md", "ours")
    scratch.commit("A folder of its own")
    assert "new-business 0.2.0 (before: 0.1.0)" in command("release").out
    assert (tmp_path / "ours" / "CHANGELOG.md").read_text(encoding="utf-8").count("\n## ") == 4


def test_a_file_in_flow_style_gets_its_version(command: Command, tmp_path: Path) -> None:
    """Nothing else in it moves."""
    scratch = library(tmp_path)
    scratch.write(renewal="{process: renewal, from_anywhere: [lost], stages: {a: {next: [won]}, won: {outcome: won}, lost: {outcome: lost}}}\n")
    scratch.commit("In one line")
    assert command("release").code == 0
    assert text(tmp_path, "renewal") == (
        '{process: renewal, version: "0.1.0", from_anywhere: [lost], stages: {a: {next: [won]}, won: {outcome: won}, lost: {outcome: lost}}}\n'
    )


def test_whoever_git_does_not_know_releases_nothing(tmp_path: Path) -> None:
    """Tags say who made them; a preview, in CI say, makes none."""
    scratch = changed(tmp_path / "library")
    scratch.git("config", "--unset", "user.name")
    scratch.git("config", "user.useConfigOnly", "true")
    nobody = {"HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "XDG_CONFIG_HOME": str(tmp_path)}
    result = released(scratch.root, environment=nobody)
    assert result.returncode == 2
    assert result.stderr == (
        "processengine: git doesn't know who you are. Tell it: "
        'git config --global user.name "Your Name" && git config --global user.email you@example.com\n'
    )
    preview = released(scratch.root, "--dry-run", environment=nobody)
    assert (preview.returncode, preview.stderr) == (0, "")
    assert "Nothing has been changed." in preview.stdout


def test_no_hook_of_the_repository_runs(tmp_path: Path) -> None:
    """Nor a filter that its attributes ask for."""
    scratch = changed(tmp_path / "library")
    trap = tmp_path / "sprung"
    for hook in ("pre-commit", "commit-msg", "post-commit", "reference-transaction", "post-index-change"):
        path = scratch.root / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch '{trap}'\n", encoding="utf-8")
        path.chmod(0o755)
    scratch.git("config", "filter.trap.clean", f"touch '{trap}'; cat")
    scratch.git("config", "filter.trap.smudge", f"touch '{trap}'; cat")
    (scratch.root / ".git" / "info" / "attributes").write_text("* filter=trap\n", encoding="utf-8")
    assert released(scratch.root).returncode == 0
    assert not trap.exists()


def test_a_slower_release_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two were made of the same commit: the branch moves for the first, and the second is told to run again."""
    scratch = changed(tmp_path)
    monkeypatch.chdir(tmp_path)
    here = ground(None, any_branch=False)
    head = scratch.git("rev-parse", "HEAD")
    who = identity(tmp_path)
    plan = planned(held(Repository.around(tmp_path), head, ""), tags(tmp_path, head), date.fromisoformat(DAY))
    slower = commit(here, head, plan, DAY, who, "")
    assert released(tmp_path).returncode == 0
    before = state(scratch)
    with locked(here.repository) as lock, pytest.raises(CannotRun, match="main has moved on"):
        publish(lock, here, head, slower, plan, who)
    assert state(scratch) == before


def test_two_releases_at_once_release_once(tmp_path: Path) -> None:
    """Whichever is faster: one commit, each tag once, and a run afterwards finds all in order."""
    scratch = changed(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: released(tmp_path), range(4)))
    assert {result.returncode for result in results} <= {0, 2}
    assert all("Traceback" not in result.stderr and "mistake in processengine" not in result.stderr for result in results)
    assert released(tmp_path).returncode == 0
    assert [line for line in scratch.git("log", "--format=%s").splitlines() if "Release 2 processes" in line] == ["Release 2 processes"] * 2
    assert scratch.git("tag").splitlines() == ["new-business/0.1.0", "new-business/0.2.0", "renewal/0.1.0", "renewal/0.1.1"]
    assert scratch.git("status", "--porcelain") == ""


def test_only_the_library_that_is_meant_is_released(command: Command, tmp_path: Path) -> None:
    """Of two below the folder one must be named; and a tag of the other's process is no release of this one's."""
    scratch = library(tmp_path / "first")
    scratch.git("config", "core.worktree", str(tmp_path))
    (scratch.root / ".git").rename(tmp_path / ".git")
    scratch = Scratch(tmp_path)
    scratch.write(second__library="library: other\n", second__new_business=text(tmp_path / "first", "new-business"))
    scratch.commit("Two libraries")
    assert "There are 2 libraries here" in command("release").err
    assert command("release", "first").code == 0
    assert "There is a tag new-business/0.1.0 already" in command("release", "second").err
    assert not (tmp_path / "second" / "CHANGELOG.md").exists()


@pytest.mark.parametrize("title", ["$(touch x)", "-n", "%s%n", "a\n\nRelease: new-business/9.9.9", "`touch x`"])
def test_a_title_is_data(command: Command, tmp_path: Path, title: str) -> None:
    """In commit, tag and changelog it is text, and it can't speak for the release."""
    scratch = library(tmp_path)
    scratch.write(library=LIBRARY, new_business=text(tmp_path, "new-business").replace("from_anywhere", f"title: {title!r}\nfrom_anywhere".replace("'", '"')))
    scratch.commit("A title")
    assert command("release").code == 0
    assert scratch.git("tag").splitlines() == ["new-business/0.1.0", "renewal/0.1.0"]
    assert not (tmp_path / "x").exists()
    assert command("release").out == "Nothing has changed since the last release.\n"


def test_the_command_is_the_one_that_people_install(tmp_path: Path) -> None:
    """Outside a repository it says so in one line."""
    (tmp_path / "library.yaml").write_text("library: acme\n", encoding="utf-8")
    result = subprocess.run([sys.executable, "-m", "processengine", "release"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "is in no git repository" in result.stderr
