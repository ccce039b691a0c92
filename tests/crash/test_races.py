"""Revision 2 is never merged on revision 1's approval, whatever comes in between what, on a server's own repository.

A push takes none of our locks, so it may come at any moment of an approval and of a ruling: it is made to come just before
each git command of theirs. Then all three race as processes of their own.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.crash.forks import Forks
from tests.crash.interrupting import Interrupting
from tests.crash.racing import course, fresh, is_right, raced
from tests.crash.scenes import ENVIRONMENT
from tests.crash.server import APPROVE, RULE, approved, serving, tips

IN_CI = os.environ.get("CI") == "true"
MOMENTS, RACES = (40, 12) if IN_CI else (12, 6)
"""How many moments of a command are tried, and how many races of processes are run; the benchmark runs them by the thousand."""


@pytest.fixture(scope="module")
def interrupting() -> Interrupting:
    """What pushes in between; Python has no way to take a hook off again, so there is one."""
    return Interrupting()


@pytest.fixture(scope="module")
def not_approved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server that holds the first revision; the second is in its author's clone."""
    folder = tmp_path_factory.mktemp("serving") / "before"
    serving(folder)
    return folder


@pytest.fixture(scope="module")
def by_mia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, and the first revision is approved."""
    folder = tmp_path_factory.mktemp("approved") / "before"
    approved(folder)
    return folder


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as in all these tests, without the machine's own settings."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def some_moments(count: int) -> list[int]:
    """Return the moments that are tried, in order: the first, the last, and some between that a seed chooses."""
    every = range(1, count + 1)
    return sorted({1, count, *Random(MOMENTS).sample(every, min(MOMENTS, count))})  # noqa: S311 - any will do


@pytest.mark.usefixtures("settings")
def test_a_push_at_any_moment_of_a_ruling(by_mia: Path, interrupting: Interrupting) -> None:
    """Either the first revision was merged before, or nothing is; what was refused stays refused."""
    revisions = tips(by_mia)
    folder = fresh(by_mia)
    assert interrupting.run(folder, RULE, 0)[0] == 0
    courses = Counter[tuple[str, int]]()
    for moment in some_moments(interrupting.seen):
        folder = fresh(by_mia)
        code, said = interrupting.run(folder, RULE, moment)
        found = course(folder / "hub.git", revisions, {"code": code, "out": said, "err": ""})
        assert is_right(found), (moment, found)
        assert (found.approved, found.ends_at) in {("45", "60"), ("45", "")}, (moment, found)
        assert (code == 0) == (found.merged == "45"), (moment, found)
        courses[found.merged, code] += 1
    assert courses["45", 0], courses
    assert courses["", 1] + courses["", 2], courses


@pytest.mark.usefixtures("settings")
def test_a_push_at_any_moment_of_an_approval(not_approved: Path, interrupting: Interrupting) -> None:
    """The approval is for what was looked at, and then it isn't enough for what is there now; or nothing was approved."""
    revisions = tips(not_approved)
    folder = fresh(not_approved)
    assert interrupting.run(folder, APPROVE, 0)[0] == 0
    courses = Counter[tuple[str, str]]()
    for moment in some_moments(interrupting.seen):
        folder = fresh(not_approved)
        interrupting.run(folder, APPROVE, moment)
        code, said = interrupting.run(folder, RULE, 0)
        found = course(folder / "hub.git", revisions, {"code": code, "out": said, "err": ""})
        assert is_right(found), (moment, found)
        assert found.merged == ("60" if found.approved == "60" else ""), (moment, found)
        courses[found.approved, found.merged] += 1
    # The push came before they looked, and after they did.
    assert courses["60", "60"], courses
    assert courses["45", ""] + courses["", ""], courses


@pytest.mark.skipif(sys.platform != "linux", reason="to wait for processes of others takes Linux")
def test_they_race_as_processes(not_approved: Path, by_mia: Path, forks: Forks) -> None:
    """Approval, push and ruling at once, and push and ruling after an approval; both orders come about."""
    revisions = {before: tips(before) for before in (not_approved, by_mia)}
    seconds = forks.run(fresh(by_mia), *RULE)["seconds"]
    courses = Counter[tuple[str, str]]()
    for number, (push, rule) in enumerate(beginnings(seconds)):
        before = (by_mia, not_approved)[number % 4 == 3]
        found = raced(forks, fresh(before), revisions[before], push=push, rule=rule, approve=None if before is by_mia else 0.0)
        assert is_right(found), found
        courses["approved first" if before is by_mia else "all at once", found.merged] += 1
    assert courses["approved first", "45"], courses
    assert courses["approved first", ""], courses


def beginnings(seconds: float) -> Iterator[tuple[float, float]]:
    """Yield when push and ruling begin, which takes so many `seconds`: first one well before the other each way, then by chance."""
    yield 0.0, seconds
    yield 5 * seconds, 0.0
    choose = Random(RACES)  # noqa: S311 - any moments will do
    for _ in range(RACES - 2):
        yield choose.uniform(0.0, 1.5 * seconds), 0.0
