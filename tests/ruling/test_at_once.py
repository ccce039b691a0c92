"""Several rulings at once: one is made, the others say so, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.ruling.prepared import NAME, PROPOSAL, branch, proposed, ran, read, record


def test_of_two_rulings_on_one_proposal_the_first_counts(tmp_path: Path) -> None:
    """The other is told who was faster, and ruled what."""
    mia = proposed(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda side: ran(tmp_path, "rule", NAME, side, "--why", "So."), ["--accept", "--reject"]))
    assert sorted(result.returncode for result in results) == [0, 1]
    found = record(mia)
    assert found is not None
    loser = next(result for result in results if result.returncode == 1)
    assert f"{NAME} was {found.ruling} by mia" in loser.stdout
    assert mia.git("rev-list", "--first-parent", "--count", "main") == "2"
    assert mia.git("status", "--porcelain") == ""


def test_rulings_on_two_proposals_are_both_made(tmp_path: Path) -> None:
    """One after the other, each on main as the other left it."""
    mia = proposed(tmp_path)
    branch(mia, "words", PROPOSAL.replace("six-weeks", "words"), ("Someone says", "Somebody says"))
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda name: ran(tmp_path, "rule", name, "--accept"), [NAME, "words"]))
    assert [result.returncode for result in results] == [0, 0]
    assert "Somebody says" in read(mia)
    assert "max_days: 45" in read(mia)
    assert mia.git("status", "--porcelain") == ""


@pytest.mark.parametrize("name", ["index.lock", "refs/heads/main.lock"])
def test_no_lock_is_left(tmp_path: Path, name: str) -> None:
    """Neither of git's nor of ours in anybody's way."""
    mia = proposed(tmp_path)
    ran(tmp_path, "rule", NAME, "--accept")
    assert not (mia.root / ".git" / name).exists()
    assert ran(tmp_path, "release").returncode == 0
