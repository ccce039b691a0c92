"""Which version of a process judges which move."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from processengine.deals.versions import by_one, by_releases
from processengine.errors import CannotRun
from processengine.evidence.allowed import EVER
from processengine.model.process import Process
from processengine.store import Shelves
from processengine.syntax.load import load
from processengine.syntax.parse import parse_bytes
from tests.git.scratch import FIRST, LIBRARY, SECOND, THIRD, Scratch

PLACE = "processes/new-business.yaml"


def process_at(path: Path) -> Process:
    """Return the process in a file."""
    value = load(parse_bytes(path.read_bytes())[0]).value
    assert isinstance(value, Process)
    return value


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """A repository with a library of one process."""
    made = Scratch(tmp_path / "repository")
    made.write(processes__library=LIBRARY, processes__new_business=FIRST)
    made.commit("first")
    return made


def released(scratch: Scratch, version: str, when: str, text: str | None = None, library: str = "acme") -> None:
    """Release the process as it stands, or with a new text."""
    if text is not None:
        scratch.write(processes__new_business=text)
        scratch.commit(version)
    scratch.tag(f"new-business/{version}", f"{library}/new-business {version}", when)


def _day(since: int) -> str:
    return datetime.fromtimestamp(since // 1_000_000, UTC).date().isoformat()


def told(scratch: Scratch) -> list[tuple[str, str, int | None]]:
    """Return each version that judges with the day from which on, and what tells them apart."""
    path = scratch.root / PLACE
    judged = by_releases(path, process_at(path), Shelves().around(path))
    return [(one.version, _day(one.since) if one.since > EVER[0] else "", one.process.stages["trouble-named"].max_days) for one in judged.versions]


def test_each_release_is_in_force_from_its_tag_on(scratch: Scratch) -> None:
    """As the process was in the tag's commit, not as the file stands."""
    released(scratch, "1.0.0", "2026-01-05T09:00:00Z")
    released(scratch, "1.1.0", "2026-03-01T09:00:00Z", SECOND)
    scratch.write(processes__new_business=THIRD)
    assert told(scratch) == [("1.0.0", "2026-01-05", 30), ("1.1.0", "2026-03-01", 45)]


def test_the_time_of_a_tag_counts_and_not_its_name(scratch: Scratch) -> None:
    """A lower version that was released later is in force later."""
    released(scratch, "2.0.0", "2026-01-05T09:00:00Z")
    released(scratch, "1.0.1", "2026-03-01T09:00:00Z", SECOND)
    assert [version for version, _, _ in told(scratch)] == ["2.0.0", "1.0.1"]


def test_a_tag_of_another_branch_counts_for_nothing(scratch: Scratch) -> None:
    """Only releases that HEAD's history holds were ever in force here."""
    released(scratch, "1.0.0", "2026-01-05T09:00:00Z")
    scratch.git("switch", "-q", "-c", "other")
    released(scratch, "9.0.0", "2026-02-05T09:00:00Z", SECOND)
    scratch.git("switch", "-q", "main")
    assert [version for version, _, _ in told(scratch)] == ["1.0.0"]


def test_another_library_s_release_counts_for_nothing(scratch: Scratch) -> None:
    """Its tag says whose it is."""
    released(scratch, "1.0.0", "2026-01-05T09:00:00Z")
    released(scratch, "1.1.0", "2026-02-05T09:00:00Z", library="globex")
    assert [version for version, _, _ in told(scratch)] == ["1.0.0"]


def test_a_process_is_found_under_its_earlier_id_and_place(scratch: Scratch) -> None:
    """Its file moved, and its id is another now."""
    released(scratch, "1.0.0", "2026-01-05T09:00:00Z")
    scratch.git("mv", PLACE, "processes/hunting.yaml")
    path = scratch.write_at("processes/hunting.yaml", SECOND.replace("process: new-business\n", "process: hunting\nwas: [new-business]\n"))
    scratch.commit("renamed")
    scratch.tag("hunting/1.1.0", "acme/hunting 1.1.0", "2026-02-05T09:00:00Z")
    judged = by_releases(path, process_at(path), Shelves().around(path))
    assert [(one.version, one.process.id) for one in judged.versions] == [("1.0.0", "new-business"), ("1.1.0", "hunting")]


