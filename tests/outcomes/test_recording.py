"""Recording verdicts while others are at work."""

from datetime import date
from pathlib import Path

import pytest

from processengine.deals.asked import Asked
from processengine.errors import CannotRun
from processengine.outcomes.library import Question, outcomes
from processengine.outcomes.recording import finish, record
from processengine.release.library import held
from processengine.release.state import ground
from processengine.ruling.vouched import since_release
from tests.git.scratch import Scratch
from tests.outcomes.history import deals, library

TODAY = date(2026, 7, 20)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """Return a repository with something due, its library the current folder."""
    made = library(tmp_path / "repository", deals((20, 100), (45, 100)))
    monkeypatch.chdir(made.root / "processes")
    for name, value in (("NAME", "Lee"), ("EMAIL", "lee@example.com")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    return made


def test_a_branch_that_moved_on_meanwhile_is_not_written_to(scratch: Scratch) -> None:
    """What was judged by another library is judged again, not recorded."""
    here = ground(None, any_branch=False)
    now = held(here.repository, here.repository.commit("HEAD"), here.top)
    found = outcomes(now, Question((), Asked(), TODAY))
    assert [one.id for one in found.proposals if one.due] == ["equip-the-champion"]
    moved = scratch.commit("somebody else's")
    with pytest.raises(CannotRun, match="main has moved on while this was judged"):
        record(here, now, found.proposals, TODAY)
    assert scratch.git("rev-parse", "HEAD") == moved


def test_a_message_alone_finishes_nothing(scratch: Scratch) -> None:
    """A commit that says it is a recording and is something else leaves the files on the disk as they are."""
    file = scratch.root / "processes" / "proposals" / "equip-the-champion.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("to: 0.4", "to: 0.1"), encoding="utf-8")
    scratch.commit("Judge what equip-the-champion expected\n\nJudged: equip-the-champion\nJudged-on: 2026-07-20")
    scratch.git("restore", "--source=HEAD^", "--staged", "--worktree", ".")
    assert not finish(ground(None, any_branch=False))
    assert file.read_text(encoding="utf-8") == before


def test_verdicts_are_nothing_that_a_release_asks_approvals_for(scratch: Scratch) -> None:
    """They are computed, and what the commit says of itself proves nothing: it has to be what recording makes."""
    here = ground(None, any_branch=False)
    now = held(here.repository, here.repository.commit("HEAD"), here.top)
    before = since_release(here, now, ())
    record(here, now, outcomes(now, Question((), Asked(), TODAY)).proposals, TODAY)
    after = held(here.repository, here.repository.commit("HEAD"), here.top)
    assert after.commit != now.commit
    assert since_release(here, after, ()) == before
    file = scratch.root / "processes" / "proposals" / "equip-the-champion.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("verdict: held", "verdict: not-held"), encoding="utf-8")
    forged = scratch.commit("Judge what equip-the-champion expected\n\nJudged: equip-the-champion\nJudged-on: 2026-07-20")
    assert since_release(here, held(here.repository, forged, here.top), ()) == [forged, *before]
