"""A release that was interrupted anywhere is finished by running it again, and nobody can tell the difference."""

import shutil
import signal
from pathlib import Path

import pytest

from tests.crash.forks import Forks
from tests.git.scratch import Scratch
from tests.release.prepared import DAY, changed, released_here, state, text

MOST_CHANGES = 40
ALL_TAGS = ["new-business/0.2.0", "renewal/0.1.1"]
UPDATE, FIRST_FILE, INDEX = 11, 12, 16
"""Which change it is that moves the branch, that writes the first file, and that lets the index follow."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with changes to release."""
    root = tmp_path_factory.mktemp("before") / "library"
    changed(root)
    return root


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What an uninterrupted release makes of it."""
    scratch = copy(before, tmp_path_factory.mktemp("after") / "library")
    assert released_here(scratch.root).returncode == 0
    return state(scratch)


def copy(before: Path, root: Path) -> Scratch:
    """The library again, as it was before."""
    shutil.copytree(before, root)
    return Scratch(root)


def test_it_may_be_stopped_before_any_change_that_it_makes(before: Path, after: dict[str, str], forks: Forks, tmp_path: Path) -> None:
    """Killed before its first change, its second, and so on to the last; run again, all is as if nothing had happened.

    Commit and tags have the same ids as well, because they are made of the same.
    """
    stops = 0
    for change in range(1, MOST_CHANGES):
        scratch = copy(before, tmp_path / str(change))
        stopped = forks.ran(scratch.root, "release", "--today", DAY, stop_before=change)
        if stopped.returncode == 0:
            break
        assert stopped.returncode == -signal.SIGKILL
        stops += 1
        again = released_here(scratch.root)
        assert (again.returncode, again.stderr) == (0, "")
        assert state(scratch) == after, f"stopped before change {change}"
    # Two texts, a record and a changelog become objects, a tree, a commit and two tags; refs, four files and the index follow.
    assert stops >= 14


@pytest.mark.parametrize("tags", [["new-business/0.2.0"], ["renewal/0.1.1"], ALL_TAGS], ids=str)
def test_tags_that_are_missing_are_set(before: Path, after: dict[str, str], tmp_path: Path, tags: list[str]) -> None:
    """Where the branch has moved and some tags were not written."""
    scratch = copy(before, tmp_path / "library")
    released_here(scratch.root)
    scratch.git("tag", "-d", *tags)
    result = released_here(scratch.root)
    assert result.stdout == (
        f"Finished the release of {' and '.join(tag.replace('/', ' ') for tag in ALL_TAGS)}, which had been interrupted.\n"
        f"Now send it: git push --atomic origin main {' '.join(ALL_TAGS)}\n"
    )
    assert state(scratch) == after


def stopped_by_hand(forks: Forks, root: Path, change: int) -> tuple[int, str]:
    """Release, and press Ctrl-C before that change; return the exit status and the complaint."""
    result = forks.ran(root, "release", "--today", DAY, stop_before=change, how="Ctrl-C")
    return result.returncode, result.stderr


def test_whoever_stops_it_before_anything_is_changed_is_told_no_more(before: Path, forks: Forks, tmp_path: Path) -> None:
    """There is nothing to finish."""
    scratch = copy(before, tmp_path / "library")
    assert stopped_by_hand(forks, scratch.root, 1) == (2, "\nprocessengine: stopped.\n")
    assert "had been interrupted" not in released_here(scratch.root).stdout


@pytest.mark.parametrize("change", [UPDATE, FIRST_FILE, FIRST_FILE + 1, INDEX])
def test_whoever_stops_it_later_is_told_to_run_it_again(
    before: Path, after: dict[str, str], forks: Forks, tmp_path: Path, change: int
) -> None:
    """From the moment on at which the branch may have moved; the next run finishes."""
    scratch = copy(before, tmp_path / "library")
    assert stopped_by_hand(forks, scratch.root, change) == (2, "processengine: stopped in the middle of the release. Run it again to finish it.\n")
    assert released_here(scratch.root).returncode == 0
    assert state(scratch) == after


def test_finishing_may_be_stopped_as_well(before: Path, after: dict[str, str], forks: Forks, tmp_path: Path) -> None:
    """The same is said, and the run after that finishes."""
    scratch = copy(before, tmp_path / "library")
    stopped_by_hand(forks, scratch.root, FIRST_FILE)
    assert "Run it again to finish it" in stopped_by_hand(forks, scratch.root, 1)[1]
    assert "had been interrupted" in released_here(scratch.root).stdout
    assert state(scratch) == after


@pytest.mark.parametrize("change", [FIRST_FILE, INDEX])
def test_a_preview_tells_of_the_interruption_and_changes_nothing(before: Path, forks: Forks, tmp_path: Path, change: int) -> None:
    """To commit what is on the disk would take the release back."""
    scratch = copy(before, tmp_path / "library")
    stopped_by_hand(forks, scratch.root, change)
    there = state(scratch)
    result = released_here(scratch.root, "--dry-run")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "processengine: The release of new-business 0.2.0 and renewal 0.1.1 was interrupted. Finish it first: processengine release\n"
    )
    assert state(scratch) == there


@pytest.mark.parametrize("name", ["new-business.yaml", "renewal.yaml", "proposals/more-time.yaml", "CHANGELOG.md"])
def test_files_that_did_not_follow_do(before: Path, after: dict[str, str], tmp_path: Path, name: str) -> None:
    """Where branch and tags are written and a file still is what it was."""
    scratch = copy(before, tmp_path / "library")
    old = (scratch.root / name).read_bytes()
    released_here(scratch.root)
    (scratch.root / name).write_bytes(old)
    assert released_here(scratch.root).returncode == 0
    assert state(scratch) == after


def test_what_somebody_edited_meanwhile_is_not_written_over(before: Path, tmp_path: Path) -> None:
    """A file that is neither what it was nor what the release made of it is somebody's work."""
    scratch = copy(before, tmp_path / "library")
    released_here(scratch.root)
    mine = text(scratch.root, "renewal").replace("Their trouble", "Trouble again")
    scratch.write(renewal=mine)
    result = released_here(scratch.root)
    assert result.returncode == 2
    assert "renewal.yaml: not committed as it is on the disk" in result.stderr
    assert text(scratch.root, "renewal") == mine


def test_a_message_alone_makes_no_release(before: Path, tmp_path: Path) -> None:
    """A commit that only says that it is a release gets no tag: what is in it must be what `release` would write."""
    scratch = copy(before, tmp_path / "library")
    scratch.write(renewal=text(scratch.root, "renewal").replace('version: "0.1.0"', 'version: "9.0.0"'))
    scratch.commit("Release renewal 9.0.0\n\nRelease: renewal/9.0.0\nReleased-on: 2026-11-20")
    released_here(scratch.root, "--dry-run")
    result = released_here(scratch.root)
    assert "had been interrupted" not in result.stdout
    assert scratch.git("log", "-1", "--format=%s", "renewal/9.0.0") == "Release 2 processes"


def test_line_ends_on_the_disk_are_kept(before: Path, tmp_path: Path) -> None:
    """Where git turned the line ends of the files on the disk, they stay turned."""
    scratch = copy(before, tmp_path / "library")
    path = scratch.root / "renewal.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert released_here(scratch.root).returncode == 0
    assert b'version: "0.1.1"\r\n' in path.read_bytes()
    assert b"\r" not in scratch.git("show", "HEAD:renewal.yaml").encode()