def test_a_library_that_moved_is_found(scratch: Scratch) -> None:
    """Where only one file of the commit holds the process, it is that."""
    released(scratch, "1.0.0", "2026-01-05T09:00:00Z")
    scratch.git("mv", "processes", "sales")
    scratch.commit("moved")
    path = scratch.root / "sales/new-business.yaml"
    assert [one.version for one in by_releases(path, process_at(path), Shelves().around(path)).versions] == ["1.0.0"]


def test_a_release_that_cannot_be_read_is_said(scratch: Scratch) -> None:
    """It judges nothing."""
    scratch.write(processes__new_business="process: other\nstages: {won: {outcome: won}}\n")
    scratch.commit("gone")
    scratch.tag("new-business/1.0.0", "acme/new-business 1.0.0", "2026-01-05T09:00:00Z")
    path = scratch.write_at(PLACE, FIRST)
    judged = by_releases(path, process_at(path), Shelves().around(path))
    assert judged.remarks == (
        "The process can't be read in release new-business/1.0.0, so that one judges no move.",
        "new-business has not been released yet, so the file as it stands judges every move.",
    )


def test_before_the_first_release_the_file_judges_and_says_so(scratch: Scratch) -> None:
    """As it stands on the disk, committed or not."""
    path = scratch.write_at(PLACE, SECOND)
    judged = by_releases(path, process_at(path), Shelves().around(path))
    assert [one.process.stages["trouble-named"].max_days for one in judged.versions] == [45]
    assert judged.remarks == ("new-business has not been released yet, so the file as it stands judges every move.",)


def test_in_a_repository_without_a_commit_the_file_judges(tmp_path: Path) -> None:
    """There can be no release yet."""
    path = Scratch(tmp_path / "new").write_at(PLACE, FIRST)
    assert by_releases(path, process_at(path), None).remarks == ("new-business has not been released yet, so the file as it stands judges every move.",)


def test_a_shallow_clone_may_lack_releases_and_says_so(scratch: Scratch, tmp_path: Path) -> None:
    """As those that CI makes."""
    released(scratch, "1.0.0", "2026-01-05T09:00:00Z")
    scratch.write(processes__new_business=SECOND)
    scratch.commit("second")
    scratch.git("clone", "-q", "--depth", "1", scratch.root.as_uri(), str(tmp_path / "clone"))
    path = tmp_path / "clone" / PLACE
    judged = by_releases(path, process_at(path), Shelves().around(path))
    assert judged.remarks[0] == "This clone is shallow, so releases may be missing: `git fetch --unshallow --tags` brings them."


def test_outside_git_the_file_judges_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nobody to ask for releases."""
    monkeypatch.chdir(tmp_path)
    path = Path("new-business.yaml")
    path.write_text(FIRST, encoding="utf-8")
    assert by_releases(path, process_at(path), None).remarks == ("new-business.yaml is in no git repository, so it judges every move as it stands.",)


@pytest.mark.parametrize("argument", ["HEAD~1", f"HEAD~1:{PLACE}", "new-business/1.0.0", "old.yaml"])
def test_one_revision_or_file_can_judge_all(scratch: Scratch, monkeypatch: pytest.MonkeyPatch, argument: str) -> None:
    """Whatever was in force when."""
    released(scratch, "1.0.0", "2026-01-05T09:00:00Z")
    released(scratch, "1.1.0", "2026-03-01T09:00:00Z", SECOND)
    monkeypatch.chdir(scratch.root)
    Path("old.yaml").write_text(FIRST, encoding="utf-8")
    judged = by_one(Path(PLACE), process_at(Path(PLACE)), argument)
    assert [(one.version, one.since, one.process.stages["trouble-named"].max_days) for one in judged.versions] == [(argument, EVER[0], 30)]
    assert judged.remarks == (f"Every move is judged by the process at {argument}.",)


@pytest.mark.parametrize(("argument", "why"), [
    ("nowhere", "There is no revision `nowhere` here."),
    ("HEAD:processes/none.yaml", "HEAD:processes/none.yaml can't be read as a process."),
    ("--output=x", "There is no revision `--output=x` here."),
    ("HEAD:processes/library.yaml", "HEAD:processes/library.yaml can't be read as a process."),
])
def test_a_revision_without_the_process_is_refused(scratch: Scratch, monkeypatch: pytest.MonkeyPatch, argument: str, why: str) -> None:
    """A word that git would take for an option is no revision either."""
    monkeypatch.chdir(scratch.root)
    with pytest.raises(CannotRun, match=why.replace("`", ".")):
        by_one(Path(PLACE), process_at(Path(PLACE)), argument)
