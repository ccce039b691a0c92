"""Killed at any moment, a command has lost nothing and left nothing half done that the next run doesn't finish.

The moments are chosen by a seed: before one of the changes that a run makes, alone or with all that it started; in the midst of
what git does there, so that git's own locks stay behind; and at any time at all.
"""

import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.crash.forks import Forks
from tests.crash.racing import fresh
from tests.crash.scenes import IN_CLONES, Scene, state, whole
from tests.crash.server import ON_SERVER

SCENES = (*IN_CLONES, *ON_SERVER)
MOMENTS = 200 if os.environ.get("CI") == "true" else 32
WAYS = ("together", "python", "git", "at-any-time")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="to wait for what a killed run leaves behind takes Linux")


@pytest.fixture(scope="module", params=SCENES, ids=lambda scene: scene.name)
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, Path]:
    """A scene and the folder that was prepared for it."""
    scene: Scene = request.param
    folder = tmp_path_factory.mktemp(scene.name) / "before"
    scene.make(folder)
    return scene, folder


def test_killed_at_any_moment_it_is_finished_by_the_next_run(prepared: tuple[Scene, Path], forks: Forks) -> None:
    """What was said to be done is there, each ref is as before or as after, git finds nothing wrong, and run again all is done."""
    scene, before = prepared
    killed = Counter[str]()
    changes, seconds, untouched, after, said = measured(scene, before, forks)
    for moment in moments(scene, changes, seconds):
        folder = fresh(before)
        run = forks.run(scene.where(folder), *scene.arguments, **moment)
        there = state(folder / scene.place)
        assert nothing_is_lost(untouched, there), moment
        assert refs_of(there) <= refs_of(untouched) | refs_of(after), moment
        if said in run["out"]:
            assert refs_of(there) == refs_of(after), moment
        again = forks.run(scene.where(folder), *scene.arguments)
        assert state(folder / scene.place) == after, (moment, run, again)
        assert again["code"] == 0 or refs_of(there) == refs_of(after), (moment, again)
        assert whole(folder / scene.place) == "", moment
        killed[moment["how"]] += run["code"] == -signal.SIGKILL
        killed["in between"] += there not in (untouched, after)
    # It is no test where nobody dies; how many do by the clock is the machine's affair.
    assert all(killed[way] for way in WAYS[:3]), killed


def moments(scene: Scene, changes: int, seconds: float) -> Iterator[dict[str, Any]]:
    """Yield the moments at which a scene's command is killed, always the same ones but for those by the clock."""
    choose = Random(scene.name)  # noqa: S311 - any moments will do
    for number in range(MOMENTS // len(SCENES)):
        how = WAYS[number % len(WAYS)]
        if how == "at-any-time":
            yield {"how": how, "seconds": choose.uniform(0.0, 0.8 * seconds)}
        else:
            yield {"how": how, "change": choose.randint(1, changes)}


def measured(scene: Scene, before: Path, forks: Forks) -> tuple[int, float, dict[str, object], dict[str, object], str]:
    """Run a scene undisturbed; return how many changes it makes, how long it takes, how all was and is, and its last line."""
    folder = fresh(before)
    untouched = state(folder / scene.place)
    run = forks.run(scene.where(folder), *scene.arguments, count=True)
    assert run["code"] == 0, run
    return int(run["err"].split()[-1]), run["seconds"], untouched, state(folder / scene.place), run["out"].splitlines()[-1]


def refs_of(there: dict[str, object]) -> set[tuple[str, str]]:
    """Return all refs, with what they stand for."""
    refs = there["refs"]
    assert isinstance(refs, dict)
    return set(refs.items())


def nothing_is_lost(before: dict[str, object], there: dict[str, object]) -> bool:
    """Tell whether all refs that were there still are, and all files."""
    return all(set(found) <= set(there[name]) for name, found in before.items() if isinstance(found, dict))  # type: ignore[call-overload]
